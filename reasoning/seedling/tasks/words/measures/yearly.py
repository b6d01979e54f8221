"""Years and dates: ages earlier and later, days until a date, the weekday after so many days."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.composed import composed, fits, told
from reasoning.seedling.tasks.words.measures.scene import Scene, number, some
from reasoning.seedling.tasks.words.measures.work import Work, amount

FORMS = composed(__file__)
MONTHS = (
    ("january", 31), ("march", 31), ("april", 30), ("may", 31), ("june", 30), ("july", 31), ("august", 31),
    ("september", 30), ("october", 31), ("november", 30), ("december", 31), ("january", 31),
)  # fmt: skip
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OLD = ("grandad", "my gran", "my aunt", "our neighbour", "my teacher", "my uncle", "dad", "mum")
YOUNG = ("my cousin", "my son", "Mia", "my niece", "Noah", "my sister", "the baby's brother", "Ida")


def twice_as_old(rng: random.Random) -> Scene:
    """In how many years one is twice as old as the other, or was so many times as old."""
    young, years, work = rng.randint(2, 15), rng.randint(1, 20), Work()
    old = 2 * (young + years) - years
    gap = work.minus(old, young, unit="years")
    result = work.minus(gap, young, unit="years")
    return told(
        rng,
        "twice_as_old",
        work,
        amount(result, "years"),
        a=rng.choice(OLD),
        b=rng.choice(YOUNG),
        x=old,
        y=young,
    )


def times_as_old(rng: random.Random) -> Scene:
    """So many years ago one was so many times as old: how old the other was then, or is now."""
    factor, then, ago, work = rng.randint(2, 5), rng.randint(4, 14), rng.randint(3, 30), Work()
    old = work.minus(factor * then + ago, ago, unit="years")
    result = work.over(old, factor, "years")
    slots = {"a": rng.choice(OLD), "b": rng.choice(YOUNG), "ago": some(rng, ago, "years")}
    slots["k"] = "twice" if factor == 2 else f"{number(rng, factor, 0.4)} times"
    if rng.random() < 0.5:
        return told(rng, "old_then", work, amount(result, "years"), x=factor * then + ago, **slots)
    result = work.plus(result, ago, unit="years")
    return told(rng, "old_now", work, amount(result, "years"), x=factor * then + ago, **slots)


def sum_of_ages(rng: random.Random) -> Scene:
    """The sum of two ages later or earlier."""
    first, second, years, work = rng.randint(12, 60), rng.randint(12, 60), rng.randint(2, 10), Work()
    later = rng.random() < 0.6
    ages = [(work.plus if later else work.minus)(age, years, unit="years") for age in (first, second)]
    result = work.plus(*ages, unit="years")
    when = rng.choice((f"in {years} years", f"{years} years from now") if later else (f"{years} years ago",))
    slots = {"a": rng.choice(OLD), "b": rng.choice(YOUNG), "when": when}
    return told(rng, "sum_of_ages", work, amount(result, "years"), x=first, y=second, **slots)


def days_until(rng: random.Random) -> Scene:
    """From a day of one month to a day of the next."""
    at, work = rng.randrange(len(MONTHS) - 1), Work()
    (first, length), (second, _) = MONTHS[at : at + 2]
    if first == "january":
        first, length, second = "july", 31, "august"
    today, day = rng.randint(5, length - 1), rng.randint(1, 26)
    left = work.minus(length, today, unit="days")
    result = work.plus(left, day, unit="days")
    event = rng.choice(
        ("my holiday", "the trip", "the wedding", "her birthday", "the exam", "school", "the concert")
    )
    names = [rng.choice((f"{number(rng, n, 0)} {month.title()}", f"{month.title()} {n}")) for n, month in
             ((today, first), (day, second))]  # fmt: skip
    made = told(rng, "days_until", work, amount(result, "days"), now=names[0], then=names[1], event=event)
    made.extra = first
    return made


def weekday_after(rng: random.Random) -> Scene:
    start, days, work = rng.randrange(7), rng.randint(8, 69), Work()
    parts, rest = fits(work, days, 7, "days")
    assert parts
    day = WEEK[(start + rest) % 7]
    work.note(f"{WEEK[start]} and {amount(rest, 'days')}: {day}" if rest else f"whole weeks: {day}")
    made = told(rng, "weekday_after", work, day, d=WEEK[start], n=some(rng, days, "days"))
    made.extra = WEEK[start]
    return made


EVERYDAY = (twice_as_old, times_as_old, times_as_old, sum_of_ages, days_until, days_until, weekday_after)
