"""What beam search and diverse verifier tree search share: steps are chosen as they are written.

Some paths are written one step further; of these candidates the best are kept, and each of them goes on several
times. The last step is written to the path's end, and so is everything once tokens or time run short; then the
finished paths vote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from ..budget import ANSWER_SHARE
from ..state import State
from .base import Action, Judge, Prune, Room, Sample
from .judging import docket
from .rounds import Tree
from .votes import FLOOR, answer, awaited, by_steps, decided, poll, proven, settle

MIN_STEP_TOKENS = 64  # fewer are no step: rather fewer calls


def grow(state: State, room: Room, *, trees: int, keep: int) -> tuple[Action, ...]:
    """What to do now with `trees` independent trees, in each of which the best `keep` of its paths go on."""
    finished, votes, news = poll(state, by_steps)
    if room.over:
        return news + answer(state, votes, by_steps)
    most = room.width
    still_open = max(most - len(finished), 0) + len(room.checking)
    settled = decided(votes, still_open) and not awaited(votes, room)
    if proven(state) or (settled and len(finished) >= min(FLOOR, most)):
        return news + settle(state, votes, by_steps)
    grown = plant(state, room, most, trees, keep)
    late = not room.begins or not _affords(state, room, grown)
    # In turns, so that few tokens or slots go to all trees alike.
    turns = zip_longest(*(tree.moves(late) for tree in grown))
    moves = [move for turn in turns for move in turn if move]
    if late and not (moves or finished or room.live):
        moves += [Sample(tree.fresh[0], 0) for tree in grown if tree.fresh][:1]
    judged = docket(state, room, votes, by_steps)
    if not (moves or room.live or room.checking or room.told_soon or judged.waits):
        return news + answer(state, votes, by_steps)
    prunes = [move for move in moves if isinstance(move, Prune)]
    asks = dict.fromkeys(move for move in (*moves, *judged.asks) if isinstance(move, Judge))
    samples = [move for move in moves if isinstance(move, Sample)]
    return (*news, *prunes, *asks, *_paid(samples, state, room, most))


def plant(state: State, room: Room, most: int, trees: int, keep: int) -> list[Tree]:
    """The trees as they stand. The first `most` path numbers are their roots, dealt out in turns."""
    root: dict[int, int] = {}
    for path in state.paths:
        root[path.id] = path.id if path.parent is None else root.get(path.parent, path.id)
    return [
        Tree(
            state,
            room,
            [p for p in state.paths if root[p.id] % trees == number],
            range(number, most, trees),
            keep,
        )
        for number in range(trees)
    ]


def _affords(state: State, room: Room, trees: Sequence[Tree]) -> bool:
    """Whether there are tokens for one more step of all, and for bringing those that are kept to their end."""
    written = [step.tokens for p in state.paths for step in p.steps[p.shared :]]
    mean = sum(written) / max(len(written), 1)
    left = room.budget.tokens * (1 - ANSWER_SHARE) - state.usage.generated
    return mean * sum(tree.steps_to_go for tree in trees) <= left


def _paid(samples: list[Sample], state: State, room: Room, most: int) -> list[Sample]:
    """As many of `samples` as can run now, the first ones first, with tokens; branches get their numbers."""
    starts = samples[: min(room.slots, max(room.tokens // MIN_STEP_TOKENS, 0 if room.live else 1))]
    each = min(room.budget.tokens // most, room.tokens // max(len(starts), 1))
    number = max([most, *(p.id + 1 for p in state.paths)])
    paid = []
    for sample in starts:
        if sample.parent is not None:
            sample = replace(sample, path=number)
            number += 1
        paid.append(replace(sample, tokens=each))
    return paid
