"""Templates with slots: `{city}` is a word of that list, `{n}` a number, and now and then a made-up word."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import isqrt
from pathlib import Path
from typing import Any

MADE_UP = 0.12  # a word that nobody has seen before is a reason to refuse
_SLOT = re.compile(r"\{([a-zA-Z]\w*)\}")
_HERE = Path(__file__).parent


def lines(name: str) -> dict[str, Any]:
    """The lists of a .toml file beside this module."""
    return tomllib.loads((_HERE / f"{name}.toml").read_text())


SLOTS: dict[str, list[str]] = {
    slot: words for room in ("world", "ideas", "life") for slot, words in lines(f"slots/{room}").items()
}
_FRAMES: dict[str, list[str]] = lines("frames")
# Grammar words, and words whose number or unit the question turns on, are never made up.
_FIXED = frozenset(
    (
        "adj",
        "quality",
        "day",
        "vague",
        "month",
        "name",
        "countable",
        "currency",
        "task",
        "do",
        "skill",
        "text",
    )
)


def _without_root(power: int) -> Callable[[random.Random], int]:
    def draw(rng: random.Random) -> int:
        number = rng.choice((rng.randint(2, 99), rng.randint(100, 999), rng.randint(1000, 9999)))
        root = isqrt(number) if power == 2 else round(number ** (1 / 3))
        return number + 1 if root**power == number else number

    return draw


NUMBERS: Mapping[str, Callable[[random.Random], int | str]] = {
    "n": lambda rng: rng.choice((rng.randint(5, 50), rng.randint(50, 999), rng.randrange(100, 5000, 50))),
    "small": lambda rng: rng.randint(2, 12),
    "year": lambda rng: rng.choice(
        (rng.randint(1900, 2030), rng.randint(1990, 2030), rng.randint(900, 1900))
    ),
    "hour": lambda rng: rng.randint(1, 12),
    "quarter": lambda rng: rng.choice(("00", "15", "30", "45", "10", "20")),
    "note": lambda rng: rng.choice((5, 10, 20, 50, 100)),
    "day31": lambda rng: rng.randint(1, 31),
    "a": lambda rng: rng.choice((rng.randint(2, 12), rng.randint(13, 99))),
    "b": lambda rng: rng.randint(2, 99),
    "c": lambda rng: rng.randint(1, 99),
    "odd": lambda rng: rng.randint(1, 49) * 2 + 1,
    "A": lambda rng: rng.choice((rng.randint(100, 999), rng.randint(1000, 9999), rng.randint(10000, 99999))),
    "big": lambda rng: rng.randint(11, 99),
    "power": lambda rng: rng.randint(4, 9),
    "exp": lambda rng: rng.randint(11, 64),
    "many": lambda rng: rng.randint(11, 40),
    "nonsquare": _without_root(2),
    "noncube": _without_root(3),
}


def word(rng: random.Random) -> str:
    """A made-up word of one to three syllables."""
    starts, ends = _FRAMES["starts"], _FRAMES["ends"]
    return "".join(rng.choice(starts) + rng.choice(ends) for _ in range(rng.randint(1, 3)))


@cache
def _parts(template: str) -> tuple[str, ...]:
    return tuple(_SLOT.split(template))


def slots_of(template: str) -> tuple[str, ...]:
    """The slots of a template, in order."""
    return _parts(template)[1::2]


def fill(rng: random.Random, template: str, slots: Mapping[str, Sequence[str]] = SLOTS) -> str:
    """One sentence of the template."""
    parts = list(_parts(template))
    for at in range(1, len(parts), 2):
        parts[at] = _slot(rng, parts[at], slots)
    return "".join(parts)


def framed(rng: random.Random, question: str) -> str:
    """The question with what people put before and behind one of any kind."""
    dice = rng.random()
    if dice < 0.12:
        return f"{rng.choice(_FRAMES['before'])} {question}"
    return f"{question}, {rng.choice(_FRAMES['behind'])}" if dice < 0.18 else question


def _slot(rng: random.Random, slot: str, slots: Mapping[str, Sequence[str]]) -> str:
    if slot in NUMBERS:
        return str(NUMBERS[slot](rng))
    if slot in _FIXED or rng.random() >= MADE_UP:
        return rng.choice(slots[slot])
    made = word(rng)
    return made.capitalize() if rng.random() < 0.4 else made
