"""Diverse verifier tree search: n/4 trees that know nothing of each other, in each of which the best of four goes on.

The paths of different trees share nothing, so that their votes are worth more than those of one beam's; it is beam
search with separate subtrees, as described with "Scaling test-time compute with open models" (Hugging Face, 2024).
"""

from __future__ import annotations

from typing import ClassVar

from ..state import State
from .base import Action, Room
from .beam import CONTINUATIONS
from .tree import grow


class Dvts:
    """Many small trees: after each step, the best continuation of each."""

    needs: ClassVar[tuple[str, ...]] = ("continue_prefix",)
    direct: ClassVar[bool] = False

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        trees = room.width // CONTINUATIONS
        return grow(state, room, trees=max(trees, 1), keep=1)
