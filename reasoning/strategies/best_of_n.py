"""N paths side by side; the answer that most of them reach wins.

Majority over canonical answers as in self-consistency (arXiv 2203.11171), ended early once the leader
cannot be overtaken. Short paths arrive first, so a floor of finished paths is required as well.
"""

from __future__ import annotations

from typing import ClassVar

from ..state import Path, State
from ..types import Budget
from .base import Action, Room, Sample, Tally
from .votes import answer, decided, proven, settle, tally

FLOOR = 3  # finished paths before an early end
MIN_PATH_TOKENS = 256  # fewer are no path: rather fewer paths


class BestOfN:
    """As many paths at once as the budget allows, then a vote in which each counts the same."""

    needs: ClassVar[tuple[str, ...]] = ()
    direct: ClassVar[bool] = False

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        count = width(room.budget)
        finished = [p for p in state.paths if p.status == "finished"]
        votes = tally(finished, whole)
        news: tuple[Action, ...] = (Tally(votes),) if votes != state.votes else ()
        if room.over:
            return news + answer(state, votes, whole)
        closed = {p.id for p in state.paths if p.status != "running"}
        waiting = [n for n in range(count) if n not in closed and n not in room.live]
        if not room.begins and (finished or room.live):
            waiting = []
        still_open = len(room.live) + len(room.checking) + len(waiting)
        if proven(state) or (decided(votes, still_open) and len(finished) >= min(FLOOR, count)):
            return news + settle(state, votes, whole)
        if not still_open:
            return news + answer(state, votes, whole)
        starts = waiting[: room.slots]
        share = room.tokens // len(waiting) if waiting else 0
        return news + tuple(Sample(number, share) for number in starts)


def width(budget: Budget) -> int:
    """How many paths `budget` pays for: at least one."""
    return max(min(budget.paths, budget.tokens // MIN_PATH_TOKENS), 1)


def whole(path: Path) -> float:
    """A path's vote: 1, whatever its steps were scored."""
    return 1.0 if path.weight else 0.0
