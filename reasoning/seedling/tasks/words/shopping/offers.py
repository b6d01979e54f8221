"""Scenes about offers: discounts, price rises, three for two, and which of two offers is cheaper."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Money, Percent, Slot, Told
from reasoning.seedling.tasks.words.shopping.draws import DISCOUNTS, few, rounded
from reasoning.seedling.tasks.words.shopping.goods import SMALL, WORN, fitting, named, tag
from reasoning.seedling.tasks.words.shopping.till import Till, Unfit


def _reduced(rng: random.Random) -> tuple[dict[str, Slot], int, int]:
    p, r = rounded(rng, 10, rng.choice((60, 90, 90, 300, 900))), rng.choice(DISCOUNTS)
    return {"p": Money(p), "r": Percent(r)}, p, r


def off(rng: random.Random, till: Till) -> Told:
    slots, p, r = _reduced(rng)
    return fitting(rng, p) | slots, Money(till.minus(p, till.percent(p, r, "off"), note="to pay"))


def off_saved(rng: random.Random, till: Till) -> Told:
    slots, p, r = _reduced(rng)
    return fitting(rng, p) | slots, Money(till.percent(p, r, "off"))


def off_each(rng: random.Random, till: Till) -> Told:
    slots, n, p, r = named(rng, (*SMALL, *WORN)), rng.randint(2, 9), tag(rng, 0, 2, 40), rng.choice(DISCOUNTS)
    whole = till.times(n, p, f"for the {slots['items']}")
    total = till.minus(whole, till.percent(whole, r, "off"), note="to pay")
    return slots | {"n": n, "p": Money(p), "r": Percent(r)}, Money(total)


def rise(rng: random.Random, till: Till) -> Told:
    p, r = (
        rounded(rng, 10, rng.choice((90, 900, 2000))),
        rng.choice((2, 3, 4, 5, 5, 10, 10, 15, 20, 20, 25, 30, 40, 50)),
    )
    new = till.plus(p, till.percent(p, r, "more"), note="now")
    return fitting(rng, p) | {"p": Money(p), "r": Percent(r)}, Money(new)


def drop_rate(rng: random.Random, till: Till) -> Told:
    p, r = (
        rng.choice((10, 20, 40, 50, 60, 80, 100, 120, 150, 200, 250, 400, 500)) * 100,
        rng.choice(DISCOUNTS),
    )
    cut = till.minus(p, p - p * r // 100, note="less")
    if p % 10000 == 0:
        till.over(cut, p // 10000, "in every hundred")
    else:
        # The part of one hundred: 20 of 80 are 2000/80.
        hundredfold = till.times(100, cut)
        till.over(hundredfold, p // 100)
    return fitting(rng, p) | {"p": Money(p), "p2": Money(p - cut)}, Percent(r)


def which_rate(rng: random.Random, till: Till) -> Told:
    p, r = (
        rng.choice((10, 20, 40, 50, 60, 80, 100, 120, 150, 200, 250, 400, 500)) * 100,
        rng.choice((*DISCOUNTS, 80, 90)),
    )
    p2 = p * r // 100
    till.over(till.times(100, p2), p // 100)
    return {"p": Money(p), "p2": Money(p2)}, Percent(r)


def before_off(rng: random.Random, till: Till) -> Told:
    p, r = rng.randint(2, 40) * 1000, rng.choice((10, 20, 20, 25, 30, 40, 50, 50, 60, 75))
    rest = till.minus(10000, 100 * r, note="of every hundred") // 100
    hundredfold = till.times(100, p * rest // 100)
    slots = fitting(rng, p) | {"p": Money(p * rest // 100), "r": Percent(r)}
    return slots, Money(till.over(hundredfold, rest, "before"))


def off_twice(rng: random.Random, till: Till) -> Told:
    p, r, r2 = (
        rng.randint(2, 40) * 1000,
        rng.choice((10, 20, 20, 25, 30, 40, 50)),
        rng.choice((5, 10, 10, 20, 25, 50)),
    )
    first = till.minus(p, till.percent(p, r, "off"), note="at first")
    second = till.minus(first, till.percent(first, r2, "off"), note="to pay")
    return fitting(rng, p) | {"p": Money(p), "r": Percent(r), "r2": Percent(r2)}, Money(second)


def half_off(rng: random.Random, till: Till) -> Told:
    slots, n, p = named(rng, (*SMALL, *WORN)), few(rng, till.level, 2, 9), tag(rng, 0, 2, 40)
    half = till.over(p, 2, "for each")
    return slots | {"n": n, "p": Money(p)}, Money(till.times(n, half, f"for the {slots['items']}"))


def three_for_two(rng: random.Random, till: Till) -> Told:
    slots, sets, p = named(rng), rng.randint(1, 5), tag(rng, till.level, 1, 9)
    groups = till.how_often(300 * sets, 300, "free")
    paid = till.minus(300 * sets, 100 * groups, note="to pay for") // 100
    total = till.times(paid, p, f"for the {slots['items']}")
    return slots | {"n": 3 * sets, "p": Money(p)}, Money(total)


def bogof(rng: random.Random, till: Till) -> Told:
    slots, n, p = named(rng), 2 * rng.randint(1, 8), tag(rng, till.level, 1, 12)
    paid = till.over(100 * n, 2, "to pay for") // 100
    return slots | {"n": n, "p": Money(p)}, Money(till.times(paid, p, f"for the {slots['items']}"))


def second_half(rng: random.Random, till: Till) -> Told:
    p = tag(rng, till.level, 2, 60)
    half = till.over(p, 2, "for the second")
    return named(rng, (*SMALL, *WORN)) | {"p": Money(p)}, Money(till.plus(p, half, note="for both"))


def cheaper_by(rng: random.Random, till: Till) -> Told:
    p2 = tag(rng, till.level, 3, rng.choice((12, 80)))
    p = p2 + rng.choice((50, 100, 150, 200, 300, 400, 500, 800, 1200))
    return fitting(rng, p) | {"p": Money(p), "p2": Money(p2)}, Money(till.minus(p, p2, note="cheaper"))


def cheaper_pack(rng: random.Random, till: Till) -> Told:
    slots, (n, n2) = named(rng), rng.sample(range(2, 13), 2)
    p = tag(rng, till.level, 1, 6)
    p2 = p + rng.choice((-50, -20, -10, 10, 20, 50))
    if p2 <= 0:
        raise Unfit("free")
    till.over(n * p, n, "at shop A")
    till.over(n2 * p2, n2, "at shop B")
    slots |= {"n": n, "n2": n2, "t": Money(n * p), "t2": Money(n2 * p2)}
    return slots, difference(till, p, p2, ("shop A", "shop B"))


def cheaper_plan(rng: random.Random, till: Till) -> Told:
    n, p, fee = rng.randint(3, 10), tag(rng, 0, 8, 40), rounded(rng, 10, 90)
    p2 = p + rng.randint(1, 12) * 100
    first = till.plus(fee, till.times(n, p), note="for A")
    second = till.times(n, p2, "for B")
    slots: dict[str, Slot] = {"n": n, "p": Money(p), "p2": Money(p2), "fee": Money(fee)}
    return slots, difference(till, first, second, ("A", "B"))


def difference(till: Till, first: int, second: int, names: tuple[str, str]) -> Money:
    """Writes the difference down; the answer is the name of the cheaper one and the difference."""
    if first == second:
        raise Unfit("the same price")
    low, high = sorted((first, second))
    name = names[0] if first < second else names[1]
    return Money(till.minus(high, low, note=f"cheaper at {name}"), said=name + ", {} cheaper")


def cashback(rng: random.Random, till: Till) -> Told:
    p, r = rounded(rng, 10, 300), rng.choice((1, 2, 3, 4, 5, 5, 10, 10, 20))
    real = till.minus(p, till.percent(p, r, "back"), note="in the end")
    return fitting(rng, p) | {"p": Money(p), "r": Percent(r)}, Money(real)


def markup(rng: random.Random, till: Till) -> Told:
    p, r = rounded(rng, 10, 300), rng.choice((5, 10, 20, 20, 25, 30, 40, 50, 60, 75))
    price = till.plus(p, till.percent(p, r, "more"), note="selling price")
    return fitting(rng, p) | {"p": Money(p), "r": Percent(r)}, Money(price)


EASY = (off_saved, cheaper_by)
MIDDLE = (
    off,
    off,
    off,
    rise,
    three_for_two,
    bogof,
    second_half,
    cashback,
    markup,
    cheaper_plan,
    off_each,
    half_off,
)
FULL = (drop_rate, which_rate, cheaper_pack, before_off, off_twice)
