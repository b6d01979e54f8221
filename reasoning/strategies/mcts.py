"""Monte Carlo tree search: each simulation is a whole path, begun from the steps that have led furthest so far.

Which steps these are, PUCT says (see puct.py). What a path was worth is known at its end: nothing where a step is wrong
or an executed check has failed, else the weight of its steps times its answer's share of the votes, scaled to 0..1
over all paths, as MuZero does (arXiv 1911.08265), because these weights lie close together. A check that passes ends
the search; so do the rule of adaptive search and the budget. Then the paths vote. Simulations run side by side, a
quarter of them at a time, so that the later ones learn from the earlier.
"""

from __future__ import annotations

from math import ceil, floor
from typing import ClassVar

from ..events import Vote
from ..scorers.worth import flawed
from ..state import Path, State
from .adaptive import PROBE, sure
from .base import ENGINE_FAILED, Action, Room, Sample
from .puct import DEPTH, Node
from .votes import (
    FLOOR,
    WRONG_STEP,
    answer,
    awaited,
    by_steps,
    decided,
    hopeless,
    poll,
    proven,
    settle,
    sound,
)
from .width import path_room


class Mcts:
    """As many simulations as best-of-n has paths; most of them pay only for a part of one."""

    needs: ClassVar[tuple[str, ...]] = ("continue_prefix",)
    direct: ClassVar[bool] = False

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        finished, votes, news = poll(state, by_steps)
        if room.over:
            return news + answer(state, votes, by_steps)
        most = room.width
        gone = hopeless(state)
        given_up = {prune.path for prune in gone}
        idle = [p.id for p in state.paths if p.status == "running" and p.id not in room.live | given_up]
        left = max(most - len(state.paths), 0)
        if not room.begins and (room.live or finished):
            idle, left = [], 0
        still_open = len(room.live) + len(room.checking) + len(idle) + left
        settled = (sure(*lead(finished)) or decided(votes, still_open)) and not awaited(votes, room)
        if proven(state) or (settled and len(finished) >= min(FLOOR, most)):
            return news + settle(state, votes, by_steps)
        if not (still_open or awaited(votes, room)):
            return news + answer(state, votes, by_steps)
        least = max(min(room.budget.tokens // most, path_room(room.path_tokens)), 1)
        fits = max(room.tokens // least - len(idle), 0)
        space = max(PROBE, most // 4) - len(room.live) - len(idle)
        broken = sum(p.reason == ENGINE_FAILED for p in state.paths) > len(finished)
        new = 0 if broken else min(left, fits, max(space, 0))
        if not (room.live or room.checking or room.rewarding or idle or new):
            return news + answer(state, votes, by_steps)
        begun = {p.id for p in state.paths}
        numbers = [n for n in range(most) if n not in begun][:new]
        samples = [*(Sample(n, 0) for n in idle), *simulate(state, votes, room.budget.steps, numbers)]
        return (*news, *gone, *_paid(samples[: room.slots], room, most))


def simulate(state: State, votes: tuple[Vote, ...], steps: int, numbers: list[int]) -> list[Sample]:
    """Where the paths with these `numbers` begin. A path of `steps` steps leaves at least its last one to write."""
    if not numbers:
        return []
    root = Node()
    values = worths(state, votes)
    for path in state.paths:
        if path.status != "pruned" or path.reason == WRONG_STEP:
            root.add(path, values.get(path.id, 0.0), flawed(path))
    nodes = [(number, root.choose(min(DEPTH, steps - 1))) for number in numbers]
    return [Sample(n, 0, parent=at.path, step=at.depth) if at.depth else Sample(n, 0) for n, at in nodes]


def worths(state: State, votes: tuple[Vote, ...]) -> dict[int, float]:
    """What the finished paths turned out to be worth, by number: 1 for the best, 0 for the worst."""
    total = sum(vote.weight for vote in votes)
    share = {vote.answer: vote.weight / total for vote in votes if total}
    values = {
        path.id: by_steps(path) * share.get(path.answer or "", 0.0) if sound(path) else 0.0
        for path in state.paths
        if path.status == "finished"
    }
    least, most = min(values.values(), default=0.0), max(values.values(), default=0.0)
    if most == least:
        return dict.fromkeys(values, 0.5)
    return {number: (value - least) / (most - least) for number, value in values.items()}


def lead(finished: list[Path]) -> tuple[int, int]:
    """How many votes the first and the second answer have. A branch counts for the part that it wrote itself: what
    it shares with another was said once. Rounded against the leader."""
    counts: dict[str, float] = {}
    for path in finished:
        if path.answer is not None and sound(path):
            own = 1 - path.shared / len(path.steps) if path.steps else 1.0
            counts[path.answer] = counts.get(path.answer, 0.0) + own
    first, second, *_ = (*sorted(counts.values(), reverse=True), 0.0, 0.0)
    return floor(first), ceil(second)


def _paid(samples: list[Sample], room: Room, most: int) -> list[Sample]:
    each = min(max(room.budget.tokens // most, 1), room.tokens // max(len(samples), 1))
    return [Sample(s.path, each, parent=s.parent, step=s.step) for s in samples]
