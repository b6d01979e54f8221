"""Export: the Hugging Face folder that vLLM serves, and through `convert` the one that the embedded engine runs."""

# Checked with and without torch installed; without it, all of torch is Any.
# mypy: disable-error-code="no-any-return, no-untyped-call, untyped-decorator, misc", no-warn-unused-ignores

from __future__ import annotations

import json
import random
from pathlib import Path

import torch

from reasoning.seedling import CT2, HF
from reasoning.seedling.checkpoint import from_hf, load
from reasoning.seedling.hf import write_hf
from reasoning.seedling.mixture import ALL
from reasoning.seedling.model import Seedling, greedy
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks import FAMILIES
from reasoning.seedling.tokenizer import ChatTokenizer

REFERENCE = "greedy.json"  # greedy replies of the network that was exported, for a test to compare


def write_reference(model: Seedling, tokenizer: ChatTokenizer, path: Path) -> None:
    """Writes the network's greedy replies to a hundred questions, for a test to compare the exports with."""
    replies = {}
    for problem in _reference_problems():
        ids = greedy(model, tokenizer.prompt([("user", problem.question)]), tokenizer.end)
        replies[problem.question] = tokenizer.decode(ids)
    path.write_text(json.dumps(replies, indent=2, ensure_ascii=False) + "\n")


def export_hf(checkpoint: Path, folder: Path) -> None:
    """Writes the Hugging Face layout of the last checkpoint in a training folder."""
    model, tokenizer, _ = load(checkpoint)
    arrays = {name: parameter.detach().numpy() for name, parameter in model.named_parameters()}
    write_hf(folder, model.shape.as_dict(), arrays, tokenizer)


def complete(weights: Path) -> None:
    """Beside the Hugging Face layout: the one for CTranslate2, and the network's greedy replies."""
    from reasoning.seedling.convert import convert

    torch.set_num_threads(1)  # a row at a time is too little work to share
    convert(weights / HF, weights / CT2)
    write_reference(*from_hf(weights / HF), weights / REFERENCE)


def export(checkpoint: Path, weights: Path) -> None:
    """Writes both layouts of the last checkpoint in a training folder, and its greedy replies."""
    export_hf(checkpoint, weights / HF)
    complete(weights)


def _reference_problems() -> list[Problem]:
    """Those with neither history nor system text."""
    rng = random.Random("reference")
    drawn = [generate(rng, ALL) for _ in range(16) for generate in FAMILIES.values()]
    return [problem for problem in drawn if len(problem.turns()) == 1]
