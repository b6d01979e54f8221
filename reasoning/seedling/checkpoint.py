"""Checkpoints of a training run: written whole or not at all."""

# Checked with and without torch installed; without it, all of torch is Any.
# mypy: disable-error-code="no-any-return, no-untyped-call, untyped-decorator, misc", no-warn-unused-ignores

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

import torch

from reasoning.seedling.hf import load_weights
from reasoning.seedling.model import Seedling, Shape
from reasoning.seedling.plan import TOKENIZER, Progress
from reasoning.seedling.tokenizer import ChatTokenizer

CHECKPOINT = "checkpoint.pt"


def save(
    folder: Path, model: Seedling, optimisers: Sequence[torch.optim.Optimizer], progress: Progress
) -> None:
    """Writes the checkpoint; an interrupted writing leaves the one before."""
    state = {
        "shape": model.shape.as_dict(),
        "model": model.state_dict(),
        "optimisers": [optimiser.state_dict() for optimiser in optimisers],
        "progress": asdict(progress),
    }
    partial = folder / (CHECKPOINT + ".partial")
    torch.save(state, partial)
    partial.replace(folder / CHECKPOINT)


def restore(
    folder: Path, device: str, model: Seedling, optimisers: Sequence[torch.optim.Optimizer]
) -> Progress:
    """Loads what the checkpoint in the folder holds; without one, the progress is that of a new run.

    Raises ValueError when it is of another shape.
    """
    path = folder / CHECKPOINT
    if not path.exists():
        return Progress()
    state = torch.load(path, map_location=device, weights_only=True)
    if state["shape"] != model.shape.as_dict():
        raise ValueError(f"{path} is of a network of another shape: choose another --folder")
    model.load_state_dict(state["model"])
    for optimiser, saved in zip(optimisers, state["optimisers"], strict=True):
        optimiser.load_state_dict(saved)
    return Progress(**state["progress"])


def from_hf(folder: Path) -> tuple[Seedling, ChatTokenizer]:
    """The network and tokenizer of an exported Hugging Face folder. Raises FileNotFoundError."""
    config = json.loads((folder / "config.json").read_text())
    model = Seedling(Shape(**{each.name: config[each.name] for each in fields(Shape)}))
    model.load_state_dict({name: torch.from_numpy(array) for name, array in load_weights(folder).items()})
    return model, ChatTokenizer.load(folder / "tokenizer.json")


def load(folder: Path) -> tuple[Seedling, ChatTokenizer, Progress]:
    """The model of the last checkpoint in the folder, on the CPU. Raises FileNotFoundError."""
    state = torch.load(folder / CHECKPOINT, map_location="cpu", weights_only=True)
    model = Seedling(Shape(**state["shape"]))
    model.load_state_dict(state["model"])
    return model, ChatTokenizer.load(folder / TOKENIZER), Progress(**state["progress"])
