"""Beam search over steps: after each step the best quarter of all paths goes on, each of them four times.

As in the study of test-time compute (arXiv 2408.03314): n paths, of which n/4 are kept. What is kept may all stem
from one beginning, so that a scorer's mistake can take over the whole search.
"""

from __future__ import annotations

from typing import ClassVar

from ..state import State
from .base import Action, Room
from .tree import grow

CONTINUATIONS = 4


class Beam:
    """One tree with as many paths at a time as best-of-n writes in all."""

    needs: ClassVar[tuple[str, ...]] = ("continue_prefix",)
    direct: ClassVar[bool] = False

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        keep = room.width // CONTINUATIONS
        return grow(state, room, trees=1, keep=max(keep, 1))
