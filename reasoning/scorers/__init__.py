"""What single steps are worth. A scorer is pure: it looks at one finished step and gives a Score or, where it
cannot tell, None. Unknown is never taken for right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from ..state import Path, Score, Step
from .arithmetic import arithmetic
from .likelihood import likelihood
from .weighted import Weighted

Scorer = Callable[[Step], Score | None]

SCORERS: dict[str, Scorer] = {"arithmetic": arithmetic, "likelihood": likelihood}
# What every step is scored by as soon as it is written: both take microseconds.
RULES = Weighted(((arithmetic, 2.0), (likelihood, 1.0)))
UNSCORED = 0.5  # the weight of a path of which nothing is known: less than one whose steps hold up
LEAST = 0.05  # the weight of a whole path with a refuted step: its vote counts, but decides nothing
REFUTED = 0.1  # a step with a score below this one is wrong by a rule, not only unlikely


def path_weight(steps: Sequence[Step]) -> float:
    """What the vote of a path with these `steps` counts, LEAST to 1: the geometric mean of its steps' lowest
    scores. A mean does not punish long paths as a product would; a geometric one does not forgive a zero.
    """
    lowest = [min(score.score for score in step.scores) for step in steps if step.scores]
    if not lowest:
        return UNSCORED
    if min(lowest) <= 0:
        return LEAST
    mean = math.exp(sum(math.log(score) for score in lowest) / len(lowest))
    return min(max(mean, LEAST), 1.0)


def refuted(path: Path) -> bool:
    """Whether a rule has refuted one of the path's steps."""
    scores = (
        score for step in path.steps for score in step.scores if "arithmetic" in score.scorer.split("+")
    )
    return any(score.score < REFUTED for score in scores)


__all__ = [
    "LEAST",
    "RULES",
    "SCORERS",
    "Scorer",
    "Weighted",
    "arithmetic",
    "likelihood",
    "path_weight",
    "refuted",
]
