"""One tree of paths, round by round. Everything is read off the paths, so that any state can be taken up again.

A round is over when all running paths have equally many steps and none of them is a branch that has yet to write one.
Then the candidates are compared by their last step alone: what stands before it was chosen already.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..scorers import UNSCORED, path_weight
from ..state import Path, State
from .base import Action, Prune, Room, Sample
from .judging import granted, unasked
from .votes import mean_logprob, sound

BEHIND = "others are better"
SAME = "the same step"
BRANCH = -1  # the number of a branch before it has one


@dataclass(frozen=True, slots=True)
class Tree:
    """The paths of one tree among those of `state`; `roots` are the numbers of its first paths, which are as many
    as may be alive at once. The best `keep` go on after each round."""

    state: State
    room: Room
    paths: list[Path]
    roots: range
    keep: int

    @property
    def running(self) -> list[Path]:
        return [p for p in self.paths if p.status == "running"]

    @property
    def fresh(self) -> list[int]:
        """The roots that are still to begin: none once steps have been chosen."""
        if any(p.parent is not None or p.reason in (BEHIND, SAME) or len(p.steps) > 1 for p in self.paths):
            return []
        begun = {p.id for p in self.paths}
        return [number for number in self.roots if number not in begun]

    @property
    def depth(self) -> int:
        """How many steps the paths of this round begin with."""
        return 0 if self.fresh else min((len(p.steps) for p in self.running), default=0)

    @property
    def steps_to_go(self) -> int:
        """At most so many steps are written until this round is over and those that are kept are at their end."""
        if not (self.running or self.fresh):
            return 0
        depth = self.depth
        there = sum(
            p.status == "finished" or len(p.steps) > depth for p in self.paths if p.status != "pruned"
        )
        return max(len(self.roots) - there, 0) + self.keep * max(self.room.budget.steps - depth - 1, 0)

    def moves(self, late: bool) -> list[Action]:
        """What to do with the tree. `late`: no more branches, only bring the best to their end. Samples have no
        tokens yet, and branches no number."""
        running = self.running
        if any(p.id in self.room.live for p in running):
            return [] if late else self._expand()
        if late:
            best = sorted(running, key=_rank)
            ends = [Sample(p.id, 0) for p in best[: self.keep]]
            return [*ends, *(Prune(p.id, BEHIND) for p in best[self.keep :])]
        depth = self.depth
        if depth and all(p.shared < depth == len(p.steps) for p in running):
            choosing = self._choose()
            if choosing is not None:
                return choosing
        return self._expand()

    def _choose(self) -> list[Action] | None:
        """Drop what says the same, then keep the best; an empty list is to wait for a judge, None that it is done.

        The judge sees those that would be kept, then those that its word has let in: it only matters to them.
        """
        kept: dict[tuple[str, ...], Path] = {}
        for path in self.running:
            kept.setdefault(tuple(spoken(step.text) for step in path.steps), path)
        double = {p.id for p in self.running} - {p.id for p in kept.values()}
        prunes: list[Action] = [Prune(number, SAME) for number in sorted(double)]
        if len(kept) <= self.keep:
            return prunes or None
        hoped = sorted(kept.values(), key=_hope)[: self.keep]
        open_ = [p.id for p in hoped if unasked(p, self.room)] if self.room.judge else []
        asks = granted(self.state, self.room, open_)
        if asks or (open_ and self.room.judging) or any(p.id in self.room.told_soon for p in hoped):
            return [*prunes, *asks]
        best = sorted(kept.values(), key=_rank)
        return [*prunes, *(Prune(p.id, BEHIND) for p in best[self.keep :])]

    def _expand(self) -> list[Action]:
        """Write on what has not got its step of this round yet, and begin the branches that are missing."""
        depth, running, fresh = self.depth, self.running, self.fresh
        one = depth + 1 < self.room.budget.steps
        idle = [p for p in running if len(p.steps) == depth and p.id not in self.room.live]
        moves: list[Action] = [Sample(p.id, 0, one) for p in sorted(idle, key=_rank)]
        moves += [Sample(number, 0, one) for number in fresh]
        parents = sorted((p for p in running if p.shared < depth <= len(p.steps)), key=_rank)
        space = len(self.roots) - sum(p.status != "pruned" for p in self.paths)
        most = -(-len(self.roots) // self.keep) - 1
        begun = {parent.id: 0 for parent in parents}
        for path in self.paths:
            if path.shared == depth and path.parent in begun:
                begun[path.parent] += 1
        wanted = [(times, parent.id) for parent in parents for times in range(begun[parent.id], most)]
        wanted.sort(key=lambda want: want[0])  # each goes on once before any of them goes on twice
        return moves + [Sample(BRANCH, 0, one, parent, depth) for _, parent in wanted[: max(space, 0)]]


def spoken(text: str) -> str:
    """A step as it compares with others: without its layout."""
    return " ".join(text.split()).casefold()


def _rank(path: Path) -> tuple[bool, float, float, float, int]:
    return _ranked(path, UNSCORED)


def _hope(path: Path) -> tuple[bool, float, float, float, int]:
    """The rank that a path of which nothing is known can still come to."""
    return _ranked(path, 1.0)


def _ranked(path: Path, unknown: float) -> tuple[bool, float, float, float, int]:
    """The better, the smaller."""
    scores = path.steps[-1].scores if path.steps else ()
    last = min((score.score for score in scores), default=unknown)
    return not sound(path), -last, -path_weight(path.steps), -mean_logprob(path), path.id
