"""So much an hour, a day, a minute: work, reading, tanks, pills, habits."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, number, some, units
from reasoning.seedling.tasks.words.measures.times import duration
from reasoning.seedling.tasks.words.measures.work import Number, Work, amount

FORMS = load(__file__)
# Who or what works (empty for the cast), verb, its third person, things, per what, lowest, highest, step of the rate.
JOBS = (
    ("a machine", "make", "makes", "parts", "hour", 10, 120, 10),
    ("a machine", "fill", "fills", "bottles", "minute", 5, 60, 5),
    ("a factory", "build", "builds", "cars", "day", 20, 400, 20),
    ("a printer", "print", "prints", "pages", "minute", 5, 40, 5),
    ("a 3d printer", "print", "prints", "toys", "day", 2, 12, 1),
    ("a robot", "pack", "packs", "boxes", "hour", 20, 90, 10),
    ("a bakery", "bake", "bakes", "loaves", "hour", 20, 90, 10),
    ("a computer", "load", "loads", "MB", "second", 2, 30, 1),
    ("a heart", "make", "makes", "beats", "minute", 60, 90, 10),
    ("a hen house", "give", "gives", "eggs", "day", 10, 60, 5),
    ("", "type", "types", "words", "minute", 20, 80, 10),
    ("", "read", "reads", "pages", "hour", 15, 60, 5),
    ("", "pick", "picks", "apples", "hour", 30, 90, 10),
    ("", "knit", "knits", "rows", "day", 4, 30, 2),
    ("", "paint", "paints", "chairs", "day", 2, 12, 1),
    ("", "solve", "solves", "exercises", "hour", 4, 20, 1),
    ("", "write", "writes", "letters", "day", 2, 12, 1),
    ("", "wash", "washes", "cars", "day", 3, 15, 1),
    ("", "learn", "learns", "words", "day", 5, 30, 5),
    ("", "do", "does", "push-ups", "day", 10, 60, 5),
    ("", "peel", "peels", "potatoes", "minute", 2, 6, 1),
    ("", "deliver", "delivers", "parcels", "hour", 6, 25, 1),
    ("", "grade", "grades", "tests", "hour", 5, 20, 1),
    ("", "lay", "lays", "bricks", "hour", 20, 90, 10),
)


def _job(rng: random.Random) -> tuple[dict[str, str], str, str, int]:
    """The slots of a worker, what is made, per what unit of time, and how much."""
    who, verb, verbs, things, per, low, high, step = rng.choice(JOBS)
    values = cast(rng)
    if who:
        values |= {
            "who": who,
            "they": "it",
            "their": "its",
            "s": "s",
            "do": "does",
            "have": "has",
            "are": "is",
        }
        values |= {"them": "it", "es": "es", "ies": "ies", "were": "was"}
    values |= {"make": verb, "makes": verbs if values["s"] else verb, "things": things, "one": per}
    article = "an hour" if per == "hour" else f"a {per}"
    usual = (article, f"per {per}", f"every {per}", f"each {per}")
    values["per"] = rng.choice((*usual, *usual, f"in one {per}", f"in 1 {per}", f"/{per}"))
    return values | {"pers": f"{per}s"}, things, f"{per}s", rng.randrange(low, high + 1, step)


def produce(rng: random.Random) -> Scene:
    values, things, time, rate = _job(rng)
    count = rng.randint(2, 12)
    work = Work()
    result = work.times(rate, count, things)
    values |= {"rate": number(rng, rate), "t": some(rng, count, time)}
    return Scene("produce", values, work, amount(result, things), time)


def produce_time(rng: random.Random) -> Scene:
    values, things, time, rate = _job(rng)
    total = rate * rng.randint(2, 15)
    work = Work()
    result = work.over(total, rate, time)
    values |= {"rate": number(rng, rate), "total": number(rng, total)}
    return Scene("produce_time", values, work, amount(result, time), things)


def rate(rng: random.Random) -> Scene:
    values, things, time, each = _job(rng)
    count = rng.randint(2, 10)
    work = Work()
    result = work.over(each * count, count, f"{things} per {time[:-1]}")
    values |= {"total": number(rng, each * count), "t": some(rng, count, time)}
    return Scene("rate", values, work, amount(result, f"{things} per {time[:-1]}"))


def produce_mixed(rng: random.Random) -> Scene:
    """A rate per minute for hours, a rate per hour for days, a known output for a longer time."""
    values, things, time, each = _job(rng)
    if time == "days":
        t0, count = rng.randint(2, 6), rng.randint(2, 12)
        work = Work()
        one = work.over(each * t0, t0, f"{things} per day")
        result = work.times(one, count, things)
        values |= {"total": number(rng, each * t0), "t": some(rng, t0, time), "t2": some(rng, count, time)}
        return Scene("proportion_work", values, work, amount(result, things))
    work = Work()
    if time == "minutes":
        hours: Number = rng.choice((1, 2, 3, 0.5, 1.5))
        length = work.times(hours, 60, "minutes") if hours != 1 else 60
        long = some(rng, hours, "hours")
    else:
        shift, days = rng.choice((4, 5, 6, 7, 8)), rng.randint(2, 6)
        length = work.times(shift, days, "hours")
        long = f"{some(rng, days, 'days')} {rng.choice(('with', 'of', 'at', 'working'))} {some(rng, shift, 'hours')}"
        long += rng.choice((" a day", " each day", " per day", " each"))
    result = work.times(each, length, things)
    return Scene(
        "produce", values | {"rate": number(rng, each), "t": long}, work, amount(result, things), "mixed"
    )


def reading(rng: random.Random) -> Scene:
    each, days, done = rng.randint(2, 10) * 5, rng.randint(3, 20), rng.randint(1, 30) * 10
    pages = done + each * days
    work = Work()
    left = work.minus(pages, done, unit="pages")
    values = cast(rng) | {"pages": some(rng, pages, "pages"), "done": number(rng, done)}
    if rng.random() < 0.6:
        result = work.over(left, each, "days")
        return Scene("reading", values | {"each": some(rng, each, "pages")}, work, amount(result, "days"))
    result = work.over(left, days, "pages per day")
    return Scene(
        "reading_plan", values | {"days": some(rng, days, "days")}, work, amount(result, "pages per day")
    )


def book(rng: random.Random) -> Scene:
    each, days = rng.choice((5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50)), rng.randint(3, 30)
    work = Work()
    result = work.over(each * days, each, "days")
    values = cast(rng) | {"pages": number(rng, each * days), "each": number(rng, each)}
    return Scene("book", values, work, amount(result, "days"))


def tank(rng: random.Random) -> Scene:
    per_minute, minutes = rng.choice((4, 5, 6, 8, 10, 12, 15, 20, 25)), rng.randint(4, 60)
    work = Work()
    values = {"size": some(rng, per_minute * minutes, "litres"), "rate": some(rng, per_minute, "litres")}
    values |= {"t": some(rng, minutes, "minutes")} | cast(rng)
    if (minutes % 10 == 0 and rng.random() < 0.5) or rng.random() < 0.15:
        result = work.times(per_minute, minutes, "litres")
        return Scene("tank_amount", values, work, amount(result, "litres"))
    result = work.over(per_minute * minutes, per_minute, "minutes")
    return Scene("tank", values, work, amount(result, "minutes"))


def leak(rng: random.Random) -> Scene:
    """A tank that fills and leaks, or one with two pipes."""
    first, second, minutes = rng.randint(5, 20), rng.randint(2, 15), rng.randint(4, 40)
    work = Work()
    leaks = rng.random() < 0.5 and first > second + 1
    net = work.minus(first, second, unit="litres") if leaks else work.plus(first, second, unit="litres")
    values = {"a": some(rng, first, "litres"), "b": some(rng, second, "litres")} | cast(rng)
    values["size"] = some(rng, int(net * minutes), "litres")
    result = work.over(net * minutes, net, "minutes")
    return Scene("leak" if leaks else "two_pipes", values, work, amount(result, "minutes"))


def together(rng: random.Random) -> Scene:
    values, things, time, first = _job(rng)
    second = rng.randint(2, max(first, 6))
    second = second // 5 * 5 or 5 if first % 5 == 0 and second > 5 else second
    hours = rng.randint(2, 9)
    work = Work()
    both = work.plus(first, second, unit=things)
    names = rng.choice((("Anna", "Ben"), ("Tom", "Mia"), ("Omar", "Lisa"), ("A", "B"), ("Chen", "Rosa")))
    names = ("one", "the other") if values["they"] == "it" else rng.choice((names, ("I", "my sister"), names))
    values |= {"x": names[0], "y": names[1], "rate": number(rng, first), "rate2": number(rng, second)}
    values["xmakes"] = values["make"] if names[0] == "I" else _third(values["make"])
    values["third"] = _third(values["make"])
    values |= {"total": number(rng, int(both * hours)), "t": some(rng, hours, time)}
    if rng.random() < 0.5:
        result = work.over(both * hours, both, time)
        return Scene("together_time", values, work, amount(result, time), things)
    result = work.times(both, hours, things)
    return Scene("together", values, work, amount(result, things), time)


def _third(verb: str) -> str:
    return verb + ("es" if verb.endswith(("o", "sh", "ch")) else "s")


def workers(rng: random.Random) -> Scene:
    """More hands, less time."""
    first, days, second = rng.choice(
        ((4, 6, 3), (6, 4, 8), (3, 8, 4), (2, 9, 3), (5, 6, 3), (8, 3, 6), (10, 6, 12))
    )
    factor = rng.choice((1, 1, 2, 3))
    days *= factor
    unit = rng.choice(("days", "hours", "days"))
    work = Work()
    total = work.times(first, days, unit)
    result = work.over(total, second, unit)
    values = {"n": number(rng, first), "t": some(rng, days, unit), "m": number(rng, second), "units": unit}
    return Scene("workers", values, work, amount(result, unit))


def shower(rng: random.Random) -> Scene:
    """A use per minute, minutes a day, for days."""
    each, minutes, days = (
        rng.choice((6, 8, 9, 10, 12, 15)),
        rng.randint(3, 12),
        rng.choice((1, 2, 5, 7, 10, 30)),
    )
    work = Work()
    result = work.times(each, minutes, "litres")
    time = some(rng, minutes, "minutes")
    values = cast(rng) | {"each": some(rng, each, "litres"), "t": time}
    if days == 1:
        return Scene("shower", values, work, amount(result, "litres"))
    result = work.times(result, days, "litres")
    values["days"] = rng.choice(("a week", "one week", "7 days")) if days == 7 else some(rng, days, "days")
    return Scene("shower_days", values, work, amount(result, "litres"))


def minutes_of_talk(rng: random.Random) -> Scene:
    """A rate per minute over hours and minutes."""
    each = rng.choice((2, 3, 4, 5, 6, 8, 10, 20, 30))
    minutes = rng.choice((65, 70, 75, 80, 90, 90, 100, 105, 130, 135, 150, 200))
    work = Work()
    hours = work.times(minutes // 60, 60, "minutes")
    length = work.plus(hours, minutes % 60, unit="minutes")
    what, unit = rng.choice(
        (("pumps", "litres"), ("burns", "calories"), ("prints", "pages"), ("makes", "cups"))
    )
    result = work.times(each, length, unit)
    values = {"rate": number(rng, each), "unit": unit, "does": what, "t": duration(rng, minutes)}
    values |= {"base": what[:-1], "it": rng.choice(("a machine", "the pump", "it", "this device"))}
    return Scene("minutes_of_talk", values | {"units": units(rng, "minutes")}, work, amount(result, unit))


EASY = (produce, produce, produce_time, produce_time, rate, book, tank, shower)
MIDDLE = (produce_mixed, reading, leak, together, workers, shower, minutes_of_talk)
