"""Simple geometry: rooms, gardens, boxes, fences, tiles and paint."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, number, some, units
from reasoning.seedling.tasks.words.measures.work import Number, Work, amount

FORMS = load(__file__)
SQUARES = {"metres": "square metres", "cm": "square cm", "feet": "square feet"}
CUBES = {"metres": "cubic metres", "cm": "cubic cm", "feet": "cubic feet"}


def _sides(rng: random.Random, half: float = 0.3) -> tuple[Number, Number, str]:
    unit = rng.choice(("metres", "metres", "cm", "feet"))
    long, wide = rng.randint(3, 30 if unit == "metres" else 60), rng.randint(2, 9)
    first: Number = long
    if rng.random() < half and long < 10:
        first = long + 0.5
    if rng.random() < 0.15:
        return wide * 10, rng.randint(2, 9) * 10, unit
    return (first, wide, unit) if rng.random() < 0.6 else (wide, first, unit)


def by(rng: random.Random, a: Number, b: Number, unit: str) -> str:
    """`4 m by 5.5 m`, `4 x 5 metres`, `4m × 5m`, `4 by 5 metres`."""
    style = rng.random()
    if style < 0.35:
        return f"{some(rng, a, unit)} by {some(rng, b, unit)}"
    if style < 0.55:
        return f"{number(rng, a)} by {some(rng, b, unit)}"
    if style < 0.75:
        return f"{some(rng, a, unit)} {rng.choice('x×')} {some(rng, b, unit)}"
    return f"{number(rng, a, 0)}{rng.choice((' x ', 'x', '×', ' × '))}{some(rng, b, unit)}"


def _rectangle(rng: random.Random) -> tuple[dict[str, str], Number, Number, str]:
    a, b, unit = _sides(rng)
    values = cast(rng) | {"by": by(rng, a, b, unit), "a": some(rng, a, unit), "b": some(rng, b, unit)}
    return values, a, b, unit


def area(rng: random.Random) -> Scene:
    values, a, b, unit = _rectangle(rng)
    work = Work()
    result = work.times(a, b, SQUARES[unit])
    values["units"] = units(rng, SQUARES[unit])
    return Scene("area", values, work, amount(result, SQUARES[unit]))


def perimeter(rng: random.Random) -> Scene:
    values, a, b, unit = _rectangle(rng)
    work = Work()
    half = work.plus(a, b, unit=unit)
    result = work.times(2, half, unit)
    return Scene("perimeter", values, work, amount(result, unit))


def square(rng: random.Random) -> Scene:
    unit = rng.choice(("metres", "cm", "feet"))
    side = rng.choice((2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 25, 30, 40))
    work = Work()
    values = cast(rng) | {"a": some(rng, side, unit)}
    kind = rng.random()
    if kind < 0.4:
        result = work.times(side, side, SQUARES[unit])
        return Scene("square_area", values, work, amount(result, SQUARES[unit]))
    if kind < 0.75:
        result = work.times(4, side, unit)
        return Scene("square_perimeter", values, work, amount(result, unit))
    result = work.over(4 * side, 4, unit)
    values["p"] = some(rng, 4 * side, unit)
    return Scene("square_side", values, work, amount(result, unit))


def missing_side(rng: random.Random) -> Scene:
    a, b, unit = _sides(rng, 0.0)
    work = Work()
    result = work.over(a * b, a, unit)
    values = cast(rng) | {"a": some(rng, a, unit), "area": some(rng, a * b, SQUARES[unit])}
    return Scene("missing_side", values, work, amount(result, unit))


def missing_from_perimeter(rng: random.Random) -> Scene:
    a, b, unit = _sides(rng, 0.0)
    work = Work()
    half = work.over(2 * (a + b), 2, unit)
    result = work.minus(half, a, unit=unit)
    values = cast(rng) | {"a": some(rng, a, unit), "p": some(rng, 2 * (a + b), unit)}
    return Scene("missing_from_perimeter", values, work, amount(result, unit))


def triangle(rng: random.Random) -> Scene:
    unit = rng.choice(("metres", "cm", "cm", "feet"))
    base, height = rng.randint(3, 20), rng.randint(2, 9)
    height += base * height % 2
    work = Work()
    if rng.random() < 0.6:
        whole = work.times(base, height, SQUARES[unit])
        result = work.over(whole, 2, SQUARES[unit])
        values = cast(rng) | {"a": some(rng, base, unit), "h": some(rng, height, unit)}
        return Scene("triangle_area", values, work, amount(result, SQUARES[unit]))
    a, b = rng.randint(3, 40), rng.randint(3, 40)
    c = rng.randint(abs(a - b) + 1, a + b - 1)
    two = work.plus(a, b, unit=unit)
    result = work.plus(two, c, unit=unit)
    values = cast(rng) | {"a": some(rng, a, unit), "b": some(rng, b, unit), "c": some(rng, c, unit)}
    return Scene("triangle_perimeter", values, work, amount(result, unit))


def circle(rng: random.Random) -> Scene:
    """Round things with 3.14 for pi."""
    unit, radius = rng.choice(("metres", "cm")), rng.choice((1, 2, 3, 5, 10, 20, 50, 100))
    work = Work()
    values = cast(rng) | {"d": some(rng, 2 * radius, unit), "r": some(rng, radius, unit)}
    if rng.random() < 0.5:
        across = work.times(2, radius, unit) if (by_radius := rng.random() < 0.4) else 2 * radius
        result = work.times(3.14, across, unit)
        return Scene("round" if by_radius else "circumference", values, work, amount(result, unit))
    inner = work.times(radius, radius, SQUARES[unit])
    result = work.times(3.14, inner, SQUARES[unit])
    return Scene("circle_area", values, work, amount(result, SQUARES[unit]))


def box(rng: random.Random) -> Scene:
    unit = rng.choice(("metres", "cm", "cm", "feet"))
    a, b, c = rng.choice((rng.randint(2, 9), rng.randint(1, 6) * 10)), rng.randint(2, 9), rng.randint(2, 9)
    work = Work()
    if rng.random() < 0.2:
        base = work.times(b, b, SQUARES[unit])
        result = work.times(base, b, CUBES[unit])
        return Scene("cube", cast(rng) | {"a": some(rng, b, unit)}, work, amount(result, CUBES[unit]))
    base = work.times(a, b, SQUARES[unit])
    result = work.times(base, c, CUBES[unit])
    values = cast(rng) | {"a": some(rng, a, unit), "b": some(rng, b, unit), "c": some(rng, c, unit)}
    values["abc"] = f"{number(rng, a, 0)}{rng.choice((' x ', 'x', '×', ' by '))}" + by(rng, b, c, unit)
    return Scene("box", values, work, amount(result, CUBES[unit]))


def aquarium(rng: random.Random) -> Scene:
    a, b, c = rng.randint(3, 12) * 10, rng.randint(2, 6) * 10, rng.randint(2, 6) * 10
    work = Work()
    base = work.times(a, b, "square cm")
    whole = work.times(base, c, "cubic cm")
    result = work.over(whole, 1000, "litres")
    values = cast(rng) | {"a": some(rng, a, "cm"), "b": some(rng, b, "cm"), "c": some(rng, c, "cm")}
    values["abc"] = f"{a}{rng.choice((' x ', 'x', '×', ' by '))}" + by(rng, b, c, "cm")
    return Scene("aquarium", values, work, amount(result, "litres"))


def fence(rng: random.Random) -> Scene:
    values, a, b, unit = _rectangle(rng)
    work = Work()
    half = work.plus(a, b, unit=unit)
    around = work.times(2, half, unit)
    if rng.random() < 0.4:
        gate = rng.randint(1, 3)
        result = work.minus(around, gate, unit=unit)
        values["gate"] = some(rng, gate, unit)
        return Scene("fence_gate", values, work, amount(result, unit))
    step = next((step for step in (4, 3, 5, 2) if around % step == 0), 1)
    values["step"] = some(rng, step, unit)
    if step == 1:
        return Scene("perimeter", values, work, amount(around, unit))
    result = work.over(around, step, "posts")
    return Scene("fence_posts", values, work, amount(result, "posts"))


def tiles(rng: random.Random) -> Scene:
    """Square tiles of so many centimetres on a floor of metres."""
    size = rng.choice((20, 25, 50, 50, 10))
    a, b = rng.randint(1, 6), rng.randint(1, 5)
    work = Work()
    rows = work.over(work.times(a, 100, "cm"), size, "tiles")
    columns = rows if a == b else work.over(work.times(b, 100, "cm"), size, "tiles")
    result = work.times(rows, columns, "tiles")
    values = cast(rng) | {"by": by(rng, a, b, "metres"), "tile": some(rng, size, "cm")}
    return Scene("tiles", values, work, amount(result, "tiles"))


def paint(rng: random.Random) -> Scene:
    each, a, b = rng.choice((5, 6, 8, 10, 12)), rng.randint(3, 12), rng.randint(2, 6)
    coats = rng.choice((1, 1, 2, 3))
    work = Work()
    surface = work.times(a, b, "square metres")
    if surface * coats * 2 % each:
        each = next(size for size in (10, 8, 6, 5, 4, 3, 2) if surface * coats * 2 % size == 0)
    if coats > 1:
        surface = work.times(surface, coats, "square metres")
    result = work.over(surface, each, "litres")
    values = cast(rng) | {"by": by(rng, a, b, "metres"), "each": some(rng, each, "square metres")}
    values["coats"] = {1: "", 2: rng.choice(("twice", "two times", "2 times"))}.get(coats, "three times")
    return Scene("paint_coats" if coats > 1 else "paint", values, work, amount(result, "litres"))


def two_rooms(rng: random.Random) -> Scene:
    """Two areas together, or a window taken out of a wall."""
    a, b, c, d = rng.randint(4, 12), rng.randint(3, 8), rng.randint(1, 3), rng.randint(1, 2)
    unit = rng.choice(("metres", "metres", "feet"))
    work = Work()
    together = rng.random() < 0.5
    if together:
        c, d = rng.randint(2, 9), rng.randint(2, 9)
    one, two = work.times(a, b, SQUARES[unit]), work.times(c, d, SQUARES[unit])
    both = (work.plus if together else work.minus)(one, two, unit=SQUARES[unit])
    values = cast(rng) | {"by": by(rng, a, b, unit), "by2": by(rng, c, d, unit)}
    return Scene("two_rooms" if together else "window", values, work, amount(both, SQUARES[unit]))


EASY = (area, area, square, missing_side)
MIDDLE = (
    perimeter,
    perimeter,
    missing_from_perimeter,
    triangle,
    circle,
    box,
    aquarium,
    fence,
    tiles,
    paint,
    two_rooms,
)
