"""Which paths a strategy has judged, and when: only while what the judge says can change the choice. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..events import Vote
from ..scorers.judge import AT_ONCE, SCORER, reply_tokens
from ..scorers.worth import allowance, flawed, order
from ..state import Path, Score, State
from .base import Judge, Room
from .votes import Weigh, sound, standing

SIDE_BY_SIDE = 8  # paths that are judged at the same time
BATCH = 2  # steps of a path still being written that are worth a call

_BEST = (Score(SCORER, 1.0),)
_WORST = Score(SCORER, 0.0)


@dataclass(frozen=True, slots=True)
class Docket:
    """What to have judged now, and whether the choice `waits` for what is being judged."""

    asks: tuple[Judge, ...] = ()
    waits: bool = False


def docket(state: State, room: Room, votes: tuple[Vote, ...], weigh: Weigh, *, early: bool = False) -> Docket:
    """The paths behind the answers that can still win, the leading and the contesting one in turns; while there is
    such a contest, or with `early` always, also those being written. `votes` are what `weigh` makes of `state`.
    """
    if not (room.judge or room.told_soon):
        return Docket()
    ranked = order(replace(state, votes=votes))
    able = {n for n in ranked if room.judge and unasked(state.path(n), room)} | room.told_soon
    rivals = _rivals(state, votes, weigh, able)
    if not (rivals or early):
        return Docket()
    asks = granted(state, room, [n for n in ranked if n in rivals or _worth_while(state.path(n), room)])
    return Docket(asks, bool(rivals & room.told_soon) or any(ask.path in rivals for ask in asks))


def granted(state: State, room: Room, numbers: list[int]) -> tuple[Judge, ...]:
    """Judge actions for the first of `numbers`, as far as the judge's share of the tokens goes."""
    if not room.judge:
        return ()
    left = allowance(state, room.budget) - sum(_cost(state.path(n)) for n in room.judging)
    asks: list[Judge] = []
    for number in numbers:
        path = state.path(number)
        if number in room.judging or not unasked(path, room):
            continue
        left -= _cost(path)
        if left < 0 or len(asks) + len(room.judging) >= SIDE_BY_SIDE:
            break
        asks.append(Judge(number))
    return tuple(asks)


def unasked(path: Path, room: Room) -> int:
    """How many steps of `path` the judge can be asked about: after a wrong step none is."""
    return 0 if flawed(path) is not None else _silent(path, room.judged.get(path.id, 0))


def _silent(path: Path, first: int = 0) -> int:
    """The path's own steps from `first` on, of which a judge has not spoken."""
    steps = path.steps[max(first, path.shared) :]
    return sum(all(score.scorer != SCORER for score in step.scores) for step in steps)


def _worth_while(path: Path, room: Room) -> bool:
    return path.status == "running" and unasked(path, room) >= BATCH


def _cost(path: Path) -> int:
    """Tokens that a call about `path` may take."""
    return reply_tokens(min(_silent(path), AT_ONCE))


def _rivals(state: State, votes: tuple[Vote, ...], weigh: Weigh, able: set[int]) -> frozenset[int]:
    """The paths of those answers that can still weigh most, whatever the judge says of the paths in `able`; none
    where only one answer can. An answer with no sound path is no rival: all that could help it is another's fall."""
    bounds = []
    for vote in votes:
        group = [path for n in vote.paths if standing(path := state.path(n)) != "failed"]
        if not any(map(sound, group)):
            continue
        low = sum(weigh(_condemned(p) if p.id in able else p) for p in group)
        high = sum(weigh(_praised(p) if p.id in able else p) for p in group)
        bounds.append((low, high, vote.paths))
    least = max((low for low, _, _ in bounds), default=0.0)
    groups = [paths for _, high, paths in bounds if high >= least]
    return frozenset(n for paths in groups for n in paths) if len(groups) > 1 else frozenset()


def _condemned(path: Path) -> Path:
    """`path` after the worst that a judge can say."""
    if not path.steps:
        return path
    last = path.steps[-1]
    return replace(path, steps=(*path.steps[:-1], replace(last, scores=(*last.scores, _WORST))))


def _praised(path: Path) -> Path:
    """`path` after the best that a judge can say: it never raises what others have scored lower."""
    return replace(path, steps=tuple(s if s.scores else replace(s, scores=_BEST) for s in path.steps))
