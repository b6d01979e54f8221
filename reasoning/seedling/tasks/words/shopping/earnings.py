"""Scenes about earnings: commission, overtime, shifts from clock to clock, resale, two currencies."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Money, Percent, Slot, Told
from reasoning.seedling.tasks.words.shopping.draws import rounded, words
from reasoning.seedling.tasks.words.shopping.goods import fitting
from reasoning.seedling.tasks.words.shopping.shares import PARTS
from reasoning.seedling.tasks.words.shopping.till import Till
from reasoning.seedling.tasks.words.story import plain

_RATES = (80, 90, 110, 115, 120, 120, 125, 125, 130, 140, 150, 160, 200)


def commission(rng: random.Random, till: Till) -> Told:
    t, r = (
        rng.choice((rng.randint(4, 90) * 10000, rng.randint(20, 99) * 1000)),
        rng.choice((2, 3, 4, 5, 6, 8, 10, 15, 20)),
    )
    return {"t": Money(t), "r": Percent(r)}, Money(till.percent(t, r, "commission"))


def base_commission(rng: random.Random, till: Till) -> Told:
    t, r, p = rng.randint(10, 90) * 10000, rng.choice((2, 3, 4, 5, 5, 8, 10)), rng.randint(8, 40) * 5000
    pay = till.plus(p, till.percent(t, r, "commission"), note="in all")
    return {"t": Money(t), "r": Percent(r), "p": Money(p)}, Money(pay)


def overtime_week(rng: random.Random, till: Till) -> Told:
    n, more, p = rng.choice((20, 30, 35, 38, 40, 40, 40)), rng.randint(2, 9), rng.randint(8, 30) * 100
    first = till.times(n, p, "for the normal hours")
    k = till.minus(100 * (n + more), 100 * n, note="hours of overtime") // 100
    rate = till.plus(p, till.over(p, 2), note="for each of them")
    total = till.plus(first, till.times(k, rate, "for the overtime"), note="in all")
    return {"n": n, "m": n + more, "p": Money(p)}, Money(total)


def overtime_after(rng: random.Random, till: Till) -> Told:
    n, k, p = rng.choice((20, 30, 35, 38, 40, 40)), rng.randint(2, 9), rng.randint(8, 30) * 100
    first = till.times(n, p, "for the normal hours")
    rate = till.plus(p, till.over(p, 2), note="for each hour of overtime")
    total = till.plus(first, till.times(k, rate, "for the overtime"), note="in all")
    return {"n": n, "k": k, "p": Money(p)}, Money(total)


def _clock(rng: random.Random, till: Till, begin: int, end: int) -> tuple[dict[str, Slot], int]:
    """The hours (in hundredths) between two times on the clock, given in half hours."""
    style = rng.choice((0, 0, 0, 1, 2))
    first, last = (50 * half for half in (begin, end))
    if style and begin < 24 < end and end >= 26:
        # The later one is after noon: 5 pm is 17.
        last = till.plus(50 * end - 1200, 1200)
    elif style and begin >= 26:
        first, last = first - 1200, last - 1200
    said = {}
    for name, half in (("from", begin), ("till", end)):
        hour, minute = half // 2, "30" if half % 2 else "00"
        if not style:
            said[name] = f"{hour}:{minute}" if hour > 9 or rng.random() < 0.7 else f"0{hour}:{minute}"
            continue
        after = hour >= 12
        small = str(hour - 12 if hour > 12 else hour) + (f":{minute}" if half % 2 else "")
        said[name] = small + ("" if style == 2 and begin < 24 and end >= 26 else (" pm" if after else " am"))
    return {"from": said["from"], "till": said["till"]}, till.minus(last, first, note="hours")


def shift(rng: random.Random, till: Till) -> Told:
    begin = rng.randint(12, 22)
    slots, hours = _clock(rng, till, begin, begin + rng.randint(8, 19))
    p = rng.randint(8, 30) * 100
    broken = rng.choice((30, 30, 60))
    if broken == 30:
        hours = till.minus(hours, till.over(3000, 60, "hours of break"), note="paid hours")
    else:
        hours = till.minus(hours, 100, note="paid hours")
    said = rng.choice(
        ("30 minutes", "30 min", "30 mins") if broken == 30 else ("1 hour", "one hour", "an hour")
    )
    slots |= {"break": said, "p": Money(p)}
    return slots, Money(till.times(p // 100, hours, "for the work"))


def evening(rng: random.Random, till: Till) -> Told:
    begin = rng.randint(32, 40)
    slots, hours = _clock(rng, till, begin, begin + rng.randint(4, 47 - begin))
    p, c = rng.randint(6, 25) * 100, rng.choice((200, 300, 400, 500, 500, 600, 800, 1000))
    total = till.plus(till.times(p // 100, hours, "for the work"), c, note="in all")
    return slots | {"p": Money(p), "c": Money(c)}, Money(total)


def round_of_papers(rng: random.Random, till: Till) -> Told:
    n, d, p = (
        rng.choice((20, 25, 30, 40, 45, 50, 55, 60, 65, 70, 80, 120)),
        rng.randint(2, 7),
        rng.choice((4, 5, 6, 8, 10, 12, 15, 20, 25)),
    )
    daily = till.times(n, p, "each day")
    said = {
        5: ("monday to friday", "mon to fri", "5 days a week"),
        6: ("mon to sat", "monday to saturday", "6 days a week"),
        7: ("every day of the week", "7 days a week"),
    }
    days = rng.choice(said.get(d, (f"{d} days a week", f"on {d} days")))
    return {"n": n, "days": days, "p": Money(p)}, Money(till.times(d, daily, "each week"))


def term(rng: random.Random, till: Till) -> Told:
    n, k, p = rng.randint(8, 40), rng.randint(2, 6), rng.randint(5, 40) * 100
    paid = till.minus(100 * n, 100 * k, note="weeks to pay for") // 100
    return {"n": n, "k": k, "p": Money(p)}, Money(till.times(paid, p, "in all"))


def pay_part(rng: random.Random, till: Till) -> Told:
    k = rng.randint(2, 5)
    t = k * rng.randint(8, 160) * 500
    part = till.over(t, k, "for the first")
    c = rng.randint(1, max(1, (t - part) // 100 - 5)) * 100
    slots = words(rng, "cost", 2) | {"t": Money(t), "part": PARTS[k], "c": Money(c)}
    return slots, Money(till.minus(t, part, c, note="left"))


def weeks_part(rng: random.Random, till: Till) -> Told:
    n, k, p = rng.randint(2, 9), rng.randint(2, 5), rng.randint(3, 30)
    p = p * k * 100
    spent = till.over(p, k, "spent each week")
    rest = till.minus(p, spent, note="saved each week")
    return {"n": n, "part": PARTS[k], "p": Money(p)}, Money(till.times(n, rest, "saved"))


def resale(rng: random.Random, till: Till) -> Told:
    p, c = rounded(rng, 20, 300), rng.randint(4, 90) * 100
    cost = till.plus(p, c, note="spent")
    t = cost + rng.randint(2, 120) * 100
    return fitting(rng, t) | {"p": Money(p), "c": Money(c), "t": Money(t)}, Money(
        till.minus(t, cost, note="made")
    )


def at_a_loss(rng: random.Random, till: Till) -> Told:
    t, more = rounded(rng, 10, 600), rng.randint(2, 90) * 100
    slots = fitting(rng, t + more) | {"p": Money(t + more), "t": Money(t)}
    return slots, Money(till.minus(t + more, t, note="lost"))


_PAIRS = (
    ("pound", "£", "dollar", "$"),
    ("euro", "€", "dollar", "$"),
    ("pound", "£", "euro", "€"),
    ("dollar", "$", "euro", "€"),
)


def one_is_worth(rng: random.Random, till: Till) -> Told:
    (one, _, other, sign), rate, n = (
        rng.choice(_PAIRS),
        rng.choice(_RATES),
        rng.choice((20, 30, 40, 50, 60, 80, 90, 100, 120, 150, 160, 200, 250, 300)),
    )
    total = till.times(n, rate, f"{other}s")
    return {"one": one, "other": other, "rate": plain(rate), "n": n}, f"{sign}{total // 100}" + (
        f".{total % 100:02d}" if total % 100 else ""
    )


def back_again(rng: random.Random, till: Till) -> Told:
    (one, sign, other, _), rate, n = (
        rng.choice(_PAIRS),
        rng.choice(_RATES),
        rng.choice((10, 20, 20, 30, 40, 50, 60, 80, 100, 200, 300)),
    )
    if n * rate % 100:
        n = 10 * n
    till.how_often(n * rate, rate, f"{one}s")
    return {"one": one, "other": other, "rate": plain(rate), "m": n * rate // 100}, f"{sign}{n}"


def ups_and_downs(rng: random.Random, till: Till) -> Told:
    t, n, p = rng.randint(5, 40) * 5000, rng.randint(2, 3), rng.randint(4, 30) * 1000
    c, c2 = rng.randint(2, 20) * 500, rng.randint(2, 40) * 500
    rest = till.minus(t, till.times(n, p, "for them"), c, note="left")
    return {"t": Money(t), "n": n, "p": Money(p), "c": Money(c), "c2": Money(c2)}, Money(
        till.plus(rest, c2, note="now")
    )


def h_overtime(rng: random.Random, till: Till) -> Told:
    n, k, p = rng.choice((20, 30, 40, 40)), rng.randint(2, 9), rng.randint(8, 30) * 100
    r = rng.choice((5, 10, 10, 20, 20, 25, 30))
    first = till.times(n, p, "for the normal hours")
    rate = till.plus(p, till.over(p, 2), note="for each hour of overtime")
    pay = till.plus(first, till.times(k, rate, "for the overtime"), note="in all")
    rest = till.minus(pay, till.percent(pay, r, "taken off"), note="left")
    return {"n": n, "k": k, "p": Money(p), "r": Percent(r)}, Money(rest)


MIDDLE = (commission, evening, term, resale, at_a_loss, one_is_worth, pay_part)
FULL = (
    base_commission,
    overtime_week,
    overtime_after,
    shift,
    round_of_papers,
    weeks_part,
    back_again,
    ups_and_downs,
)
HARD = (h_overtime,)
