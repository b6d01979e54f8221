"""Days, weeks, dates, ages and years."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, number, some
from reasoning.seedling.tasks.words.measures.work import Work, amount

FORMS = load(__file__)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    ("January", 31),
    ("February", 28),
    ("March", 31),
    ("April", 30),
    ("May", 31),
    ("June", 30),
    ("July", 31),
    ("August", 31),
    ("September", 30),
    ("October", 31),
    ("November", 30),
    ("December", 31),
)


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _date(rng: random.Random, day: int, month: str) -> str:
    """`12 March`, `March 12`, `the 12th of March`, `Mar 12`."""
    short = month[:3] if rng.random() < 0.25 else month
    forms = (
        f"{day} {short}",
        f"{short} {day}",
        f"{short} {_ordinal(day)}",
        f"the {_ordinal(day)} of {month}",
    )
    return rng.choice(forms)


def weekday(rng: random.Random) -> Scene:
    start, back = rng.randrange(7), rng.random() < 0.15
    days = rng.choice((rng.randint(2, 6), rng.randint(8, 30), rng.randint(8, 100), 100))
    work = Work()
    rest = days
    if days > 7:
        weeks = days // 7
        whole = 7 if weeks == 1 else int(work.times(7, weeks, "days"))
        rest = 0 if days == whole else int(work.minus(days, whole, unit="days"))
    names = [DAYS[(start + (-step if back else step)) % 7] for step in range(1, rest + 1)]
    if rest:
        way = "before" if back else "after"
        work.note(f"{amount(rest, 'days')} {way} {DAYS[start]}: {', '.join(names)}")
    else:
        work.note(f"The same day of the week: {DAYS[start]}")
    answer = names[-1] if names else DAYS[start]
    values = cast(rng) | {"day": DAYS[start], "n": some(rng, days, "days"), "num": number(rng, days)}
    return Scene("weekday_back" if back else "weekday", values, work, answer, DAYS[start])


def days_between(rng: random.Random) -> Scene:
    month, _ = rng.choice(MONTHS)
    first = rng.randint(1, 18)
    last = rng.randint(first + 3, 28)
    work = Work()
    result = work.minus(last, first, unit="days")
    return _between(rng, (first, month), (last, month), work, int(result))


def days_across(rng: random.Random) -> Scene:
    at = rng.randrange(11)
    (month, length), (following, _) = MONTHS[at], MONTHS[at + 1]
    if month == "February":
        month, length, following = "March", 31, "April"
    first, last = rng.randint(5, length - 2), rng.randint(2, 25)
    work = Work()
    rest = work.minus(length, first, unit="days")
    result = work.plus(rest, last, unit="days")
    return _between(rng, (first, month), (last, following), work, int(result))


def _between(
    rng: random.Random, first: tuple[int, str], last: tuple[int, str], work: Work, result: int
) -> Scene:
    values = cast(rng) | {"a": _date(rng, *first), "b": _date(rng, *last)}
    return Scene("days_between", values, work, amount(result, "days"), first[1])


def date_after(rng: random.Random) -> Scene:
    at = rng.randrange(11)
    (month, length), (following, _) = MONTHS[at], MONTHS[at + 1]
    if month == "February":
        month, length, following = "May", 31, "June"
    day = rng.randint(1, length)
    weeks = rng.choice((0, 0, 0, 1, 2, 3))
    days = weeks * 7 or rng.randint(2, 25)
    work = Work()
    if weeks > 1:
        work.times(weeks, 7, "days")
    total = int(work.plus(day, days, unit=""))
    if total > length:
        total, month_after = int(work.minus(total, length, unit="")), following
    else:
        month_after = month
    length_of_time = some(rng, weeks, "weeks") if weeks else some(rng, days, "days")
    values = cast(rng) | {"a": _date(rng, day, month), "n": length_of_time}
    return Scene("date_after", values, work, f"{total} {month_after}", month)


def age(rng: random.Random) -> Scene:
    born = rng.randint(1930, 2012)
    year = rng.randint(born + 4, min(born + 75, 2035))
    work = Work()
    result = work.minus(year, born, unit="years")
    return Scene("age", cast(rng) | {"born": str(born), "year": str(year)}, work, amount(result, "years"))


def years_between(rng: random.Random) -> Scene:
    first = rng.randint(1750, 2010)
    last = rng.randint(first + 3, min(first + 150, 2030))
    work = Work()
    result = work.minus(last, first, unit="years")
    return Scene("years_between", {"a": str(first), "b": str(last)}, work, amount(result, "years"))


def born(rng: random.Random) -> Scene:
    year, old = rng.randint(1990, 2035), rng.randint(5, 80)
    work = Work()
    result = work.minus(year, old, unit="")
    return Scene("born", cast(rng) | {"old": number(rng, old), "year": str(year)}, work, str(result))


def year_after(rng: random.Random) -> Scene:
    year, more = rng.randint(1900, 2030), rng.choice((2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 50, 75, 100))
    work = Work()
    result = work.plus(year, more, unit="")
    return Scene(
        "year_after", cast(rng) | {"n": some(rng, more, "years"), "year": str(year)}, work, str(result)
    )


def ages(rng: random.Random) -> Scene:
    """Two ages and some years that pass."""
    young, gap, later = rng.randint(3, 40), rng.randint(2, 28), rng.randint(2, 20)
    work = Work()
    style = rng.choice(("older", "younger", "sum"))
    young = young + gap if style == "younger" else young
    other = (
        work.minus(young, gap, unit="years") if style == "younger" else work.plus(young, gap, unit="years")
    )
    values = cast(rng) | {"old": number(rng, young), "gap": some(rng, gap, "years")}
    values |= {"later": some(rng, later, "years")}
    if style == "sum":
        result = work.plus(young, other, unit="years")
        return Scene("ages_sum", values, work, amount(result, "years"))
    result = work.plus(other, later, unit="years")
    values["cmp"] = style
    return Scene("ages", values, work, amount(result, "years"), style)


EASY = (days_between, age, age, born, years_between, year_after)
MIDDLE = (weekday, weekday, days_across, date_after, ages)
