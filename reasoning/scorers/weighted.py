"""Several scorers as one."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ..state import Score, Step


@dataclass(frozen=True, slots=True)
class Weighted:
    """The weighted geometric mean of those scorers that can tell: a zero of any of them stays a zero."""

    parts: tuple[tuple[Callable[[Step], Score | None], float], ...]

    def __call__(self, step: Step) -> Score | None:
        """One Score, named after the scorers that could tell, with all their critiques; None where none could."""
        scores = [(score, weight) for part, weight in self.parts if (score := part(step))]
        if not scores:
            return None
        total = sum(weight for _, weight in scores)
        mean = 0.0
        if all(score.score > 0 for score, _ in scores):
            mean = math.exp(sum(weight * math.log(score.score) for score, weight in scores) / total)
        name = "+".join(score.scorer for score, _ in scores)
        return Score(name, mean, "; ".join(score.critique for score, _ in scores if score.critique))
