"""N paths side by side; the answer that most of them reach wins.

Majority over canonical answers as in self-consistency (arXiv 2203.11171), ended early once the leader
cannot be overtaken. Short paths arrive first, so a floor of finished paths is required as well.
"""

from __future__ import annotations

from typing import ClassVar

from ..state import Path, State
from .base import Action, Room, Sample
from .judging import docket
from .votes import FLOOR, answer, awaited, by_likelihood, by_steps, decided, poll, proven, settle, whole


class BestOfN:
    """As many paths at once as the budget allows, then a vote in which each counts the same."""

    needs: ClassVar[tuple[str, ...]] = ()
    direct: ClassVar[bool] = False

    @staticmethod
    def weigh(path: Path) -> float:
        """What the vote of a path counts."""
        return whole(path)

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        count = room.width
        finished, votes, news = poll(state, self.weigh)
        if room.over:
            return news + answer(state, votes, self.weigh)
        closed = {p.id for p in state.paths if p.status != "running"}
        waiting = [n for n in range(count) if n not in closed and n not in room.live]
        if not room.begins and (finished or room.live):
            waiting = []
        still_open = len(room.live) + len(room.checking) + len(waiting)
        if proven(state):
            return news + settle(state, votes, self.weigh)
        judged = docket(state, room, votes, self.weigh)
        if not judged.waits and not awaited(votes, room):
            if decided(votes, still_open) and len(finished) >= min(FLOOR, count):
                return news + settle(state, votes, self.weigh)
            if not still_open:
                return news + answer(state, votes, self.weigh)
        starts = waiting[: room.slots]
        share = room.tokens // len(waiting) if waiting else 0
        return (*news, *judged.asks, *(Sample(number, share) for number in starts))


class LikelyOfN(BestOfN):
    """The same paths; each vote counts what the model found its own words worth."""

    @staticmethod
    def weigh(path: Path) -> float:
        return by_likelihood(path)


class SoundOfN(BestOfN):
    """The same paths; each vote counts what the path's steps were scored."""

    @staticmethod
    def weigh(path: Path) -> float:
        return by_steps(path)
