"""Few paths first, more only while it is uncertain which answer is right.

Adaptive-Consistency (arXiv 2305.11860): the two leading answers are a coin whose bias is unknown; sampling ends
once the chance that the leader is the more frequent one reaches 0.95. Until then as many paths run as would
settle it if all of them voted for the leader. Short paths arrive first, so a floor of finished paths is
required as well. Votes are weighted by what the scorers thought of each path's steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import comb
from typing import ClassVar

from ..state import Path, State
from .base import ENGINE_FAILED, Action, Prune, Room, Sample
from .judging import docket
from .review import Drafts
from .votes import FLOOR, answer, awaited, by_steps, decided, hopeless, poll, proven, settle, sound
from .width import path_room

PROBE = 4  # the first paths: as many as settle it when all agree
SURE = 0.95


class Adaptive:
    """The thinking mode: 4 paths, then as many more as could settle it, as far as the budget goes."""

    needs: ClassVar[tuple[str, ...]] = ()
    direct: ClassVar[bool] = False

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        return expand(state, room, hopeless(state))


def expand(
    state: State,
    room: Room,
    prunes: tuple[Prune, ...],
    branches: Sequence[Sample] = (),
    *,
    early: bool = False,
) -> tuple[Action, ...]:
    """Begin, go on or answer. `prunes` are the paths to give up unless it is settled; `branches` what the next new
    paths are to be, whatever their number and tokens; `early` has steps judged before anything is contested.
    """
    most = room.width
    finished, votes, news = poll(state, by_steps)
    if room.over:
        return news + answer(state, votes, by_steps)
    if proven(state):
        return news + settle(state, votes, by_steps)
    first, second = _lead(finished)
    voters = sum(p.answer is not None for p in finished)
    # A question to which most paths have no short answer, an essay or advice, is not settled by more of them: they are
    # drafts, which somebody may compare.
    mute = sum(p.answer is None and p.weight > 0 for p in finished)
    if mute > voters and len(finished) >= min(FLOOR, most) and (room.judge or state.reviews):
        return news + Drafts().ask(state, room)
    again, fresh = _startable(state, room, most, {prune.path for prune in prunes})
    busy = len(room.live) + len(room.checking) + len(again)
    wanted = PROBE - len(state.paths)
    if _promising(state, finished, voters):
        wanted = needed(second) - first - busy
    new = fresh[: max(wanted, len(branches))]
    starts = (again + new)[: room.slots]
    still_open = len(room.live) + len(room.checking) + len(starts)
    nothing_more = len(starts) == len(again) + len(fresh)
    judged = docket(state, room, votes, by_steps, early=early)
    settled = sure(first, second) or mute > voters
    settled = settled or (nothing_more and decided(votes, still_open) and not judged.waits)
    if settled and len(finished) >= min(FLOOR, most) and not awaited(votes, room):
        return news + settle(state, votes, by_steps)
    if not (still_open or judged.waits or awaited(votes, room)):
        return news + answer(state, votes, by_steps)
    share = max(room.budget.tokens // most, 1)
    each = min(share, room.tokens // len(starts)) if starts else 0
    roots = dict(zip(new, branches, strict=False))
    samples = (replace(roots[n], path=n, tokens=each) if n in roots else Sample(n, each) for n in starts)
    return (*news, *prunes, *judged.asks, *samples)


def sure(first: int, second: int) -> bool:
    """Whether `first` votes against `second` settle it: P(the first answer is the more frequent one) >= SURE.

    The posterior of a fair prior, Beta(first + 1, second + 1), above one half; in closed form
    sum(C(n, k) for k <= first) / 2^n with n = first + second + 1.
    """
    n = first + second + 1
    return sum(comb(n, k) for k in range(first + 1)) >= SURE * (1 << n)


def needed(second: int) -> int:
    """How many votes the leader must have against `second`."""
    first = second + 1
    while not sure(first, second):
        first += 1
    return first


def _promising(state: State, finished: list[Path], voters: int) -> bool:
    """Whether more paths can be expected to vote: most of those so far did, and the engine is well."""
    broken = sum(p.reason == ENGINE_FAILED for p in state.paths)
    return broken <= len(finished) and 0 < len(finished) <= 2 * voters


def _startable(state: State, room: Room, most: int, gone: set[int]) -> tuple[list[int], list[int]]:
    """The paths that an earlier attempt has left unfinished, and the new ones that there are tokens for."""
    begun = {p.id for p in state.paths}
    if not room.begins and (room.live or any(p.status == "finished" for p in state.paths)):
        return [], []
    again = [p.id for p in state.paths if p.status == "running" and p.id not in room.live | gone]
    least = max(min(room.budget.tokens // most, path_room(room.path_tokens)), 1)
    fits = max(room.tokens // least - len(again), 0)
    return again, [number for number in range(most) if number not in begun][:fits]


def _lead(finished: list[Path]) -> tuple[int, int]:
    """How many sound paths stand for the first and for the second answer."""
    counts: dict[str, int] = {}
    for path in finished:
        if path.answer is not None and sound(path):
            counts[path.answer] = counts.get(path.answer, 0) + 1
    first, second, *_ = (*sorted(counts.values(), reverse=True), 0, 0)
    return first, second
