"""Routines: some weekdays over weeks, every other day, weekdays and weekends, working hours, what is saved."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.composed import composed, told
from reasoning.seedling.tasks.words.measures.scene import Scene, number, some
from reasoning.seedling.tasks.words.measures.times import clock, duration, duration_answer
from reasoning.seedling.tasks.words.measures.work import Work, amount
from reasoning.seedling.tasks.words.story import CURRENCIES, money, price

FORMS = composed(__file__)
DAYS = (
    "mon wed and fri:3|mon, wed and fri:3|on mondays, wednesdays and fridays:3|tue and thu:2|"
    "on tuesdays and thursdays:2|tues, thurs and sat:3|every weekday:5|mon to fri:5|"
    "monday to friday:5|on weekdays:5|mon-fri:5|mon to sat:6|monday to saturday:6|"
    "every day except sunday:6|on sat and sun:2|on saturdays and sundays:2|"
    "on mon, tue, thu and fri:4|four times a week:4|three times a week:3|twice a week:2|every day:7|"
    "each day:7|every day but mondays:6|on 3 days a week:3|on 4 days a week:4|5 days a week:5|"
    "4x a week:4|every monday, tuesday and friday:3"
)
WEEKDAYS = [(text, int(count)) for text, count in (line.split(":") for line in DAYS.split("|"))]
HABITS = (
    ("swim", "lengths", (10, 12, 20, 25, 30, 40, 50, 60)),
    ("run", "km", (3, 4, 5, 6, 8, 10)),
    ("read", "pages", (8, 12, 15, 20, 25, 30)),
    ("practise", "minutes", (15, 20, 30, 40, 45)),
    ("deliver", "papers", (20, 35, 40, 60, 65, 80)),
    ("bake", "loaves", (4, 6, 8, 12, 30)),
    ("cycle", "miles", (4, 6, 7, 9, 12, 15)),
    ("learn", "words", (5, 8, 10, 12)),
    ("walk", "steps", (2000, 3000, 4500, 6000)),
    ("clean", "rooms", (4, 6, 7, 9)),
    ("work", "hours", (3, 4, 5, 6, 7, 8)),
    ("teach", "lessons", (2, 3, 4, 5)),
    ("lift", "weights", (15, 20, 24)),
    ("draw", "sketches", (2, 3, 4)),
    ("make", "sandwiches", (6, 8, 12, 20)),
    ("climb", "stairs", (60, 80, 120)),
    ("row", "laps", (6, 8, 9, 15)),
    ("drive", "km", (20, 30, 45, 60)),
    ("train", "minutes", (20, 30, 45, 60, 90)),
    ("eat", "biscuits", (2, 3, 4)),
)


def _habit(rng: random.Random) -> tuple[str, str, int]:
    verb, unit, sizes = rng.choice(HABITS)
    return verb, unit, rng.choice(sizes)


def weekdays(rng: random.Random) -> Scene:
    verb, unit, size = _habit(rng)
    days, count = rng.choice(WEEKDAYS)
    weeks, work = rng.choice((1, 2, 3, 4, 4, 5, 6, 8, 10, 12)), Work()
    weekly = work.times(count, size, unit)
    total = weekly if weeks == 1 else work.times(weekly, weeks, unit)
    period = rng.choice(("a week", "one week", "1 week")) if weeks == 1 else some(rng, weeks, "weeks")
    slots = {"do_": verb, "unit": unit, "days": days, "t": period, "es": "es" if verb == "teach" else "s"}
    return told(rng, "weekdays", work, amount(total, unit), n=size, **slots)


def every_other(rng: random.Random) -> Scene:
    """Every second or third day, in so many days or weeks."""
    verb, unit, size = _habit(rng)
    step, work = rng.choice((2, 2, 2, 3, 4)), Work()
    if rng.random() < 0.5 and step == 2:
        weeks = rng.choice((2, 4, 6, 8))
        days, period = int(work.times(weeks, 7, "days")), some(rng, weeks, "weeks")
    else:
        days = step * rng.randint(3, 10)
        period = some(rng, days, "days")
    times = work.over(days, step, "times")
    total = work.times(times, size, unit)
    often = rng.choice(
        {2: ("every other day", "every second day", "every 2 days")}.get(step, (f"every {step} days",))
    )
    return told(
        rng, "every_other", work, amount(total, unit), n=size, do_=verb, unit=unit, days=often, t=period
    )


def weekend(rng: random.Random) -> Scene:
    """One amount on weekdays and another at weekends, perhaps in hours and minutes."""
    what, spent = rng.choice(
        (("screen time", "is allowed"), ("tv", "gets"), ("gaming", "may have"), ("piano", "plans"))
    )
    first, hours, work = (
        rng.choice((20, 30, 40, 45, 60, 70, 80, 90, 100)),
        rng.choice((1, 1.5, 2, 2.5, 3, 4)),
        Work(),
    )
    week = work.times(5, first, "minutes")
    day = work.times(hours, 60, "minutes")
    total = work.plus(week, work.times(2, day, "minutes"), unit="minutes")
    ends = rng.choice(
        ("on sat and sun", "on saturday and sunday each", "a day at the weekend", "on each weekend day")
    )
    slots = {"what": what, "spent": spent, "a": some(rng, first, "minutes"), "b": some(rng, hours, "hours")}
    slots |= {
        "ends": ends,
        "kid": rng.choice(("my son", "our daughter", "my brother", "the kid", "Leo", "Mia")),
    }
    return told(rng, "weekend", work, amount(total, "minutes"), **slots)


def three_days(rng: random.Random) -> Scene:
    verb, unit, size = _habit(rng)
    sizes, weeks, work = (
        [size, size + rng.randint(1, 9), max(size - rng.randint(1, 9), 1)],
        rng.randint(1, 8),
        Work(),
    )
    rng.shuffle(sizes)
    first = work.plus(sizes[0], sizes[1], unit=unit)
    total = work.plus(first, sizes[2], unit=unit)
    total = total if weeks == 1 else work.times(total, weeks, unit)
    period = "a week" if weeks == 1 else some(rng, weeks, "weeks")
    slots = {f"n{at}": number(rng, part) for at, part in enumerate(sizes, 1)}
    return told(rng, "three_days", work, amount(total, unit), do_=verb, unit=unit, t=period, **slots)


def shift(rng: random.Random) -> Scene:
    """From then to then without the break, for so much an hour."""
    start, length = rng.randrange(12, 22) / 2, rng.randrange(12, 20) / 2
    pause = rng.choice((0.5, 0.5, 1, 0.75, 0.25) if length % 1 else (1, 0.5))
    end = min(start + length, 22)
    style, work = rng.choice(("24", "24", "pm")), Work()
    last: float = work.plus(end - 12, 12, unit="hours") if style == "pm" and end >= 13 else end
    work.minus(last, start, unit="hours")
    hours = work.minus(end - start, pause, unit="hours")
    slots = {"from_": clock(rng, int(start * 60), style), "to": clock(rng, int(end * 60), style)}
    slots["pause"] = duration(rng, int(pause * 60))
    if rng.random() < 0.4:
        days = rng.choice((1, 5, 4, 3))
        hours = hours if days == 1 else work.times(hours, days, "hours")
        slots["t"] = "a day" if days == 1 else f"in {number(rng, days)} days"
        return told(rng, "shift_hours", work, amount(hours, "hours"), **slots)
    rate, sign = rng.choice((9, 10, 11, 12, 14, 15, 16, 18, 20, 24)), rng.choice(CURRENCIES)
    pay = work.times(hours, rate, "")
    return told(
        rng, "shift_pay", work, price(round(pay * 100), sign), rate=money(rng, rate * 100, sign), **slots
    )


def durations(rng: random.Random) -> Scene:
    """Hours and minutes of three days together."""
    spans = [rng.randint(1, 8) * 60 + rng.choice((0, 10, 15, 20, 30, 40, 45, 50)) for _ in range(3)]
    spans[0] = spans[0] // 60 * 60 + 30
    work = Work()
    hours = work.plus(*(span // 60 for span in spans), unit="hours")
    minutes = (
        work.plus(*(span % 60 for span in spans if span % 60), unit="minutes")
        if any(span % 60 for span in spans[1:])
        else 30
    )
    extra = int(minutes) // 60
    if extra:
        work.minus(minutes, extra * 60, unit="minutes")
        work.plus(hours, extra, unit="hours")
    slots = {f"d{at}": duration(rng, span) for at, span in enumerate(spans, 1)}
    return told(rng, "durations", work, duration_answer(sum(spans)), **slots)


def saved(rng: random.Random) -> Scene:
    """Fewer minutes in the shower: what that saves in a week."""
    rate, before, weeks = rng.randint(6, 15), rng.randint(7, 15), rng.choice((1, 1, 1, 2, 4))
    after, work = before - rng.randint(2, 5), Work()
    less = work.minus(before, after, unit="minutes")
    daily = work.times(rate, less, "litres")
    result = work.times(daily, 7, "litres")
    result = result if weeks == 1 else work.times(result, weeks, "litres")
    week = "a week" if weeks == 1 else some(rng, weeks, "weeks")
    what = rng.choice(("a shower", "the garden hose", "the sprinkler", "our shower head"))
    slots = {
        "rate": some(rng, rate, "litres"),
        "a": some(rng, before, "minutes"),
        "b": some(rng, after, "minutes"),
    }
    return told(rng, "saved", work, amount(result, "litres"), t=week, what=what, **slots)


def term(rng: random.Random) -> Scene:
    """A term with weeks off."""
    weeks, off = rng.randint(8, 16), rng.randint(1, 4)
    cents, sign, work = (
        rng.choice((8, 9, 12, 15, 18, 20, 22, 25, 28, 30)) * 100,
        rng.choice(CURRENCIES),
        Work(),
    )
    left = work.minus(weeks, off, unit="weeks")
    total = work.times(left, cents // 100, "")
    slots = {
        "p": money(rng, cents, sign),
        "what": rng.choice(("piano lessons", "swimming", "yoga", "judo", "tutoring")),
    }
    return told(
        rng, "term", work, price(int(total) * 100, sign), weeks=some(rng, weeks, "weeks"), off=off, **slots
    )


def sets(rng: random.Random) -> Scene:
    count, reps, days, work = rng.randint(2, 6), rng.choice((6, 8, 10, 12, 15, 20)), rng.randint(2, 6), Work()
    what = rng.choice(("squats", "push-ups", "sit-ups", "lunges", "burpees", "pull-ups", "curls"))
    total = work.times(work.times(count, reps, what), days, what)
    return told(rng, "sets", work, amount(total, what), a=count, b=reps, c=days, what=what)


EVERYDAY = (weekdays, weekdays, every_other, weekend, three_days, shift, shift, durations, saved, term, sets)
