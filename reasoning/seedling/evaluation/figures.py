"""From a pool to figures: accuracy of each way to choose at 1, 4, 8, 16 and 32 paths. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reasoning.seedling.evaluation.choose import CHOICES
from reasoning.seedling.evaluation.intervals import Share, share
from reasoning.seedling.evaluation.pool import Pool, Sampled

SIZES = (1, 4, 8, 16, 32)


@dataclass(frozen=True, slots=True)
class Figures:
    """One set: `chosen[way][paths]`; tokens are means for one answer."""

    name: str
    problems: int
    greedy: Share
    sampled: Share  # pass@1: the mean over all samples, its interval that of the problems
    chosen: dict[str, dict[int, Share]]
    greedy_tokens: float
    tokens: float  # of one sampled path


def figures(pool: Pool) -> Figures:
    """The figures of one pool."""
    return combined(pool.name, [pool])


def combined(name: str, pools: Sequence[Pool]) -> Figures:
    """The figures of several pools as one set, every problem counting the same."""
    rows: list[Sampled] = [row for pool in pools for row in pool.problems]
    count = len(rows)
    return Figures(
        name=name,
        problems=count,
        greedy=share([row.greedy for row in rows]),
        sampled=Share(sum(sum(b.right for b in row.ballots) / len(row.ballots) for row in rows), count),
        chosen={
            way: {size: share([choose(row.ballots[:size]) for row in rows]) for size in SIZES}
            for way, choose in CHOICES.items()
        },
        greedy_tokens=sum(row.greedy_tokens for row in rows) / count,
        tokens=sum(sum(row.tokens) / len(row.tokens) for row in rows) / count,
    )
