"""Few paths first, more only while it is uncertain which answer is right.

Adaptive-Consistency (arXiv 2305.11860): the two leading answers are a coin whose bias is unknown; sampling ends
once the chance that the leader is the more frequent one reaches 0.95. Short paths arrive first, so a floor of
finished paths is required as well. Votes are weighted by what the scorers thought of each path's steps.
"""

from __future__ import annotations

from math import comb
from typing import ClassVar

from ..scorers import refuted
from ..state import Path, State
from .base import Action, Prune, Room, Sample, Tally
from .best_of_n import FLOOR, MIN_PATH_TOKENS, width
from .votes import answer, decided, proven, settle, standing, tally

PROBE = 4  # the first paths; as many again each time that these leave it uncertain
SURE = 0.95


class Adaptive:
    """The thinking mode: 4 paths, then 8, 16, 32, as far as the budget goes and it is worth it."""

    needs: ClassVar[tuple[str, ...]] = ()
    direct: ClassVar[bool] = False

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        most = width(room.budget)
        finished = [p for p in state.paths if p.status == "finished"]
        votes = tally(finished, weigh)
        news: tuple[Action, ...] = (Tally(votes),) if votes != state.votes else ()
        if room.over:
            return news + answer(state, votes, weigh)
        first, second = _lead(finished)
        voters = sum(p.answer is not None for p in finished)
        # A question to which most paths have no short answer, an essay or advice, is not settled by more of them.
        mute = sum(p.answer is None and p.weight > 0 for p in finished)
        grows = 0 < len(finished) <= 2 * voters
        wave, starts = self._wave(state, room, most, first, second, grows=grows)
        still_open = len(room.live) + len(room.checking) + len(starts)
        settled = sure(first, second) or mute > voters or (wave == most and decided(votes, still_open))
        if proven(state) or (settled and len(finished) >= min(FLOOR, most)):
            return news + settle(state, votes, weigh)
        if not still_open:
            return news + answer(state, votes, weigh)
        share = max(room.budget.tokens // most, 1)
        each = min(share, room.tokens // len(starts)) if starts else 0
        return news + _hopeless(state) + tuple(Sample(number, each) for number in starts)

    def _wave(
        self, state: State, room: Room, most: int, first: int, second: int, *, grows: bool
    ) -> tuple[int, list[int]]:
        """How many paths are wanted by now, and which of them must be started (on)."""
        begun = {p.id for p in state.paths}
        wave = min(PROBE, most)
        while wave < len(begun):
            wave = min(wave * 2, most)
        while True:
            starts = self._startable(state, room, most, wave)
            still_open = len(room.live) + len(room.checking) + len(starts)
            # Even if all of these voted for the leader, it would stay uncertain: more are needed at once.
            if wave == most or not grows or sure(first + still_open, second):
                return wave, starts
            wave = min(wave * 2, most)

    def _startable(self, state: State, room: Room, most: int, wave: int) -> list[int]:
        """The paths below `wave` that wait and that there are tokens for; those of an earlier attempt first."""
        broken_off = [p.id for p in state.paths if p.status == "running" and p.id not in room.live]
        begun = {p.id for p in state.paths}
        fresh = [number for number in range(wave) if number not in begun]
        if not room.begins and (room.live or any(p.status == "finished" for p in state.paths)):
            return []
        least = max(min(room.budget.tokens // most, MIN_PATH_TOKENS), 1)
        fits = max(room.tokens // least - len(broken_off), 0)
        return (broken_off + fresh[:fits])[: room.slots]


def weigh(path: Path) -> float:
    """A path's vote: its steps' scores, see scorers.path_weight."""
    return path.weight


def sure(first: int, second: int) -> bool:
    """Whether `first` votes against `second` settle it: P(the first answer is the more frequent one) >= SURE.

    The posterior of a fair prior, Beta(first + 1, second + 1), above one half; in closed form
    sum(C(n, k) for k <= first) / 2^n with n = first + second + 1.
    """
    n = first + second + 1
    return sum(comb(n, k) for k in range(first + 1)) >= SURE * (1 << n)


def _lead(finished: list[Path]) -> tuple[int, int]:
    """How many sound paths stand for the first and for the second answer."""
    counts: dict[str, int] = {}
    for path in finished:
        if path.answer is not None and standing(path) != "failed" and not refuted(path):
            counts[path.answer] = counts.get(path.answer, 0) + 1
    first, second, *_ = (*sorted(counts.values(), reverse=True), 0, 0)
    return first, second


def _hopeless(state: State) -> tuple[Action, ...]:
    """Running paths with a refuted step, given up where enough others are sound."""
    sound = [p for p in state.paths if not refuted(p) and (p.status == "running" or p.answer is not None)]
    if len(sound) < FLOOR:
        return ()
    return tuple(Prune(p.id, "a wrong step") for p in state.paths if p.status == "running" and refuted(p))
