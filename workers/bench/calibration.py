"""Does an answer that says it is 80 % sure turn out right in 80 % of cases? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reasoning.seedling.evaluation.intervals import Share, share
from workers.bench.outcome import Outcome

EDGES = (0.0, 0.4, 0.6, 0.8, 0.9, 0.99, 1.0)  # most answers are quite sure: finer where they are


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers that said they were so sure: from `low` on, below `high` (the last one includes it)."""

    low: float
    high: float
    stated: float  # the mean of what they said
    measured: Share


def bins(outcomes: Sequence[Outcome]) -> list[Bin]:
    """The answers that stated a confidence, by what they stated; empty bins are left out."""
    told = [(each.confidence, each.right) for each in outcomes if each.confidence is not None]
    out = []
    for low, high in pairwise(EDGES):
        inside = [(said, right) for said, right in told if low <= said < high or said == high == EDGES[-1]]
        if inside:
            stated = sum(said for said, _ in inside) / len(inside)
            out.append(Bin(low, high, stated, share([right for _, right in inside])))
    return out


def calibration_error(found: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini et al. 2015): how far stated and measured are apart, each bin weighing as
    many answers as it has. 0 to 1; 0 where nothing was stated."""
    count = sum(each.measured.trials for each in found)
    apart = sum(each.measured.trials * abs(each.stated - each.measured.value) for each in found)
    return apart / count if count else 0.0
