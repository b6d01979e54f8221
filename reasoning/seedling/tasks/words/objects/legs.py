"""Legs, wheels and heads."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.ledger import Unit, amount, with_tail
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

LEGS, WHEELS = ("leg", "legs"), ("wheel", "wheels")
_ANIMALS = (
    ("chicken", "chickens", 2), ("duck", "ducks", 2), ("hen", "hens", 2), ("goose", "geese", 2), ("bird", "birds", 2),
    ("ostrich", "ostriches", 2), ("person", "people", 2), ("cow", "cows", 4), ("sheep", "sheep", 4), ("pig", "pigs", 4),
    ("horse", "horses", 4), ("dog", "dogs", 4), ("cat", "cats", 4), ("rabbit", "rabbits", 4), ("goat", "goats", 4),
    ("spider", "spiders", 8), ("ant", "ants", 6), ("beetle", "beetles", 6), ("bee", "bees", 6),
    ("donkey", "donkeys", 4),
)  # fmt: skip
_VEHICLES = (
    ("car", "cars", 4), ("bike", "bikes", 2), ("bicycle", "bicycles", 2), ("tricycle", "tricycles", 3),
    ("motorbike", "motorbikes", 2), ("van", "vans", 4), ("scooter", "scooters", 2), ("tractor", "tractors", 4),
)  # fmt: skip
_FURNITURE = (("chair", "chairs", 4), ("stool", "stools", 3), ("table", "tables", 4), ("bench", "benches", 4))
_PLACES = ("on a farm", "in the yard", "in a field", "in the barn", "at the zoo", "on the meadow")
_STREETS = ("in a car park", "in the street", "in a garage", "at the school", "in a shop")
_ROOMS = ("in a room", "in the classroom", "in a café", "in the kitchen")
_KINDS = (
    (_ANIMALS, _PLACES, LEGS),
    (_ANIMALS, _PLACES, LEGS),
    (_VEHICLES, _STREETS, WHEELS),
    (_FURNITURE, _ROOMS, LEGS),
)
_PAIRS = (
    ("chickens", "rabbits"),
    ("ducks", "cows"),
    ("hens", "pigs"),
    ("geese", "sheep"),
    ("chickens", "goats"),
)


def _two(t: Tale) -> tuple[int, int, Unit]:
    kinds, places, unit = t.rng.choice(_KINDS)
    (_, xs, x_legs), (_, ys, y_legs) = t.rng.sample(kinds, 2)
    t.slots.update(xs=xs, ys=ys, legs=unit[1], where=t.rng.choice(places))
    return x_legs, y_legs, unit


def legs(t: Tale) -> Story:
    x_legs, y_legs, unit = _two(t)
    a, b = t.draw(2, 15), t.draw(2, 15)
    first = t.times(a, x_legs, _of(unit, t.slots["xs"]))
    whole = t.plus(first, t.times(b, y_legs, _of(unit, t.slots["ys"])), unit=unit)
    return t.tell("legs", amount(whole, unit), key=f"legs:{a},{x_legs},{b},{y_legs}", a=a, b=b)


def _of(unit: Unit, owners: str) -> Unit:
    return with_tail(unit, f"of {owners}")


def legs_one(t: Tale) -> Story:
    each, _, unit = _two(t)
    a = t.draw(2, 25)
    key = f"legs_one:{a},{each},{t.slots['xs']}"
    return t.tell("legs_one", amount(t.times(a, each, unit), unit), key=key, a=a)


def heads(t: Tale) -> Story:
    """The old puzzle: were all of them birds, the legs that are missing would belong to the others."""
    xs, ys = t.rng.choice(_PAIRS)
    x, y = t.draw(2, 15), t.draw(2, 15)
    t.slots.update(xs=xs, ys=ys, legs="legs", where=t.rng.choice(_PLACES))
    a, b = x + y, 2 * x + 4 * y
    extra = t.minus(b, t.times(a, 2, with_tail(LEGS, f"if all were {xs}")), with_tail(LEGS, "more"))
    count = t.over(extra, 2, (ys.removesuffix("s"), ys))
    return t.tell("heads", amount(count, (ys, ys)), a=a, b=b)


EASY = (legs_one,)
MIDDLE = (legs,)
HARD = (heads,)
