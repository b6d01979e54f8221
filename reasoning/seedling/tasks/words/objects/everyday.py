"""What the stories of daily life share: rare nouns to be copied, numbers that do not matter, division by parts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reasoning.seedling.tasks.words.objects.ledger import NONE, Unit, amount
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
KINDS_OF: list[str] = _WORDS["kinds"].split()
KINDS_OF_FOOD: list[str] = _WORDS["food_kinds"].split()
LEADS: list[str] = _WORDS["leads"]
NEVER_HEARD: list[str] = _WORDS["syllables"].split()
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TOGETHER = re.compile(r"\d \d")
_LEAD_SHARE = 0.22
_HURRIED = (
    ("'", ""),
    (" and ", " & "),
    (" and ", " n "),
    (" do i need", " do i need pls"),
    (". ", " "),
    (", ", " "),
    (" please", " pls"),
)
_HURRIED_SHARE = 0.15


def rare(t: Tale) -> Unit:
    """The story's things, often of a kind (`wooden beads`), now and then a word that nobody has heard."""
    drawn = t.rng.random()
    if drawn < 0.05:
        one = "".join(t.rng.sample(NEVER_HEARD, 2))
        t.things = one, one + "s"
    elif drawn < 0.35 and " " not in t.one:
        kind = t.rng.choice(KINDS_OF_FOOD if t.food else KINDS_OF)
        t.things = f"{kind} {t.one}", f"{kind} {t.many}"
    t.one, t.many = t.things
    t.slots.update(thing=t.one, things=t.many)
    return t.things


def told(t: Tale, name: str, value: int, unit: Unit, key: str = "", **numbers: int) -> Story:
    """The story; sometimes a number that does not matter stands in front of all others."""
    if not t.plain and t.rng.random() < _LEAD_SHARE:
        t.lead = t.rng.choice(LEADS).format(n=t.draw(2, 90), year=t.draw(1995, 2026), age=t.draw(5, 80))
    t.slots["both"] = "we" if t.who.they in ("I", "we") else "you" if t.who.they == "you" else "they"
    key = f"{name}:{key or ','.join(map(str, numbers.values()))}"
    story = t.tell(name, amount(value, unit), key=key, **numbers)
    if not t.plain and t.rng.random() < _HURRIED_SHARE:
        typed, meant = story.text.replace("\n", " "), t.rng.choice(_HURRIED)
        # Two numbers must not run together, nor one hundred and two fall apart.
        if "hundred and" not in typed.lower() and not _TOGETHER.search(text := typed.replace(*meant)):
            return replace(story, text=text)
    return story


def pool(t: Tale, rows: Sequence[str], *names: str) -> list[str]:
    """Fills the slots `names` from one of the rows `a|b|c`."""
    values = t.rng.choice(rows).split("|")
    t.slots.update(zip(names, values, strict=True))
    return values


def divide(t: Tale, whole: int, size: int, unit: Unit = NONE) -> int:
    """A division without remainder; a long quotient in two parts: the tens, then the rest."""
    count = whole // size
    if size == 2 or count <= 12 or count % 10 == 0 or whole < 60:
        return t.over(whole, size, unit)
    tens = count // 10 * 10
    rest = t.minus(whole, t.times(tens, size))
    return t.plus(tens, t.over(rest, size), unit=unit)


def fitting(t: Tale, whole: int, size: int, unit: Unit, boxes: Unit) -> tuple[int, int]:
    """The full boxes and what is left over."""
    count = whole // size
    tens = count // 10 * 10 if count > 12 else 0
    rest = whole
    if tens:
        rest = t.minus(rest, t.times(tens, size, unit), unit)
    ones = count - tens
    if ones:
        rest = t.minus(rest, t.times(ones, size, unit), (f"{unit[0]} left over", f"{unit[1]} left over"))
    if tens and ones:
        t.plus(tens, ones, unit=boxes)
    return count, rest


def rounded_up(t: Tale, whole: int, size: int, unit: Unit, boxes: Unit) -> int:
    """How many boxes hold all of them."""
    if whole % size == 0:
        return divide(t, whole, size, boxes)
    count, _ = fitting(t, whole, size, unit, boxes)
    return t.plus(count, 1, unit=boxes)
