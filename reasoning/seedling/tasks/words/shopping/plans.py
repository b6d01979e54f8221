"""Scenes about money over time: what is left, saving for something, instalments, interest, exchange, profit."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Count, Money, Percent, Slot, Told
from reasoning.seedling.tasks.words.shopping.draws import RATES, days, few, friends, period, rounded, words
from reasoning.seedling.tasks.words.shopping.goods import fitting, named, several, tag
from reasoning.seedling.tasks.words.shopping.till import Till, Unfit
from reasoning.seedling.tasks.words.story import plain, price

_COINAGE = {
    "dollars": ("dollar", "$"),
    "euros": ("euro", "€"),
    "pounds": ("pound", "£"),
    "francs": ("franc", ""),
    "pesos": ("peso", ""),
    "crowns": ("crown", ""),
    "rupees": ("rupee", ""),
}


def left_one(rng: random.Random, till: Till) -> Told:
    t = rounded(rng, 10, rng.choice((60, 200, 900)))
    p = min(tag(rng, till.level, 2, max(3, t // 100 - 2)), t - 100)
    return fitting(rng, p) | {"t": Money(t), "p": Money(p)}, Money(till.minus(t, p, note="left"))


def left_two(rng: random.Random, till: Till) -> Told:
    p, p2 = (tag(rng, till.level, 2, rng.choice((5, 12))) for _ in "12")
    t = (p + p2) // 100 * 100 + rng.randint(2, 60) * 100
    return several(rng, 2) | {"t": Money(t), "p": Money(p), "p2": Money(p2)}, Money(
        till.minus(t, p, p2, note="left")
    )


def balance(rng: random.Random, till: Till) -> Told:
    t, p, p2 = rounded(rng, 20, 900), rounded(rng, 10, 200), rounded(rng, 5, 150)
    now = till.minus(till.plus(t, p), p2, note="now")
    return {"t": Money(t), "p": Money(p), "p2": Money(p2)}, Money(now)


def _target(rng: random.Random, level: int) -> tuple[dict[str, Slot], int, int]:
    """What is saved in each of how many weeks."""
    n, p = rng.randint(3, 12), rng.choice((5, 8, 10, 10, 12, 15, 15, 20, 20, 25, 30, 40, 50, 60, 100)) * 100
    if level >= 2 and rng.random() < 0.1 and p in (1000, 2000, 5000):
        n = rng.randint(13, 30)
    return fitting(rng, n * p) | period(rng), n, p


def _so_many(slots: dict[str, Slot], n: int) -> Count:
    return Count(n, str(slots["time"]), str(slots["times"]))


def goal(rng: random.Random, till: Till) -> Told:
    slots, n, p = _target(rng, till.level)
    till.how_often(n * p, p, str(slots["times"]))
    return slots | {"p": Money(p), "t": Money(n * p)}, _so_many(slots, n)


def goal_start(rng: random.Random, till: Till) -> Told:
    slots, n, p = _target(rng, till.level)
    have = rounded(rng, 10, 150)
    to_save = till.minus(n * p + have, have, note="to save")
    till.how_often(to_save, p, str(slots["times"]))
    return slots | {"p": Money(p), "have": Money(have), "t": Money(n * p + have)}, _so_many(slots, n)


def per_time(rng: random.Random, till: Till) -> Told:
    slots, n, p = _target(rng, till.level)
    return slots | {"n": n, "t": Money(n * p)}, Money(till.over(n * p, n, f"each {slots['time']}"))


def saved(rng: random.Random, till: Till) -> Told:
    slots, n, p = _target(rng, till.level)
    return slots | {"n": n, "p": Money(p)}, Money(till.times(n, p, "saved"))


def saved_start(rng: random.Random, till: Till) -> Told:
    slots, n, p = _target(rng, till.level)
    have = rounded(rng, 10, 300)
    total = till.plus(have, till.times(n, p, "saved"), note="in all")
    return slots | {"n": n, "p": Money(p), "have": Money(have)}, Money(total)


def pocket(rng: random.Random, till: Till) -> Told:
    n, p = rng.randint(3, 12), rng.choice((8, 10, 12, 15, 20, 25, 30, 40, 50, 80, 100))
    p2 = rng.randint(2, p - 2)
    rest = till.minus(100 * p, 100 * p2, note="saved each time")
    return period(rng) | {"n": n, "p": Money(100 * p), "p2": Money(100 * p2)}, Money(
        till.times(n, rest, "saved")
    )


def lasts(rng: random.Random, till: Till) -> Told:
    slots, n, p = _target(rng, till.level)
    till.how_often(n * p, p, str(slots["times"]))
    return slots | {"p": Money(p), "t": Money(n * p)}, _so_many(slots, n)


def habit(rng: random.Random, till: Till) -> Told:
    slots, n, p, d = (
        named(rng, ("cafe",)),
        rng.randint(2, 5),
        tag(rng, till.level, 1, 6),
        rng.choice((5, 7, 7, 7, 10, 20, 30)),
    )
    said = {7: rng.choice(("a week", "one week", "7 days", "seven days")), 5: "5 days"}.get(d, f"{d} days")
    daily = till.times(n, p, "each day")
    return slots | {"n": n, "p": Money(p), "span": said}, Money(till.times(d, daily, "in all"))


def instalments(rng: random.Random, till: Till) -> Told:
    n, p, fee = rng.choice((2, 3, 4, 5, 6, 8, 10, 10, 12)), rounded(rng, 10, 120), rounded(rng, 20, 300)
    rest = till.minus(n * p + fee, fee, note="left to pay")
    slots = named(rng, ("big",)) | {"n": n, "t": Money(n * p + fee), "fee": Money(fee)}
    return slots, Money(till.over(rest, n, "each"))


def instalments_more(rng: random.Random, till: Till) -> Told:
    n, p2, more = rng.choice((3, 4, 5, 6, 8, 10, 12)), rounded(rng, 10, 90), rounded(rng, 5, 60)
    whole = till.times(n, p2, "in payments")
    p = (whole - more) // 500 * 500
    if p < 1000:
        raise Unfit("hardly a price")
    slots = named(rng, ("big",)) | {"n": n, "p": Money(p), "p2": Money(p2)}
    return slots, Money(till.minus(whole, p, note="more"))


def _capital(rng: random.Random) -> tuple[dict[str, Slot], int, int]:
    p, r = (
        rng.choice((rng.randint(1, 9) * 100, rng.randint(1, 9) * 1000, rng.randint(2, 60) * 100)) * 100,
        rng.choice(RATES),
    )
    return {"p": Money(p), "r": Percent(r)}, p, r


def interest(rng: random.Random, till: Till) -> Told:
    slots, p, r = _capital(rng)
    return slots, Money(till.percent(p, r, "interest"))


def interest_total(rng: random.Random, till: Till) -> Told:
    slots, p, r = _capital(rng)
    return slots, Money(till.plus(p, till.percent(p, r, "interest"), note="after a year"))


def interest_years(rng: random.Random, till: Till) -> Told:
    (slots, p, r), n = _capital(rng), rng.randint(2, 9)
    return slots | {"n": n}, Money(till.times(n, till.percent(p, r, "each year"), "interest"))


def _rate(rng: random.Random) -> tuple[dict[str, Slot], int, str]:
    one, two = rng.sample(sorted(_COINAGE), 2)
    rate = rng.choice((50, 80, 90, 110, 110, 120, 120, 125, 130, 150, 200, 400, 500, 800, 900))
    said = plain(rate) if rng.random() < 0.6 or rate % 10 else f"{rate // 100}.{rate % 100:02d}"
    return {"from": one, "from1": _COINAGE[one][0], "to": two, "rate": said}, rate, two


def _in(name: str, amount: int) -> str:
    """An amount of some country's money: with its sign where it has one."""
    sign = _COINAGE[name][1]
    return price(amount, sign) if sign else f"{plain(amount)} {name}"


def exchange(rng: random.Random, till: Till) -> Told:
    (slots, rate, name), n = (
        _rate(rng),
        rng.choice((10, 20, 30, 40, 50, 60, 80, 100, 100, 200, 300, 500, 12, 5, 25)),
    )
    return slots | {"n": n}, _in(name, till.times(n, rate, name))


def exchange_back(rng: random.Random, till: Till) -> Told:
    (slots, rate, _), n = _rate(rng), rng.choice((10, 20, 30, 40, 50, 60, 80, 100, 100, 200, 300, 500))
    if n * rate % 100:
        raise Unfit("not a whole amount")
    name = str(slots["from"])
    count = till.how_often(n * rate, rate, name)
    return slots | {"m": n * rate // 100}, _in(name, 100 * count)


def profit(rng: random.Random, till: Till) -> Told:
    p = rounded(rng, 5, rng.choice((60, 300)))
    p2 = p + rounded(rng, 2, 150)
    return fitting(rng, p) | {"p": Money(p), "p2": Money(p2)}, Money(till.minus(p2, p, note="profit"))


def profit_each(rng: random.Random, till: Till) -> Told:
    slots, n, p = named(rng), few(rng, till.level, 4, 12), tag(rng, till.level, 1, 9)
    whole = till.times(n, p, "from the sales")
    c = rng.randint(1, max(1, whole // 100 - 1)) * 100
    return slots | {"n": n, "p": Money(p), "c": Money(c)}, Money(till.minus(whole, c, note="profit"))


def profit_unit(rng: random.Random, till: Till) -> Told:
    slots, n, p = named(rng), few(rng, till.level, 3, 12), tag(rng, till.level, 1, 9)
    p2 = p + rng.choice((50, 100, 150, 200, 300, 400))
    gain = till.minus(p2, p, note="on each")
    return slots | {"n": n, "p": Money(p), "p2": Money(p2)}, Money(till.times(n, gain, "profit"))


def average(rng: random.Random, till: Till) -> Told:
    mean, a, b = rng.randint(5, 40), rng.randint(-4, 4), rng.randint(-4, 4)
    if a == b == 0:
        a, b = 1, 2
    p, p2, p3 = 100 * (mean + a), 100 * (mean + b), 100 * (mean - a - b) or 100
    if p3 < 0:
        p, p2, p3 = 100 * mean, 100 * (mean - 1), 100 * (mean + 1)
    slots = days(rng, 3) | {"p": Money(p), "p2": Money(p2), "p3": Money(p3)}
    return slots, Money(till.over(till.plus(p, p2, p3, note="in all"), 3, "on average"))


def times_as_much(rng: random.Random, till: Till) -> Told:
    slots, n, p = several(rng, 2), rng.randint(2, 6), tag(rng, till.level, 2, 20)
    other = till.times(n, p, f"for the {slots['item2']}")
    return slots | friends(rng) | {"n": n, "p": Money(p)}, Money(till.plus(p, other, note="in all"))


def more_than(rng: random.Random, till: Till) -> Told:
    slots, p, p2 = several(rng, 2), tag(rng, till.level, 2, 30), tag(rng, till.level, 1, 12)
    other = till.plus(p, p2, note="for the other")
    return slots | friends(rng) | {"p": Money(p), "p2": Money(p2)}, Money(till.plus(p, other, note="in all"))


def per_visit(rng: random.Random, till: Till) -> Told:
    n, p = rng.choice((4, 5, 6, 8, 10, 10, 12)), tag(rng, till.level, 3, 15)
    return words(rng, "place") | {"n": n, "t": Money(n * p)}, Money(till.over(n * p, n, "for each visit"))


EASY = (left_one, left_one, profit, goal, lasts, saved, per_time, interest, exchange, per_visit)
MIDDLE = (
    left_two,
    balance,
    goal_start,
    saved_start,
    pocket,
    habit,
    instalments,
    instalments_more,
    interest_total,
    profit_each,
    profit_unit,
    times_as_much,
    more_than,
)
FULL = (average, exchange_back, interest_years)
