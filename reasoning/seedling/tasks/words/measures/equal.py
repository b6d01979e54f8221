"""Equal parts: so many of the same measure, how often one fits into another, when a level is reached."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, number, some, units
from reasoning.seedling.tasks.words.measures.times import duration
from reasoning.seedling.tasks.words.measures.work import Number, Work, amount, tidy

FORMS = load(__file__)
SIZES: tuple[tuple[str, str, tuple[Number, ...]], ...] = (
    ("bags", "kg", (1.5, 2, 2.5, 3, 5, 10, 20, 25)),
    ("bottles", "litres", (0.5, 1.5, 2, 0.7, 1.2)),
    ("planks", "metres", (1.5, 2, 2.5, 3, 4)),
    ("parcels", "kg", (1.5, 2, 3, 4, 6, 8)),
    ("bars", "grams", (20, 50, 100, 150)),
    ("cans", "ml", (200, 250, 330, 500)),
    ("steps", "cm", (15, 20, 50, 60)),
    ("lessons", "minutes", (30, 40, 45, 50, 60)),
    ("songs", "minutes", (3, 4, 5)),
    ("shifts", "hours", (4, 6, 7.5, 8)),
    ("pieces", "inches", (4, 6, 8, 12)),
    ("boards", "feet", (2, 4, 6, 8)),
    ("sacks", "pounds", (5, 10, 20, 50)),
)


def equal_total(rng: random.Random) -> Scene:
    things, unit, sizes = rng.choice(SIZES)
    size, count = rng.choice(sizes), rng.randint(2, 12)
    work = Work()
    result = work.times(count, size, unit)
    values = cast(rng) | {"n": number(rng, count), "things": things, "x": some(rng, size, unit)}
    return Scene("equal_total", values | {"units": units(rng, unit)}, work, amount(result, unit))


def equal_count(rng: random.Random) -> Scene:
    things, unit, sizes = rng.choice(SIZES)
    size, count = rng.choice(sizes), rng.randint(2, 15)
    work = Work()
    whole = tidy(size * count)
    result = work.over(whole, size, things)
    values = cast(rng) | {"things": things, "x": some(rng, size, unit), "y": some(rng, whole, unit)}
    return Scene("equal_count", values, work, amount(result, things))


def glasses_total(rng: random.Random) -> Scene:
    """Small measures that make litres or kilograms, perhaps over some days."""
    what, small, big, sizes = rng.choice(
        (
            ("glasses", "ml", "litres", (150, 200, 250, 300, 400, 500)),
            ("cups", "ml", "litres", (150, 200, 250, 300)),
            ("portions", "grams", "kg", (50, 80, 100, 150, 200, 250)),
            ("packets", "grams", "kg", (100, 200, 250, 400, 500)),
            ("cans", "ml", "litres", (250, 500)),
        )
    )
    size, count = rng.choice(sizes), rng.randint(2, 12)
    work = Work()
    result = work.over(work.times(count, size, small), 1000, big)
    values = cast(rng) | {"n": number(rng, count), "things": what, "x": some(rng, size, small)}
    return Scene("glasses_total", values | {"units": units(rng, big)}, work, amount(result, big))


def fits(rng: random.Random) -> Scene:
    """How often some minutes fit into hours."""
    each, count = rng.choice((5, 10, 12, 15, 20, 30, 40, 45)), rng.randint(2, 18)
    total = each * count
    if total % 30 or total < 60:
        each, count = rng.choice(
            ((15, 6), (20, 9), (10, 12), (30, 5), (45, 4), (40, 6), (20, 6), (10, 9), (12, 10))
        )
        total = each * count
    work = Work()
    minutes = work.times(total // 60, 60, "minutes")
    if total % 60:
        minutes = work.plus(minutes, total % 60, unit="minutes")
    things = rng.choice(("lessons", "talks", "episodes", "laps", "appointments", "games", "rounds"))
    result = work.over(minutes, each, things)
    values = cast(rng) | {"things": things, "x": some(rng, each, "minutes"), "y": duration(rng, total)}
    return Scene("fits", values, work, amount(result, things))


def reach(rng: random.Random) -> Scene:
    """When something that grows or shrinks steadily reaches a height."""
    each, count, start = rng.randint(2, 12), rng.randint(3, 15), rng.randint(5, 120)
    unit = rng.choice(("cm", "cm", "litres", "kg", "degrees"))
    time = rng.choice(("days", "weeks", "months") if unit in ("cm", "kg") else ("hours", "minutes"))
    end = start + each * count
    falls = rng.random() < 0.4
    work = Work()
    result = work.over(work.minus(end, start, unit=unit), each, time)
    first, last = (end, start) if falls else (start, end)
    values = cast(rng) | {"a": some(rng, first, unit), "b": some(rng, last, unit), "x": some(rng, each, unit)}
    values |= {
        "time": time,
        "per": rng.choice((f"per {time[:-1]}", f"every {time[:-1]}", f"each {time[:-1]}")),
    }
    values |= {"grows": "falls" if falls else "rises", "more": "less" if falls else "more"}
    return Scene("reach", values, work, amount(result, time), "falls" if falls else "")


EASY = (equal_total, equal_total, equal_count)
MIDDLE = (glasses_total, fits, reach)
