"""Weights between two exports: what was learnt later, with less of what it cost (Wortsman et al. 2022, WiSE-FT)."""

from __future__ import annotations

import shutil
from pathlib import Path

from reasoning.seedling import CT2, HF
from reasoning.seedling.convert import convert
from reasoning.seedling.hf import load_weights, save_weights


def blend(first: Path, second: Path, share: float, weights: Path) -> None:
    """Writes both layouts of `share` (0 to 1) of the second export's weights and the rest of the first's.

    Raises ValueError when the two are not of one network and one tokenizer.
    """
    before, after = load_weights(first / HF), load_weights(second / HF)
    shapes = [{name: array.shape for name, array in each.items()} for each in (before, after)]
    tokenizers = [(folder / HF / "tokenizer.json").read_bytes() for folder in (first, second)]
    if shapes[0] != shapes[1] or tokenizers[0] != tokenizers[1]:
        raise ValueError(f"{first} and {second} are not of one network")
    shutil.copytree(second / HF, weights / HF, dirs_exist_ok=True)
    save_weights(weights / HF, {name: (1 - share) * before[name] + share * after[name] for name in before})
    convert(weights / HF, weights / CT2)
