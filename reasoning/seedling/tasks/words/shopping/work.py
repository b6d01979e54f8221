"""Scenes about income and what it is spent on: hourly pay, overtime, subscriptions, a month's budget."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Money, Slot, Told
from reasoning.seedling.tasks.words.shopping.draws import days, few, rounded, words
from reasoning.seedling.tasks.words.shopping.goods import tag
from reasoning.seedling.tasks.words.shopping.till import Till


def hourly(rng: random.Random, level: int) -> int:
    return tag(rng, level, 8, 30) if rng.random() < 0.75 else rng.choice((10, 15, 20, 25, 30, 40, 50)) * 100


def wage(rng: random.Random, till: Till) -> Told:
    n, p = few(rng, till.level, 2, 9), hourly(rng, till.level)
    return {"n": n, "p": Money(p)}, Money(till.times(n, p, "for the work"))


def wage_week(rng: random.Random, till: Till) -> Told:
    h, n, p = rng.randint(2, 9), rng.randint(2, 6), hourly(rng, 0)
    hours = till.times(h, 100 * n, "hours") // 100
    return {"h": h, "n": n, "p": Money(p)}, Money(till.times(hours, p, "for the work"))


def wage_days(rng: random.Random, till: Till) -> Told:
    h, h2, p = rng.randint(2, 8), rng.randint(2, 8), hourly(rng, 0)
    hours = till.plus(100 * h, 100 * h2, note="hours") // 100
    return days(rng, 2) | {"h": h, "h2": h2, "p": Money(p)}, Money(till.times(hours, p, "for the work"))


def overtime(rng: random.Random, till: Till) -> Told:
    n, k, p = rng.choice((8, 10, 20, 30, 35, 38, 40, 40)), rng.randint(2, 9), tag(rng, 0, 8, 25)
    p2 = p + rng.choice((200, 300, 400, 500, 600, 800, 1000))
    first = till.times(n, p, "for the normal hours")
    total = till.plus(first, till.times(k, p2, "for the overtime"), note="in all")
    return {"n": n, "k": k, "p": Money(p), "p2": Money(p2)}, Money(total)


def overtime_half(rng: random.Random, till: Till) -> Told:
    k, p = rng.randint(2, 9), tag(rng, 0, 8, 30)
    rate = till.plus(p, till.over(p, 2), note="for each extra hour")
    return {"k": k, "p": Money(p)}, Money(till.times(k, rate, "for the overtime"))


def jobs(rng: random.Random, till: Till) -> Told:
    p, p2 = rounded(rng, 8, 150), rounded(rng, 8, 150)
    return words(rng, "job", 2) | {"p": Money(p), "p2": Money(p2)}, Money(till.plus(p, p2, note="in all"))


def yearly(rng: random.Random, till: Till) -> Told:
    p = tag(rng, till.level, 4, 60) if rng.random() < 0.7 else rounded(rng, 60, 900)
    return words(rng, "thing") | {"p": Money(p)}, Money(till.times(12, p, "in the year"))


def monthly(rng: random.Random, till: Till) -> Told:
    p = rounded(rng, 4, 90) if rng.random() < 0.6 else rng.randint(10, 40) * 10000
    return words(rng, "thing") | {"t": Money(12 * p)}, Money(till.over(12 * p, 12, "each month"))


def months(rng: random.Random, till: Till) -> Told:
    n, p = few(rng, till.level, 2, 11), tag(rng, till.level, 4, 60)
    return words(rng, "thing") | {"n": n, "p": Money(p)}, Money(till.times(n, p, "for the months"))


def sub_fee(rng: random.Random, till: Till) -> Told:
    n, p, fee = few(rng, till.level, 2, 12), tag(rng, till.level, 4, 50), rounded(rng, 5, 90)
    total = till.plus(till.times(n, p, "for the months"), fee, note="in all")
    return words(rng, "thing") | {"n": n, "p": Money(p), "fee": Money(fee)}, Money(total)


def _costs(rng: random.Random) -> dict[str, Slot]:
    """Rent and food are what people name most."""
    slots = words(rng, "cost", 3)
    if rng.random() < 0.5:
        slots["cost"] = "rent"
    if rng.random() < 0.3:
        slots["cost2"] = "food"
    return slots


def _income(rng: random.Random) -> tuple[int, int, int, int]:
    """Income, rent, and two more costs."""
    rent = rounded(rng, 300, 1500)
    return rent + rounded(rng, 600, 2500), rent, rounded(rng, 100, 400), rounded(rng, 20, 180)


def income_left(rng: random.Random, till: Till) -> Told:
    t, p, p2, _ = _income(rng)
    return _costs(rng) | {"t": Money(t), "p": Money(p), "p2": Money(p2)}, Money(
        till.minus(t, p, p2, note="left")
    )


def income_left3(rng: random.Random, till: Till) -> Told:
    t, p, p2, p3 = _income(rng)
    left = till.minus(t, p, p2, p3, note="left")
    return _costs(rng) | {"t": Money(t), "p": Money(p), "p2": Money(p2), "p3": Money(p3)}, Money(left)


EASY = (wage, wage, jobs, months)
MIDDLE = (
    wage_week,
    wage_week,
    wage_days,
    overtime,
    yearly,
    yearly,
    monthly,
    sub_fee,
    income_left,
    income_left,
    income_left3,
)
FULL = (overtime_half,)
