"""Follow-ups: the last question uses what was said before it."""

from __future__ import annotations

import random
from collections.abc import Callable

from reasoning.seedling.expressions import OutOfRange
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks.followup import about, again, change, known, swapped, talk, varied
from reasoning.seedling.tasks.followup.made import FAMILY

__all__ = ["FAMILY", "KINDS", "generate"]

Kind = Callable[[random.Random, int], Problem | None]
KINDS: dict[str, tuple[Kind, float]] = {
    "change": (change.change, 36),
    "more_or_fewer": (change.more_or_fewer, 5),
    "convert": (change.convert, 1),
    "both": (change.both, 3),
    "instead": (again.instead, 6),
    "another": (again.another, 5),
    "other_sign": (again.other_sign, 2),
    "story": (again.story, 9),
    "swapped": (swapped.swapped, 20),
    "average": (varied.average, 7),
    "percent": (varied.percent, 8),
    "other_number": (varied.other_number, 7),
    "equation": (varied.equation, 3),
    "fraction": (varied.fraction, 3),
    "with_that": (varied.with_that, 6),
    "next_term": (known.next_term, 3),
    "put_in": (known.put_in, 2),
    "explain": (about.explain, 6),
    "how": (about.how, 2.5),
    "why": (about.why, 2.5),
    "steps": (about.steps, 2),
    "sure": (about.sure, 5),
    "repeat": (about.repeat, 1.5),
    "question": (about.question, 2),
    "in_words": (about.in_words, 2),
    "rounded": (about.rounded, 1),
    "parity": (about.parity, 1),
    "bigger": (about.bigger, 1),
    "thanks": (talk.thanks, 1.5),
    "lost": (talk.lost, 3),
}
EASY: dict[str, tuple[Kind, float]] = {"change": KINDS["change"]}
TRIES = 8


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A question that follows others; at level 0 only the plainest calculations with the answer."""
    kinds = EASY if level == 0 else KINDS
    while True:
        kind = rng.choices(tuple(kinds), [weight for _, weight in kinds.values()])[0]
        for _ in range(TRIES):
            try:
                problem = kinds[kind][0](rng, min(level, 2))
            except OutOfRange:
                continue
            if problem is not None:
                return problem
