"""N paths side by side; the answer that most of them reach wins.

Majority over canonical answers as in self-consistency (arXiv 2203.11171), ended early once the leader
cannot be overtaken. Short paths arrive first, so a floor of finished paths is required as well.
"""

from __future__ import annotations

from typing import ClassVar

from ..events import Vote
from ..state import Path, State
from ..types import Budget
from .base import Action, Answer, Prune, Room, Sample, Tally, usable, written

FLOOR = 3  # finished paths before an early end
MIN_PATH_TOKENS = 256  # fewer are no path: rather fewer paths


class BestOfN:
    """The thinking mode: as many paths as the budget allows, then a vote."""

    needs: ClassVar[tuple[str, ...]] = ()
    direct: ClassVar[bool] = False

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        count = width(room.budget)
        finished = [p for p in state.paths if p.status == "finished"]
        votes = tally(finished)
        news: tuple[Action, ...] = (Tally(votes),) if votes != state.votes else ()
        if room.over:
            return news + answer(state, votes)
        closed = {p.id for p in state.paths if p.status != "running"}
        waiting = [n for n in range(count) if n not in closed and n not in room.live]
        if not room.begins and (finished or room.live):
            waiting = []
        still_open = len(room.live) + len(waiting)
        if decided(votes, still_open) and len(finished) >= min(FLOOR, count):
            prunes = tuple(Prune(p.id, "decided") for p in state.paths if p.status == "running")
            return news + prunes + answer(state, votes)
        if not still_open:
            return news + answer(state, votes)
        starts = waiting[: room.slots]
        share = room.tokens // len(waiting) if waiting else 0
        return news + tuple(Sample(number, share) for number in starts)


def width(budget: Budget) -> int:
    """How many paths `budget` pays for: at least one."""
    return max(min(budget.paths, budget.tokens // MIN_PATH_TOKENS), 1)


def mean_logprob(path: Path) -> float:
    """Mean natural-log probability of the path's tokens; minus infinity where the engine gives none."""
    tokens = sum(step.tokens for step in path.steps)
    if not tokens or any(step.logprob is None for step in path.steps):
        return float("-inf")
    return sum(step.logprob or 0.0 for step in path.steps) / tokens


def tally(finished: list[Path]) -> tuple[Vote, ...]:
    """The groups of equal canonical answers, heaviest first; ties go to the likeliest single path."""
    groups: dict[str, list[Path]] = {}
    for path in finished:
        if path.answer is not None:
            groups.setdefault(path.answer, []).append(path)
    ranked = sorted(
        groups.items(),
        key=lambda group: (
            -sum(p.weight for p in group[1]),
            -max(mean_logprob(p) for p in group[1]),
            group[1][0].id,
        ),
    )
    return tuple(
        Vote(text, tuple(p.id for p in group), sum(p.weight for p in group)) for text, group in ranked
    )


def decided(votes: tuple[Vote, ...], still_open: int) -> bool:
    """Whether the leader wins however the open paths vote (each weighs 1)."""
    if not votes:
        return False
    second = votes[1].weight if len(votes) > 1 else 0.0
    return votes[0].weight > second + still_open


def answer(state: State, votes: tuple[Vote, ...]) -> tuple[Action, ...]:
    """The winner among what there is: the vote's, else the likeliest finished path, else the longest."""
    if votes:
        total = sum(vote.weight for vote in votes)
        leader = votes[0]
        best = max((state.path(n) for n in leader.paths), key=mean_logprob)
        agreed = len(leader.paths) >= 2 and leader.weight * 2 > total
        return (Answer(best.id, leader.weight / total, "agreed" if agreed else "unverified"),)
    finished = [p for p in state.paths if p.status == "finished" and p.text]
    if finished:
        best = max(finished, key=lambda p: (p.weight, mean_logprob(p)))
        return (Answer(best.id, None, "unverified"),)
    longest = max(filter(usable, state.paths), key=lambda p: len(written(p)), default=None)
    return (Answer(longest.id, None, "unverified"),) if longest else ()
