"""Adaptive search in which a path with a wrong step goes on from its last good one, with the critique in view.

A path is revised once, and a revision is not: a model that makes the same mistake with the critique before its eyes
makes it again. Revisions count as paths of the budget. That critique and revision help a model whose critic can tell
is the finding of Self-Refine (arXiv 2303.17651); that they do not without one, of arXiv 2310.01798: only steps that
a rule has refuted, or a judge has condemned, are written anew.
"""

from __future__ import annotations

from typing import ClassVar

from ..asking.revising import Correction, correction, restart
from ..state import State
from .adaptive import expand
from .base import Action, Prune, Room, Sample
from .votes import WRONG_STEP, hopeless


class Revise:
    """The thinking mode, with revisions in the place of the next new paths.

    An engine that cannot continue a text is shown the good steps; one that cannot follow either writes a new path.
    """

    needs: ClassVar[tuple[str, ...]] = ()
    direct: ClassVar[bool] = False

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        # A path that the engine or the limits have ended was not given up for what it says.
        flawed = [
            (path, again)
            for path in state.paths
            if (path.status != "pruned" or path.reason == WRONG_STEP) and (again := restart(state, path))
        ]
        free = room.width - len(state.paths) if room.begins and room.tokens else 0
        flawed = flawed[: max(free, 0)]
        given_up = [Prune(path.id, WRONG_STEP) for path, _ in flawed if path.status == "running"]
        prunes = tuple(dict.fromkeys([*given_up, *hopeless(state)]))
        branches = [Sample(0, 0, parent=path.id, step=again.step, note=again.note) for path, again in flawed]
        return expand(state, room, prunes, branches, early=True)


def corrections(state: State) -> list[Correction]:
    """The wrong steps that a revision has put right, as training examples."""
    paths = {path.id: path for path in state.paths}
    pairs = ((paths.get(path.parent), path) for path in state.paths if path.note and path.parent is not None)
    return [fix for parent, path in pairs if parent and (fix := correction(parent, path))]
