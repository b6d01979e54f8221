"""Weights between two exports: what was learnt later, with less of what it cost (Wortsman et al. 2022, WiSE-FT)."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from reasoning.seedling import CT2, HF
from reasoning.seedling.convert import convert

FILE = "model.safetensors"


def blend(first: Path, second: Path, share: float, weights: Path) -> None:
    """Writes both layouts of `share` (0 to 1) of the second export's weights and the rest of the first's.

    Raises ValueError when the two are not of one network and one tokenizer.
    """
    before, after = load_file(first / HF / FILE), load_file(second / HF / FILE)
    same = {name: array.shape for name, array in before.items()} == {
        name: array.shape for name, array in after.items()
    }
    tokenizers = [(folder / HF / "tokenizer.json").read_bytes() for folder in (first, second)]
    if not same or tokenizers[0] != tokenizers[1]:
        raise ValueError(f"{first} and {second} are not of one network")
    shutil.copytree(second / HF, weights / HF, dirs_exist_ok=True)
    mixed = {
        name: ((1 - share) * before[name].astype(np.float32) + share * after[name].astype(np.float32)).astype(
            np.float16
        )
        for name in before
    }
    save_file(mixed, weights / HF / FILE, metadata={"format": "pt"})
    (weights / HF / FILE).chmod(0o644)  # the library makes it private
    convert(weights / HF, weights / CT2)
