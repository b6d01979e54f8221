"""Arithmetic as people ask a calculator for it: expressions, decimals, percentages, fractions, everyday words."""

from __future__ import annotations

import random
from collections.abc import Callable

from reasoning.seedling.expressions import OutOfRange
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks.arithmetic import (
    everyday,
    fractions,
    nested,
    parts,
    percents,
    powers,
    spoken,
    whole,
)
from reasoning.seedling.tasks.arithmetic.calculation import FAMILY, answer_of, from_expression
from reasoning.seedling.tasks.arithmetic.whole import HARD

__all__ = ["FAMILY", "HARD", "answer_of", "from_expression", "generate"]

Room = Callable[[random.Random, int], Problem]
ROOMS: dict[Room, tuple[float, ...]] = {  # how often each room is entered, by level
    whole.generate: (0.92, 0.54, 0.41, 1.0),
    percents.generate: (0.02, 0.12, 0.10, 0.0),
    fractions.generate: (0.0, 0.07, 0.06, 0.0),
    powers.generate: (0.0, 0.05, 0.03, 0.0),
    everyday.generate: (0.06, 0.10, 0.08, 0.0),
    spoken.generate: (0.0, 0.06, 0.17, 0.0),
    nested.generate: (0.0, 0.03, 0.08, 0.0),
    parts.generate: (0.0, 0.03, 0.09, 0.0),
}


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A problem of a level: 0 single plain calculations, 1 middle, 2 everything, 3 only the hard tier."""
    weights = [shares[level] for shares in ROOMS.values()]
    while True:
        room = rng.choices(tuple(ROOMS), weights)[0]
        try:
            return room(rng, level)
        except OutOfRange:
            continue
