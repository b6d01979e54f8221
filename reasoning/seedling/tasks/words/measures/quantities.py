"""Averages, temperatures, weights, ropes, page numbers, heights and percentages of a measure."""

from __future__ import annotations

import random
from collections.abc import Sequence

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, number, some, units
from reasoning.seedling.tasks.words.measures.work import Number, Work, amount, shown

FORMS = load(__file__)
# What is averaged: the unit (empty for plain numbers), lowest and highest, what the values are called.
SERIES = (
    ("", 2, 30, "numbers"),
    ("", 2, 30, "numbers"),
    ("points", 2, 20, "scores"),
    ("km", 2, 30, "distances"),
    ("minutes", 10, 60, "times"),
    ("kg", 2, 80, "weights"),
    ("cm", 100, 190, "heights"),
    ("degrees", 5, 30, "temperatures"),
    ("hours", 4, 10, "times"),
    ("pages", 10, 60, "numbers of pages"),
)


def _listed(rng: random.Random, values: list[int], unit: str) -> str:
    """`12, 15 and 21`, `12 15 21`, `5 km, 7 km and 9 km`."""
    each = unit and unit != "points" and rng.random() < 0.3
    texts = [some(rng, value, unit) if each else str(value) for value in values]
    last = rng.choice((" and ", " and ", ", ", ", and "))
    text = ", ".join(texts[:-1]) + last + texts[-1]
    if unit and not each:
        text += f" {rng.choice(('points', 'pts')) if unit == 'points' else units(rng, unit)}"
    elif not unit and rng.random() < 0.15:
        text = " ".join(texts)
    return text


def _sum(work: Work, values: Sequence[Number], unit: str) -> Number:
    """The total, added up one by one."""
    total, *rest = values
    for value in rest:
        total = work.plus(total, value, unit=unit)
    return total


def average(rng: random.Random) -> Scene:
    unit, low, high, called = rng.choice(SERIES)
    count = rng.choice((2, 3, 3, 3, 4, 4, 5))
    values = [rng.randint(low, high) for _ in range(count)]
    values[-1] += -sum(values) % count
    if count in (2, 4) and rng.random() < 0.2:
        values[0] += count // 2
    work = Work()
    total = _sum(work, values, unit)
    result = work.over(total, count, unit)
    slots = cast(rng) | {"list": _listed(rng, values, unit), "called": called, "n": number(rng, count, 0.4)}
    return Scene("average_numbers" if not unit else "average", slots, work, amount(result, unit))


def _degrees(rng: random.Random, value: int) -> str:
    if value < 0 and rng.random() < 0.35:
        return rng.choice(
            (f"minus {-value}", f"{some(rng, -value, 'degrees')} below zero", f"minus {-value} degrees")
        )
    return some(rng, value, "degrees")


def temperature(rng: random.Random) -> Scene:
    """One change, up or down, perhaps through zero."""
    start, change = rng.randint(-12, 25), rng.randint(2, 18)
    rises = rng.random() < 0.5
    work = Work()
    result = work.sums(start, change if rises else -change, unit="degrees")
    values = {"a": _degrees(rng, start), "x": some(rng, change, "degrees")} | _direction(rises)
    return Scene("temperature", values, work, amount(result, "degrees"))


def temperature_twice(rng: random.Random) -> Scene:
    start, first, second = rng.randint(-12, 20), rng.randint(2, 15), rng.randint(2, 15)
    rises = rng.random() < 0.5
    work = Work()
    then = work.sums(start, first if rises else -first, unit="degrees")
    result = work.sums(then, -second if rises else second, unit="degrees")
    values = {"a": _degrees(rng, start), "x": some(rng, first, "degrees"), "y": some(rng, second, "degrees")}
    values |= _direction(rises) | {f"{key}2": verb for key, verb in _direction(not rises).items()}
    return Scene("temperature_twice", values, work, amount(result, "degrees"))


def _direction(rises: bool) -> dict[str, str]:
    if rises:
        return {"rises": "rises", "rose": "rose", "warmer": "warmer", "sign": "+"}
    return {"rises": "falls", "rose": "fell", "warmer": "colder", "sign": "-"}


def temperature_gap(rng: random.Random) -> Scene:
    low, high = rng.randint(-20, -1), rng.randint(1, 30)
    work = Work()
    result = work.minus(high, low, unit="degrees")
    values = {"low": _degrees(rng, low), "high": _degrees(rng, high)}
    return Scene("temperature_gap", values, work, amount(result, "degrees"))


def parcels(rng: random.Random) -> Scene:
    """Equal weights and another one; or several different ones."""
    unit = rng.choice(("kg", "kg", "grams", "pounds"))
    factor = 50 if unit == "grams" else 1
    work = Work()
    if rng.random() < 0.5:
        count, each, other = rng.randint(2, 9), rng.randint(2, 12) * factor, rng.randint(1, 20) * factor
        many = work.times(count, each, unit)
        result = work.plus(many, other, unit=unit)
        values = cast(rng) | {
            "n": number(rng, count),
            "x": some(rng, each, unit),
            "y": some(rng, other, unit),
        }
        return Scene("parcels_equal", values | {"units": units(rng, unit)}, work, amount(result, unit))
    weights: list[Number] = [rng.randint(1, 15) * factor for _ in range(3)]
    if factor == 1 and rng.random() < 0.4:
        weights[0] += 0.5
    result = _sum(work, weights, unit)
    values = cast(rng) | {f"w{at}": some(rng, weight, unit) for at, weight in enumerate(weights, 1)}
    return Scene("parcels", values | {"units": units(rng, unit)}, work, amount(result, unit))


def rope_pieces(rng: random.Random) -> Scene:
    unit = rng.choice(("metres", "cm", "feet", "inches", "metres"))
    size, count = rng.choice((2, 3, 4, 5, 6, 8, 10, 12, 15, 20)), rng.randint(2, 12)
    work = Work()
    values = cast(rng) | {
        "x": some(rng, size * count, unit),
        "n": number(rng, count),
        "y": some(rng, size, unit),
    }
    if rng.random() < 0.5:
        result = work.over(size * count, count, unit)
        return Scene("rope_each", values, work, amount(result, unit))
    result = work.over(size * count, size, "pieces")
    return Scene("rope_pieces", values, work, amount(result, "pieces"))


def rope_left(rng: random.Random) -> Scene:
    unit = rng.choice(("metres", "cm", "feet", "metres"))
    size, count = rng.randint(2, 12), rng.randint(2, 8)
    left = rng.randint(1, 15)
    work = Work()
    cut = work.times(count, size, unit)
    result = work.minus(cut + left, cut, unit=unit)
    values = cast(rng) | {
        "x": some(rng, int(cut + left), unit),
        "n": number(rng, count),
        "y": some(rng, size, unit),
    }
    return Scene("rope_left", values, work, amount(result, unit))


def page_numbers(rng: random.Random) -> Scene:
    first = rng.randint(3, 200)
    last = first + rng.randint(4, 90)
    work = Work()
    if rng.random() < 0.4:
        result = work.minus(last, first, unit="pages")
        values = cast(rng) | {"a": str(first), "b": str(last)}
        return Scene("pages_left", values, work, amount(result, "pages"))
    gap = work.minus(last, first, unit="pages")
    result = work.plus(gap, 1, unit="pages")
    return Scene("page_numbers", cast(rng) | {"a": str(first), "b": str(last)}, work, amount(result, "pages"))


def _percent(rng: random.Random) -> tuple[int, int, str]:
    part = rng.choice((5, 10, 10, 20, 20, 25, 25, 30, 40, 50, 50, 60, 70, 75, 80, 90, 15))
    unit = rng.choice(("km", "metres", "kg", "grams", "litres", "minutes", "hours", "pages", "miles"))
    base = rng.choice(
        (20, 30, 40, 50, 60, 80, 100, 120, 150, 160, 180, 200, 250, 300, 350, 400, 500, 600, 800, 1200)
    )
    return part, base, unit


def percent(rng: random.Random) -> Scene:
    part, base, unit = _percent(rng)
    work = Work()
    one = work.over(base, 100, unit)
    result = work.times(part, one, unit)
    sign = rng.choice(("%", "%", "%", " %", " percent", " per cent"))
    values = cast(rng) | {"p": f"{part}{sign}", "x": some(rng, base, unit), "units": units(rng, unit)}
    kind = rng.random()
    if kind < 0.4:
        return Scene("percent", values, work, amount(result, unit))
    if kind < 0.7:
        result = work.minus(base, result, unit=unit)
        return Scene("percent_left", values, work, amount(result, unit))
    result = work.plus(base, result, unit=unit)
    return Scene("percent_more", values, work, amount(result, unit))


def percent_done(rng: random.Random) -> Scene:
    """What part of a measure it is, in percent."""
    part, base, unit = _percent(rng)
    if part * base % 100:
        base = base // 20 * 20
    done = part * base // 100
    work = Work()
    hundreds = work.times(done, 100, "")
    result = work.over(hundreds, base, "")
    values = cast(rng) | {"x": some(rng, done, unit), "y": some(rng, base, unit), "units": units(rng, unit)}
    return Scene("percent_done", values, work, f"{result}%")


def growth(rng: random.Random) -> Scene:
    """A height that grows, a level that sinks."""
    start, each, years = rng.randint(40, 160), rng.randint(2, 9), rng.randint(2, 9)
    work = Work()
    change = work.times(each, years, "cm")
    time = rng.choice(("years", "weeks", "days", "months"))
    sinks = rng.random() < 0.4 and change < start
    result = work.minus(start, change, unit="cm") if sinks else work.plus(start, change, unit="cm")
    values = cast(rng) | {
        "a": some(rng, start, "cm"),
        "x": some(rng, each, "cm"),
        "t": some(rng, years, time),
    }
    values["per"] = rng.choice(
        (f"a {time[:-1]}", f"per {time[:-1]}", f"every {time[:-1]}", f"each {time[:-1]}")
    )
    return Scene("sinking" if sinks else "growth", values, work, amount(result, "cm"))


def compare(rng: random.Random) -> Scene:
    unit = rng.choice(("cm", "kg", "km", "metres", "minutes", "grams"))
    one, two = rng.randint(20, 99), rng.randint(2, 60)
    work = Work()
    result = work.minus(one + two, one, unit=unit)
    word = {"cm": "taller", "kg": "heavier", "grams": "heavier"}.get(unit, "longer")
    values = cast(rng) | {"a": some(rng, one, unit), "b": some(rng, one + two, unit), "more": word}
    return Scene("compare", values | {"units": units(rng, unit)}, work, amount(result, unit))


def missing_average(rng: random.Random) -> Scene:
    """What the last value must be for a wanted average."""
    count, mean = rng.choice((3, 3, 4)), rng.randint(6, 30)
    values = [max(mean + rng.randint(-5, 5), 1) for _ in range(count - 1)]
    last = mean * count - sum(values)
    work = Work()
    total = work.times(count, mean, "")
    known = _sum(work, values, "")
    result = work.minus(total, known, unit="")
    slots = cast(rng) | {"list": _listed(rng, values, ""), "n": number(rng, count, 0.4), "mean": shown(mean)}
    slots |= {"k": number(rng, count - 1, 0.4), "last": shown(last)}
    return Scene("missing_average", slots, work, shown(result))


EASY = (temperature, temperature, temperature_gap, rope_pieces, compare)
MIDDLE = (
    average,
    average,
    average,
    temperature_twice,
    parcels,
    rope_left,
    page_numbers,
    percent,
    percent,
    percent_done,
    growth,
    missing_average,
)
