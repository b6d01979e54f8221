"""What shops sell, at what prices."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.cash import BANKNOTES
from reasoning.seedling.tasks.words.shopping.draft import Money, Slot
from reasoning.seedling.tasks.words.shopping.phrases import table
from reasoning.seedling.tasks.words.shopping.till import Unfit
from reasoning.seedling.tasks.words.story import THINGS

_LISTS = table("goods")
GOODS: dict[str, list[tuple[str, str]]] = {
    kind: [(one, many) for one, _, many in (line.partition("/") for line in lines)]
    for kind, lines in _LISTS.items()
}
GOODS["things"] = [(one, many) for one, many in THINGS if one != "coin"]
SMALL = ("cafe", "cafe", "grocery", "grocery", "small", "small", "small", "things")
WORN = ("clothes", "clothes", "small")


def with_article(noun: str) -> str:
    return ("an " if noun[0] in "aeiou" and not noun.startswith(("euro", "uni", "one")) else "a ") + noun


def named(
    rng: random.Random, kinds: tuple[str, ...] = SMALL, number: str = "", kind: str = ""
) -> dict[str, Slot]:
    """Slots for one kind of goods: item, items and a, perhaps numbered."""
    one, many = rng.choice(GOODS[kind or rng.choice(kinds)])
    return {f"item{number}": one, f"items{number}": many, f"a{number}": with_article(one)}


def fitting(rng: random.Random, cents: int) -> dict[str, Slot]:
    """Slots for something that may well cost so much."""
    return named(rng, SMALL if cents < 1000 else ("clothes",) if cents < 15000 else ("big",))


def several(rng: random.Random, count: int, kind: str = "") -> dict[str, Slot]:
    """`count` different goods of one kind of shop: item, item2, item3 and their plurals."""
    chosen = rng.sample(GOODS[kind or rng.choice(SMALL)], count)
    slots: dict[str, Slot] = {}
    for index, (one, many) in enumerate(chosen, 1):
        number = "" if index == 1 else str(index)
        slots |= {f"item{number}": one, f"items{number}": many, f"a{number}": with_article(one)}
    return slots


def tag(rng: random.Random, level: int, low: int = 1, high: int = 9) -> int:
    """A price in cents between so many whole units: mostly round, as prices are."""
    whole = rng.randint(low, high)
    if whole > 100:
        whole -= whole % 10
    style = rng.random()
    if level == 0 or style < 0.5 or whole > 60:
        return whole * 100
    if style < 0.75:
        return whole * 100 + 50
    if style < 0.85 and low <= 1:
        return rng.randint(2, 19) * 5
    if style < 0.92:
        return whole * 100 + rng.choice((20, 25, 75, 80))
    ends = (10, 30, 40, 60, 70, 90, 95, 99) if whole < 10 else (10, 30, 40, 60, 70, 90)
    return whole * 100 + int(rng.choice(ends))


def banknote(rng: random.Random, total: int) -> Money:
    """What someone pays with: mostly the next note that is large enough."""
    fitting = [note for note in BANKNOTES if note * 100 > total]
    if not fitting:
        raise Unfit("no such banknote")
    if rng.random() < 0.12 and total > 1000:
        rounded = (total // 1000 + 1) * 1000
        return Money(rounded, note=True)
    return Money(100 * fitting[0 if rng.random() < 0.75 or len(fitting) == 1 else 1], note=True)
