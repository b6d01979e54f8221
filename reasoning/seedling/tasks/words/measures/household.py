"""Kitchen, medicine, habits: recipes for more people, pills, glasses, steps and calories."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, number, some, units
from reasoning.seedling.tasks.words.measures.work import Work, amount

FORMS = load(__file__)
INGREDIENTS = (
    ("flour", "grams", (25, 40, 50, 60, 75, 100)),
    ("sugar", "grams", (10, 15, 20, 25, 30, 50)),
    ("rice", "grams", (50, 60, 75, 80, 100)),
    ("pasta", "grams", (75, 80, 100, 120, 125)),
    ("butter", "grams", (10, 15, 20, 25, 30)),
    ("meat", "grams", (100, 120, 125, 150, 200)),
    ("cheese", "grams", (20, 25, 30, 40, 50)),
    ("milk", "ml", (50, 75, 100, 125, 150, 200)),
    ("cream", "ml", (20, 25, 30, 50)),
    ("water", "litres", (0.5, 1, 2)),
    ("potatoes", "grams", (150, 200, 250, 300)),
    ("flour", "cups", (0.5, 1, 2)),
    ("oats", "cups", (0.5, 1, 1.5)),
)


def recipe(rng: random.Random) -> Scene:
    what, unit, sizes = rng.choice(INGREDIENTS)
    each = rng.choice(sizes)
    first, second = rng.sample((2, 3, 4, 4, 5, 6, 8, 10, 12), 2)
    second = second if second != first else first + 2
    work = Work()
    one = work.over(each * first, first, unit)
    result = work.times(one, second, unit)
    values = cast(rng) | {
        "x": some(rng, work_number(each * first), unit),
        "what": what,
        "n": number(rng, first),
    }
    values |= {"m": number(rng, second), "units": units(rng, unit)}
    return Scene("recipe", values, work, amount(result, unit))


def work_number(value: float) -> int | float:
    """An integer where it is one."""
    return int(value) if value == int(value) else value


def per_person(rng: random.Random) -> Scene:
    what, unit, sizes = rng.choice(INGREDIENTS)
    each, count = rng.choice(sizes), rng.randint(2, 12)
    work = Work()
    result = work.times(each, count, unit)
    values = cast(rng) | {"x": some(rng, each, unit), "what": what, "n": number(rng, count)}
    values["units"] = units(rng, unit)
    return Scene("per_person", values, work, amount(result, unit))


def batches(rng: random.Random) -> Scene:
    """So many cookies from so much; how much for more of them."""
    each, first, second = rng.choice((2, 3, 4, 5, 6, 8, 10, 12)), rng.randint(2, 4), rng.randint(3, 9)
    goods = rng.choice(("cookies", "muffins", "pancakes", "rolls", "waffles", "cupcakes", "dumplings"))
    unit, what = rng.choice((("cups", "flour"), ("cups", "sugar"), ("eggs", "eggs"), ("spoons", "oil")))
    second = second if second != first else second + 1
    work = Work()
    one = work.over(each * first, first, f"{goods} per {unit[:-1]}")
    values = cast(rng) | {"goods": goods, "what": what, "n": number(rng, each * first), "unit": unit}
    of = "" if unit == what else f" of {what}"
    values |= {"x": f"{number(rng, first)} {unit}{of}", "m": number(rng, each * second), "of": of}
    if rng.random() < 0.6:
        result = work.over(each * second, one, unit)
        return Scene("batches", values, work, amount(result, unit))
    result = work.times(one, second, goods)
    values["y"] = f"{number(rng, second)} {unit}{of}"
    return Scene("batches_goods", values, work, amount(result, goods))


def proportion(rng: random.Random) -> Scene:
    """The same things: their weight, length or volume."""
    things, unit, sizes = rng.choice(
        (
            ("books", "grams", (150, 200, 250, 300, 400)),
            ("bricks", "kg", (2, 3, 4)),
            ("coins", "grams", (3, 4, 5, 6, 8)),
            ("bottles", "litres", (0.5, 1, 1.5, 2)),
            ("boxes", "kg", (2, 3, 4, 5, 6, 8)),
            ("planks", "metres", (2, 3, 4)),
            ("sheets of paper", "grams", (4, 5, 6)),
            ("screws", "grams", (2, 3, 5, 7)),
            ("eggs", "grams", (50, 60)),
            ("apples", "grams", (100, 120, 150, 200)),
        )
    )
    each = rng.choice(sizes)
    first, second = rng.sample(range(2, 13), 2)
    work = Work()
    one = work.over(each * first, first, unit)
    result = work.times(one, second, unit)
    verb = {"litres": "hold", "metres": "measure"}.get(unit, "weigh")
    values = cast(rng) | {"n": number(rng, first), "m": number(rng, second), "things": things, "weigh": verb}
    values |= {"x": some(rng, work_number(each * first), unit), "units": units(rng, unit)}
    return Scene("proportion", values, work, amount(result, unit))


def glasses(rng: random.Random) -> Scene:
    """Litres into glasses of so many millilitres, kilograms into bags of so many grams."""
    big, small, what, small_one, sizes = rng.choice(
        (
            ("litres", "ml", "juice", "glasses", (100, 200, 250, 300, 500)),
            ("litres", "ml", "water", "bottles", (250, 500, 750)),
            ("litres", "ml", "soup", "bowls", (200, 250, 300)),
            ("kg", "grams", "flour", "bags", (250, 500, 200)),
            ("kg", "grams", "nuts", "packets", (50, 100, 200, 250)),
            ("metres", "cm", "ribbon", "pieces", (20, 25, 40, 50, 80)),
        )
    )
    factor = 100 if big == "metres" else 1000
    size = rng.choice(sizes)
    step = {25: 50, 40: 80, 80: 80, 20: 20}.get(size, size)
    count = rng.randint(2, 20)
    while size * count % (factor // 10) or size * count > 9 * factor:
        count = rng.randint(2, 20) if size * 20 > step else count + 1
    total = work_number(size * count / factor)
    work = Work()
    whole = work.times(total, factor, small)
    result = work.over(whole, size, small_one)
    values = cast(rng) | {
        "x": some(rng, total, big),
        "what": what,
        "glasses": small_one,
        "y": some(rng, size, small),
    }
    return Scene("glasses", values, work, amount(result, small_one))


def pills(rng: random.Random) -> Scene:
    each, times, days = rng.randint(1, 3), rng.randint(2, 4), rng.choice((3, 4, 5, 6, 7, 7, 8, 10, 14))
    what = rng.choice(("tablets", "pills", "capsules", "drops", "spoons", "tablets"))
    each = each * 5 if what == "drops" else each
    work = Work()
    daily = times if each == 1 else work.times(each, times, what)
    values = cast(rng) | {"one": some_of(rng, each, what), "what": what}
    values["times"] = {2: rng.choice(("twice", "2 times", "two times"))}.get(
        times, f"{number(rng, times, 0.4)} times"
    )
    if rng.random() < 0.6:
        result = work.times(daily, days, what)
        values["days"] = (
            rng.choice(("a week", "one week", "7 days")) if days == 7 else some(rng, days, "days")
        )
        return Scene("pills", values, work, amount(result, what))
    result = work.over(daily * days, daily, "days")
    values["pack"] = f"{daily * days} {what}"
    return Scene("pill_pack", values, work, amount(result, "days"))


def some_of(rng: random.Random, count: int, what: str) -> str:
    """`2 pills`, `one pill`."""
    return f"{number(rng, count, 0.3)} {what[:-1] if count == 1 else what}"


def dose(rng: random.Random) -> Scene:
    """So many ml per kilogram of weight, or mg a day in equal doses."""
    each, kilos = rng.choice((2, 3, 4, 5, 8, 10)), rng.choice((6, 8, 10, 12, 15, 20, 25, 30, 40, 60, 70))
    work = Work()
    result = work.times(each, kilos, "mg")
    values = cast(rng) | {"kilos": some(rng, kilos, "kg"), "each": f"{each}{rng.choice(('', ' '))}mg"}
    if rng.random() < 0.5 and result % 3 == 0:
        result = work.over(result, 3, "mg")
        return Scene("dose_in_three", values, work, amount(result, "mg"))
    return Scene("dose", values, work, amount(result, "mg"))


def habit(rng: random.Random) -> Scene:
    """So much every day, for days or weeks."""
    verb, unit, what, sizes = rng.choice(
        (
            ("walk", "steps", "", (5000, 6000, 7000, 8000, 9000, 10000, 12000)),
            ("drink", "litres", "of water", (1.5, 2, 2.5, 3)),
            ("drink", "cups", "of coffee", (2, 3, 4)),
            ("drink", "cups", "of tea", (2, 3, 4, 5)),
            ("run", "km", "", (2, 3, 4, 5, 6, 8, 10)),
            ("walk", "km", "", (2, 3, 4, 5)),
            ("practise", "minutes", "of piano", (15, 20, 25, 30, 40, 45)),
            ("watch", "hours", "of tv", (1.5, 2, 3, 4)),
            ("sleep", "hours", "", (6, 7, 7.5, 8, 9)),
            ("eat", "kcal", "", (1800, 2000, 2200, 2500)),
            ("exercise", "minutes", "", (15, 20, 30, 45)),
            ("use", "litres", "of water", (80, 100, 120, 150)),
            ("work", "hours", "", (6, 7, 8, 9)),
        )
    )
    size, weeks = rng.choice(sizes), rng.choice((0, 0, 0, 1, 2, 3, 4))
    days = weeks * 7 or rng.choice((2, 3, 4, 5, 6, 10, 12, 14, 20, 30))
    shown_unit = "calories" if unit == "kcal" else unit
    work = Work()
    if weeks > 1:
        days = int(work.times(weeks, 7, "days"))
    result = work.times(size, days, shown_unit)
    period = rng.choice(("a week", "one week", "7 days", "1 week")) if weeks == 1 else ""
    period = period or (some(rng, weeks, "weeks") if weeks else some(rng, days, "days"))
    values = cast(rng) | {
        "do_": verb,
        "units": f"{units(rng, unit)}",
        "x": some(rng, size, unit),
        "what": what,
    }
    values["does"] = verb + ("es" if verb.endswith("ch") else "s") if values["s"] else verb
    return Scene("habit", values | {"t": period}, work, amount(result, shown_unit))


def calories(rng: random.Random) -> Scene:
    meals = [rng.randint(12, 80) * 10 for _ in range(3)]
    work = Work()
    first = work.plus(meals[0], meals[1], unit="calories")
    result = work.plus(first, meals[2], unit="calories")
    values = cast(rng) | {f"c{at}": some(rng, meal, "kcal") for at, meal in enumerate(meals, 1)}
    if rng.random() < 0.5:
        limit = rng.choice((1800, 2000, 2200, 2500, 3000))
        result = work.minus(limit, result, unit="calories")
        return Scene(
            "calories_left", values | {"limit": some(rng, limit, "kcal")}, work, amount(result, "calories")
        )
    return Scene("calories", values, work, amount(result, "calories"))


EASY = (per_person, habit, habit)
MIDDLE = (recipe, recipe, batches, proportion, glasses, pills, dose, calories)
