"""The numbers that several scenes draw, chosen such that a tiny network can follow the calculations."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Slot
from reasoning.seedling.tasks.words.shopping.phrases import table
from reasoning.seedling.tasks.words.story import people

_WORDS = table("vocabulary")
DISCOUNTS = (5, 10, 10, 15, 20, 20, 20, 25, 25, 30, 30, 40, 50, 60, 70, 75)
TIPS = (5, 10, 10, 12, 15, 15, 18, 20, 20, 25)
TAXES = (5, 6, 7, 8, 10, 15, 19, 20)
RATES = (1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 10)


def few(rng: random.Random, level: int, low: int = 2, high: int = 9) -> int:
    """A small count: one digit mostly, up to 30 at the higher levels."""
    if level >= 2 and high >= 9 and rng.random() < 0.12:
        return rng.choice((10, 11, 12, 12, 15, 20, 24, 25, 30))
    return rng.randint(low, high)


def rounded(rng: random.Random, low: int, high: int) -> int:
    """A whole amount of money in cents, the rounder the larger."""
    whole = rng.randint(low, high)
    if whole >= 1000:
        whole -= whole % (50 if rng.random() < 0.5 else 100)
    elif whole >= 100:
        whole -= whole % (5 if rng.random() < 0.3 else 10)
    elif whole >= 20 and rng.random() < 0.5:
        whole -= whole % 5
    return whole * 100


def friends(rng: random.Random) -> dict[str, Slot]:
    """The names of two more people."""
    one, other = people(rng, 2)
    return {"friend": one.name, "friend2": other.name}


def words(rng: random.Random, name: str, count: int = 1) -> dict[str, Slot]:
    """Different words of a list for the slots `name`, `name2` ..."""
    chosen = rng.sample(_WORDS[name], count)
    return {name + ("" if index == 1 else str(index)): word for index, word in enumerate(chosen, 1)}


def period(rng: random.Random) -> dict[str, Slot]:
    """A week, mostly, or a month or a day."""
    time = rng.choice(("week", "week", "week", "month", "month", "day"))
    return {"time": time, "times": time + "s"}


def days(rng: random.Random, count: int) -> dict[str, Slot]:
    """Days of the week in their order."""
    chosen = sorted(rng.sample(range(7), count))
    return {f"d{index}": _WORDS["days"][day] for index, day in enumerate(chosen, 1)}
