"""How fast the embedded engine writes so many paths side by side, on this machine and in this run."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reasoning.engines.embedded import EmbeddedEngine
from reasoning.seedling.problem import Problem
from workers.bench.sampling import sample

WIDTHS = (1, 2, 4, 8, 16, 32)
PROBLEMS = 12  # two a family


@dataclass(frozen=True, slots=True)
class Pace:
    """What was measured: so many paths side by side, and the seconds in which each of them got one more token,
    narrow ones first. Reading the question is part of it."""

    steps: tuple[tuple[float, float], ...]

    def __call__(self, width: int) -> float:
        """Seconds of a step of `width` paths: on straight lines between those measured, level before the first, on
        the line through zero after the last."""
        if width <= self.steps[0][0]:
            return self.steps[0][1]
        for (low, quick), (high, slow) in pairwise(self.steps):
            if width <= high:
                return quick + (width - low) / (high - low) * (slow - quick)
        widest, slow = self.steps[-1]
        return slow * width / widest

    def __str__(self) -> str:
        return ", ".join(f"{1000 * seconds:.1f} ms at {width:.1f}" for width, seconds in self.steps)


def measure(engine: EmbeddedEngine, problems: Sequence[Problem], temperature: float) -> Pace:
    """The pace over these problems, one after another. Meaningful where nothing else runs."""
    asyncio.run(sample(engine, problems[0], 1, temperature))  # the weights are loaded
    return Pace(tuple(_step(engine, problems, width, temperature) for width in WIDTHS))


def _step(
    engine: EmbeddedEngine, problems: Sequence[Problem], width: int, temperature: float
) -> tuple[float, float]:
    """As paths end, fewer go on: the width is the mean of those that were being written."""
    steps = tokens = 0
    began = time.monotonic()
    for problem in problems:
        paths = asyncio.run(sample(engine, problem, width, temperature))
        steps += max(path.generated for path in paths)
        tokens += sum(path.generated for path in paths)
    return tokens / steps, (time.monotonic() - began) / steps
