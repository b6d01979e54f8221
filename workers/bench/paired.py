"""Two ways on the same problems: how many points apart, and how sure that is. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reasoning.seedling.evaluation.intervals import Z95

POINTS = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """Of `count` problems, `better` are right only in the first way and `worse` only in the second."""

    better: int
    worse: int
    count: int

    @property
    def points(self) -> float:
        """How much more is right in the first way, in points of a hundred."""
        return POINTS * (self.better - self.worse) / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of `points` for paired proportions: Wald's, with half an observation more in each of the four
        cells (Agresti and Min 2005, https://doi.org/10.1002/sim.1781). It has a width even where nothing differs."""
        n = self.count + 2
        middle = (self.better - self.worse) / n
        half = Z95 * math.sqrt(self.better + self.worse + 1 - (self.better - self.worse) ** 2 / n) / n
        return POINTS * max(middle - half, -1.0), POINTS * min(middle + half, 1.0)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.points:+.1f} [{low:+.1f}, {high:+.1f}]"


def difference(first: Sequence[bool], second: Sequence[bool]) -> Difference:
    """The first way against the second, problem by problem. Raises ValueError where there is none."""
    if not first:
        raise ValueError("there is nothing to compare")
    pairs = list(zip(first, second, strict=True))
    return Difference(
        sum(one and not two for one, two in pairs), sum(two and not one for one, two in pairs), len(pairs)
    )
