"""One path, shown as it is written."""

from __future__ import annotations

from typing import ClassVar

from ..state import State
from .base import OUT_OF_BUDGET, Action, Answer, Room, Sample, usable


class Single:
    """The fast mode: a single path, never voted on and so always 'unverified'."""

    needs: ClassVar[tuple[str, ...]] = ()
    direct: ClassVar[bool] = True

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        path = state.paths[0] if state.paths else None
        if path and path.status == "finished":
            return (Answer(0, None, "unverified"),)
        if room.over or (path and path.status == "pruned"):
            shown = path and (usable(path) or (state.answer and path.reason in ("", OUT_OF_BUDGET)))
            return (Answer(0, None, "unverified"),) if shown else ()
        return () if room.live else (Sample(0, room.tokens),)
