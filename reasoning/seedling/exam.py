"""The look at held-out problems while training goes on: is every token of the reply the network's first choice?

That is greedy decoding without its errors' consequences, and as quick as one forward pass. Where several replies are
right, as in number puzzles, it is too strict; the evaluation proper lets the network write.
"""

# Checked with and without torch installed; without it, all of torch is Any.
# mypy: disable-error-code="no-any-return, no-untyped-call, untyped-decorator, misc", no-warn-unused-ignores

from __future__ import annotations

import torch

from reasoning.seedling.batches import IGNORED, Batch, collate, supervised
from reasoning.seedling.mixture import held_out
from reasoning.seedling.model import Seedling
from reasoning.seedling.tasks import REASONED
from reasoning.seedling.tokenizer import ChatTokenizer

PROBLEMS = 48  # a family


class Exam:
    """Held-out problems of every family that has right answers, ready to be read by a network."""

    def __init__(self, tokenizer: ChatTokenizer, seed: int, device: str, problems: int = PROBLEMS) -> None:
        self._device = device
        self._batches = {
            family: collate(
                [
                    supervised(tokenizer.prompt(p.turns()), [*tokenizer.encode(p.reply), tokenizer.end])
                    for p in held_out(family, seed, problems)
                ],
                tokenizer.pad,
            )
            for family in REASONED
        }

    def marks(self, model: Seedling) -> dict[str, float]:
        """For each family the share of problems whose whole reply is right token by token."""
        return {family: self._exact(model, batch) for family, batch in self._batches.items()}

    def _exact(self, model: Seedling, batch: Batch) -> float:
        labels = torch.from_numpy(batch.labels).to(self._device).long()
        inputs = torch.from_numpy(batch.inputs).to(self._device).int()
        # Not under no_grad: a compiled network would be compiled once more for it.
        with torch.autocast(self._device, torch.bfloat16, enabled=self._device == "cuda"):
            guessed = model.logits(model.hidden(inputs)).argmax(-1)
        return ((guessed == labels) | (labels == IGNORED)).all(-1).float().mean().item()
