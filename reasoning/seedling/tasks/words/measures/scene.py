"""What a scenario hands over to be told, and who and how much appears in it."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from reasoning.seedling.tasks.words.measures.work import Number, Work, shown
from reasoning.seedling.tasks.words.story import NAMES, written
from reasoning.seedling.wording import spelled_out

_COMMON = tomllib.loads(Path(__file__).with_name("common.toml").read_text())
GROUPS: dict[str, str] = _COMMON["groups"]
UNITS: dict[str, dict[str, list[str]]] = _COMMON["units"]
KIN: list[list[str]] = _COMMON["kin"]
_SINGLE = [row for row in NAMES if row[1] != "they"]  # a verb cannot agree with both Sam and they


@dataclass
class Scene:
    """`values` fill the slots of the forms called `form`; the key is made of `form` and the steps."""

    form: str
    values: dict[str, str]
    work: Work
    answer: str
    extra: str = field(default="")  # what belongs to the key beside the steps


Scenario = Callable[[random.Random], Scene]


def load(module: str) -> dict[str, dict[str, list[str] | str]]:
    """The forms beside a module: by scenario its `forms` and its own groups."""
    return tomllib.loads(Path(module).with_suffix(".toml").read_text())


def cast(rng: random.Random) -> dict[str, str]:
    """Someone whom the story is about: slots who, they, their, them and what agrees with them."""
    style = rng.random()
    if style < 0.55:
        who = ("I", "I", "my", "me") if style < 0.38 else ("we", "we", "our", "us")
        who = ("you", "you", "your", "you") if style > 0.49 else who
        be = {"I": ("am", "was", "I'm"), "we": ("are", "were", "we're"), "you": ("are", "were", "you're")}
        are, were, they_are = be[who[0]]
        ends = {"s": "", "es": "", "do": "do", "have": "have", "ies": "y"}
    else:
        row = rng.choice(_SINGLE) if style < 0.82 else rng.choice(KIN)
        who = (row[0], row[1], row[2], row[3])
        are, were, they_are = "is", "was", f"{row[1]}'s"
        ends = {"s": "s", "es": "es", "do": "does", "have": "has", "ies": "ies"}
    names = dict(zip(("who", "they", "their", "them"), who, strict=True))
    return {**names, **ends, "are": are, "were": were, "theyre": they_are}


def number(rng: random.Random, value: Number, words: float = 0.12) -> str:
    """A number as people write it; decimals always in digits."""
    return written(rng, value, words=words) if isinstance(value, int) else shown(value)


def some(rng: random.Random, value: Number, unit: str) -> str:
    """A measure as people write it: `5 km`, `5km`, `five kilometres`, `3 and a half hours`."""
    spellings = UNITS[unit]
    if value != int(value) and value * 2 == int(value * 2) and "half" in spellings and rng.random() < 0.4:
        return _and_a_half(rng, int(value), spellings)
    if "short" in spellings and rng.random() < 0.55:
        gap = "" if rng.random() < 0.4 else " "
        short = [name for name in spellings["short"] if value != 1 or name[1:] == "" or name[-1] != "s"]
        return f"{number(rng, value, 0)}{gap}{rng.choice(short or spellings['one'])}"
    name = rng.choice(spellings["one" if value == 1 else "many"])
    if value == 1 and "half" in spellings and rng.random() < 0.3:
        return f"{spellings['half'][0]} {name}"
    return f"{number(rng, value)} {name}"


def pair(rng: random.Random, first: Number, big: str, second: Number, small: str) -> str:
    """A measure in two units: `2 kg 300 g`, `2 hours and 5 minutes`."""
    link = rng.choice((" ", " ", " and ", " and ", ", "))
    return f"{some(rng, first, big)}{link}{some(rng, second, small)}"


def units(rng: random.Random, unit: str) -> str:
    """The unit's name in the plural or its abbreviation, as in 'how many ...'."""
    spellings = UNITS[unit]
    short = [name for name in spellings.get("short", []) if len(name) > 1 and name not in ("in", "mi")]
    return rng.choice([*spellings["many"], *short])


def _and_a_half(rng: random.Random, whole: int, spellings: dict[str, list[str]]) -> str:
    article, one, many = spellings["half"][0], spellings["one"][0], spellings["many"][0]
    if whole == 0:
        return f"half {article} {one}"
    if whole == 1 and rng.random() < 0.4:
        return f"{article} {one} and a half"
    count = spelled_out(whole) if rng.random() < 0.4 else str(whole)
    return f"{count} {'1/2' if count.isdigit() and rng.random() < 0.2 else 'and a half'} {many}"
