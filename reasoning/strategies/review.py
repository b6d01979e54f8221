"""Open questions: a few drafts, compared two by two, and one revision of the best.

An essay or advice has no canonical answer on which paths could vote. A reviewer looks at two drafts by a rubric, once
in each order, because models prefer what comes first (position bias, arXiv 2306.05685): only who is better in both
orders wins. The best draft goes on from one comparison to the next, is revised once with what was found wrong with it
and what was best in the others, and the revision has to beat it as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ..asking.review import advice
from ..state import Path, Review, State
from . import base
from .base import Action, Answer, Prune, Room, Sample, usable, written
from .votes import mean_logprob

FEWEST, MOST = 2, 8  # drafts; a plan with p paths pays for p / 4


class Drafts:
    """The thinking mode for open questions. Without a reviewer the likeliest draft is shown, 'unverified'."""

    needs: ClassVar[tuple[str, ...]] = ()
    direct: ClassVar[bool] = False

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        wanted = count(room)
        done = drafts(state)
        if room.over:
            return conclude(state, done)
        closed = {p.id for p in state.paths if p.status != "running"}
        waiting = [n for n in range(wanted) if n not in closed and n not in room.live]
        waiting += [
            p.id for p in state.paths if p.id >= wanted and p.status == "running" and p.id not in room.live
        ]
        if not room.begins and (done or room.live):
            waiting = []
        share = room.budget.tokens // (wanted + 1)  # one share is the revision's
        starts = tuple(Sample(n, min(share, room.tokens)) for n in waiting[: room.slots])
        return starts if starts or room.live else choose(state, room)


def count(room: Room) -> int:
    """How many drafts are written: one where nobody can compare them."""
    if not room.judge:
        return 1
    return max(min(room.budget.paths // 4, MOST, room.width), FEWEST)


def drafts(state: State) -> list[Path]:
    """The paths that can be compared: whole, with a text."""
    return [p for p in state.paths if p.status == "finished" and p.weight and p.text]


def choose(state: State, room: Room) -> tuple[Action, ...]:
    """The next comparison, then the revision, then the answer. Every draft has come to its end."""
    done = drafts(state)
    first = [p for p in done if not p.note]
    best, pair = _best(state, first)
    if pair and room.judge:
        return () if room.reviewing else (base.Review(*pair),)
    if best is None or pair:
        return conclude(state, done)
    revision = next((p for p in state.paths if p.note and p.parent == best.id), None)
    note = advice(state, best.id)
    if revision is None and note and room.judge and room.begins and room.tokens:
        number = max(p.id for p in state.paths) + 1
        return (Sample(number, room.tokens, parent=best.id, note=note),)
    if revision in done and revision and room.judge and not _review(state, best, revision):
        return () if room.reviewing else (base.Review(best.id, revision.id),)
    return conclude(state, done)


def conclude(state: State, done: Sequence[Path]) -> tuple[Action, ...]:
    """The best so far. 'reviewed' says that it has won in both orders, and lost to none."""
    prunes = tuple(Prune(p.id, "decided") for p in state.paths if p.status == "running")
    best, _ = _best(state, [p for p in done if not p.note])
    if best is None:
        longest = max(filter(usable, state.paths), key=lambda p: len(written(p)), default=None)
        return (Answer(longest.id, None, "unverified"),) if longest else ()
    for revision in done:
        review = _review(state, best, revision)
        if revision.note and review and review.winner == revision.id:
            return (*prunes, Answer(revision.id, None, "reviewed"))
    won = any(r.winner == best.id for r in state.reviews)
    return (*prunes, Answer(best.id, None, "reviewed" if won else "unverified"))


def _best(state: State, done: Sequence[Path]) -> tuple[Path | None, tuple[int, int] | None]:
    """The draft that has beaten those before it, and the pair that is to be compared next."""
    # The likeliest first: should nobody come to compare them, it is as good a guess as any.
    order = sorted(done, key=lambda p: (-mean_logprob(p), p.id))
    best = order[0] if order else None
    for other in order[1:]:
        assert best
        review = _review(state, best, other)
        if review is None:
            return best, (best.id, other.id)
        best = other if review.winner == other.id else best
    return best, None


def _review(state: State, first: Path, second: Path) -> Review | None:
    return next((r for r in state.reviews if (r.first, r.second) == (first.id, second.id)), None)
