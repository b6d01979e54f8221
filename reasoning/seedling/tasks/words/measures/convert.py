"""From one unit to another: lengths, weights, volumes, times, temperatures."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, number, pair, some, units
from reasoning.seedling.tasks.words.measures.times import duration, duration_answer
from reasoning.seedling.tasks.words.measures.work import Number, Work, amount

FORMS = load(__file__)

# Big unit, small unit, how many small ones make a big one, the largest number of big ones.
FACTORS = (
    ("km", "metres", 1000, 20),
    ("metres", "cm", 100, 20),
    ("cm", "mm", 10, 90),
    ("kg", "grams", 1000, 20),
    ("tonnes", "kg", 1000, 12),
    ("litres", "ml", 1000, 12),
    ("hours", "minutes", 60, 12),
    ("hours", "minutes", 60, 12),
    ("minutes", "seconds", 60, 15),
    ("days", "hours", 24, 9),
    ("weeks", "days", 7, 20),
    ("years", "months", 12, 12),
    ("feet", "inches", 12, 12),
    ("yards", "feet", 3, 40),
    ("pounds", "ounces", 16, 9),
)
# Units of two systems: the factor may be left out of the question.
FOREIGN = (
    ("miles", "km", 1.6),
    ("inches", "cm", 2.5),
    ("inches", "cm", 2.54),
    ("feet", "cm", 30.48),
    ("kg", "pounds", 2.2),
    ("gallons", "litres", 4),
    ("feet", "cm", 30),
    ("pounds", "grams", 450),
)
# A unit, one in between, a small one, and the two factors.
CHAINS = (
    ("hours", "minutes", "seconds", 60, 60),
    ("days", "hours", "minutes", 24, 60),
    ("weeks", "days", "hours", 7, 24),
    ("km", "metres", "cm", 1000, 100),
    ("metres", "cm", "mm", 100, 10),
    ("yards", "feet", "inches", 3, 12),
    ("tonnes", "kg", "grams", 1000, 1000),
)
COLLECTIONS = (("dozen", 12), ("dozen", 12), ("pairs", 2), ("decades", 10), ("centuries", 100), ("score", 20))


def _big(rng: random.Random, factor: int, top: int) -> Number:
    count: Number = rng.randint(2, top)
    if factor >= 10 and factor != 16 and rng.random() < 0.35:
        ends = {60: (0.5, 0.5, 0.25, 0.75), 10: (0.5, 0.2, 0.7), 12: (0.5,), 24: (0.5,)}
        count = count % 10 + rng.choice(ends.get(factor, (0.5, 0.5, 0.2, 0.3, 0.8, 0.25)))
    return count


def to_small(rng: random.Random) -> Scene:
    big, small, factor, top = rng.choice(FACTORS)
    count = _big(rng, factor, top)
    work = Work()
    result = work.times(count, factor, small)
    values = cast(rng) | {"x": some(rng, count, big), "n": number(rng, count), "to": units(rng, small)}
    return Scene("convert", values | {"from": units(rng, big)}, work, amount(result, small))


def to_big(rng: random.Random) -> Scene:
    big, small, factor, top = rng.choice(FACTORS)
    count = _big(rng, factor, top)
    work = Work()
    result = work.over(int(count * factor), factor, big)
    values = cast(rng) | {"x": some(rng, int(count * factor), small), "to": units(rng, big)}
    values |= {"from": units(rng, small), "n": number(rng, int(count * factor))}
    return Scene("convert", values, work, amount(result, big))


def foreign(rng: random.Random) -> Scene:
    big, small, factor = rng.choice(FOREIGN)
    count = rng.choice((2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 100))
    work = Work()
    one = f"{some(rng, 1, big)} {rng.choice(('is', '=', 'is about', 'equals', 'has'))} {some(rng, factor, small)}"
    values = cast(rng) | {"one": one, "factor": number(rng, factor)}
    if rng.random() < 0.6:
        result, to, other = work.times(factor, count, small), small, big
        values |= {"x": some(rng, count, big), "n": number(rng, count)}
    else:
        whole = Work().times(factor, count, small)
        result, to, other = work.over(whole, factor, big), big, small
        values |= {"x": some(rng, whole, small), "n": number(rng, whole)}
    values |= {"to": units(rng, to), "from": units(rng, other)}
    told = factor not in (1.6, 2.2, 2.54, 30.48) or rng.random() < 0.6
    return Scene("foreign" if told else "convert", values, work, amount(result, to))


def collections(rng: random.Random) -> Scene:
    many, factor = rng.choice(COLLECTIONS)
    count = rng.randint(2, 12)
    work = Work()
    what = rng.choice(("eggs", "roses", "rolls", "bottles", "pencils", "buttons", "bagels", "cookies"))
    what = {"pairs": rng.choice(("socks", "shoes", "gloves")), "decades": "years", "centuries": "years"}.get(
        many, what
    )
    result = work.times(count, factor, what)
    link = " " if many in ("dozen", "score") else " of "
    values = cast(rng) | {"x": f"{number(rng, count)} {many}", "what": what, "things": f"{many}{link}{what}"}
    form = "collections_years" if what == "years" else "collections"
    return Scene(form, values | {"n": number(rng, count)}, work, amount(result, what))


def two_hops(rng: random.Random) -> Scene:
    """Seconds in hours, minutes in a day, centimetres in kilometres."""
    big, middle, small, first, second = rng.choice(CHAINS)
    count = rng.choice((1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
    work = Work()
    whole = first if count == 1 else work.times(count, first, middle)
    result = work.times(whole, second, small)
    one = rng.random() < 0.7 and count == 1
    x = {"hours": "an hour", "inches": "an inch"}.get(big, f"a {big[:-1]}") if one else some(rng, count, big)
    x = x if big != "km" or not one else rng.choice(("a kilometre", "a km"))
    values = cast(rng) | {"x": x, "n": number(rng, count), "to": units(rng, small)}
    form = "part" if count == 1 else "convert"
    return Scene(form, values | {"from": units(rng, big)}, work, amount(result, small), big)


def one_unit(rng: random.Random) -> Scene:
    """How many minutes an hour has."""
    big, small, factor, _ = rng.choice(FACTORS)
    special = {"hours": "an hour", "km": "a kilometre", "kg": "a kilo", "cm": "a cm", "feet": "a foot"}
    x = special.get(big, f"a {big[:-1]}")
    x = some(rng, 1, big) if rng.random() < 0.4 else x
    work = Work()
    work.times(1, factor, small)
    return Scene("part", cast(rng) | {"x": x, "to": units(rng, small)}, work, amount(factor, small), big)


def half_and_quarter(rng: random.Random) -> Scene:
    """Half an hour, a quarter of a kilo, three quarters of a litre."""
    big, small, factor = rng.choice(
        (
            ("an hour", "minutes", 60),
            ("a kilo", "grams", 1000),
            ("a litre", "ml", 1000),
            ("a metre", "cm", 100),
            ("a kilometre", "metres", 1000),
            ("a day", "hours", 24),
            ("a minute", "seconds", 60),
            ("a year", "months", 12),
        )
    )
    word, over, under = rng.choice(
        (
            ("half", 1, 2),
            ("a quarter of", 1, 4),
            ("three quarters of", 3, 4),
            ("3/4 of", 3, 4),
            ("1/2 of", 1, 2),
        )
    )
    work = Work()
    result = work.over(factor, under, small)
    if over > 1:
        result = work.times(over, result, small)
    values = cast(rng) | {"x": f"{word} {big}", "to": units(rng, small), "n": "", "from": ""}
    return Scene("part", values, work, amount(result, small))


def mixed_to_small(rng: random.Random) -> Scene:
    big, small, factor, count, rest = _mixed(rng)
    work = Work()
    whole = work.times(count, factor, small)
    result = work.plus(whole, rest, unit=small)
    x = pair(rng, count, big, rest, small)
    if big == "hours":
        x = duration(rng, count * 60 + rest)
    elif big == "feet" and rng.random() < 0.25:
        x = rng.choice((f"{count}'{rest}\"", f"{count}' {rest}\"", f"{count} foot {rest}"))
    values = cast(rng) | {"x": x, "to": units(rng, small)}
    return Scene("mixed", values, work, amount(result, small))


def mixed_to_big(rng: random.Random) -> Scene:
    """135 minutes in hours and minutes, 70 inches in feet and inches."""
    big, small, factor, count, rest = _mixed(rng, whole=True)
    total = count * factor + rest
    work = Work()
    whole = work.times(count, factor, small)
    work.minus(total, whole, unit=small)
    values = cast(rng) | {"x": some(rng, total, small), "big": units(rng, big), "small": units(rng, small)}
    answer = f"{amount(count, big)} {amount(rest, small)}"
    if big == "hours":
        answer = duration_answer(total)
    return Scene("split", values, work, answer)


def _mixed(rng: random.Random, whole: bool = False) -> tuple[str, str, int, int, int]:
    big, small, factor, top = rng.choice(FACTORS[:4] + FACTORS[5:13] + FACTORS[14:])
    count, step = rng.randint(1, min(top, 9)), {1000: 50, 60: 5}.get(factor, 1)
    rest = rng.randrange(step, factor, step)
    return big, small, factor, count, rest


def celsius(rng: random.Random) -> Scene:
    degrees = rng.choice((0, 5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100, -5, -10, -20))
    work = Work()
    nines = work.times(degrees, 9, "")
    fifth = work.over(nines, 5, "")
    result = int(work.plus(fifth, 32, unit="degrees Fahrenheit"))
    if rng.random() < 0.5:
        values = {"x": _degrees(rng, degrees, "C"), "to": rng.choice(("fahrenheit", "Fahrenheit", "°F", "F"))}
        return Scene("celsius", values | cast(rng), work, f"{result} °F")
    work = Work()
    rest = work.minus(result, 32, unit="")
    fives = work.times(rest, 5, "")
    work.over(fives, 9, "degrees Celsius")
    values = {"x": _degrees(rng, result, "F"), "to": rng.choice(("celsius", "Celsius", "°C", "centigrade"))}
    return Scene("celsius", values | cast(rng), work, f"{degrees} °C")


def _degrees(rng: random.Random, value: int, letter: str) -> str:
    name = "Celsius" if letter == "C" else "Fahrenheit"
    return f"{value}{rng.choice((f'°{letter}', f' °{letter}', letter, f' {letter}', f' degrees {name}', f' {name}'))}"


def sum_of_two(rng: random.Random) -> Scene:
    """Two measures in different units, put together or taken apart."""
    big, small, factor, _top = rng.choice(FACTORS[:8])
    count, step = rng.randint(2, 9), {1000: 50, 100: 5, 60: 5}.get(factor, 1)
    rest = rng.randrange(step, factor, step)
    work = Work()
    whole = work.times(count, factor, small)
    values = cast(rng) | {"x": some(rng, count, big), "y": some(rng, rest, small), "to": units(rng, small)}
    if rng.random() < 0.5:
        result = work.plus(whole, rest, unit=small)
        return Scene("sum_of_two", values, work, amount(result, small))
    result = work.minus(whole, rest, unit=small)
    return Scene("difference_of_two", values, work, amount(result, small))


EASY = (to_small, to_small, to_big, foreign, collections, one_unit)
MIDDLE = (two_hops, half_and_quarter, mixed_to_small, mixed_to_big, celsius, sum_of_two)
