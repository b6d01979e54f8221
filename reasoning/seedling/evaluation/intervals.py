"""Shares with their uncertainty."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z95 = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `trials`, a number that may be fractional where each trial is itself a mean."""

    right: float
    trials: int

    @property
    def value(self) -> float:
        return self.right / self.trials if self.trials else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval (Wilson 1927)."""
        n, p = max(self.trials, 1), self.value
        middle = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2)) / (1 + Z95**2 / n)
        # By the last bit of a float it would else pass nought or one, or miss the share itself.
        return min(max(middle - half, 0.0), p), max(min(middle + half, 1.0), p)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}, {high:.3f}]"


def share(rights: list[bool]) -> Share:
    """The share of a list of outcomes."""
    return Share(sum(rights), len(rights))
