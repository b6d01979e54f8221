"""Sentences with numbers that do not matter."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import GROUPS, cast, load
from reasoning.seedling.tasks.words.measures.templates import expand

_SENTENCES = load(__file__)["noise"]["forms"]


def noisy(rng: random.Random) -> dict[str, str]:
    """The slots of a cast, and in two of three cases a distractor in one of `noise` and `noise2`."""
    values = {**cast(rng), "noise": "", "noise2": ""}
    place = rng.random()
    if place < 0.7:
        numbers = {
            "a": str(rng.randint(2, 60)),
            "b": str(rng.randint(2, 12)),
            "c": str(rng.randint(1950, 2024)),
        }
        sentence = expand(rng, rng.choice(_SENTENCES), values | numbers, GROUPS) + "."
        values["noise" if place < 0.35 else "noise2"] = sentence
    return values
