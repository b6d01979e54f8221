"""Scenes at a counter: prices times numbers, several things, change, enough money or not, unit prices, refunds."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Count, Money, Told
from reasoning.seedling.tasks.words.shopping.draws import few, rounded, words
from reasoning.seedling.tasks.words.shopping.goods import banknote, fitting, named, several, tag
from reasoning.seedling.tasks.words.shopping.till import Till, Unfit


def each(rng: random.Random, till: Till) -> Told:
    n, p = few(rng, till.level), tag(rng, till.level, 1, rng.choice((9, 9, 12 if till.level < 2 else 30)))
    slots = fitting(rng, p)
    return slots | {"n": n, "p": Money(p)}, Money(till.times(n, p, f"for the {slots['items']}"))


def pair(rng: random.Random, till: Till) -> Told:
    high = rng.choice((9, 9, 15))
    p, p2 = (tag(rng, till.level, 1, high) for _ in "12")
    return several(rng, 2) | {"p": Money(p), "p2": Money(p2)}, Money(till.plus(p, p2, note="in all"))


def triple(rng: random.Random, till: Till) -> Told:
    p, p2, p3 = (tag(rng, till.level, 1, rng.choice((9, 9, 15))) for _ in "123")
    slots = several(rng, 3) | {"p": Money(p), "p2": Money(p2), "p3": Money(p3)}
    return slots, Money(till.plus(p, p2, p3, note="in all"))


def _with_one(rng: random.Random, till: Till) -> tuple[Told, int]:
    slots, n = several(rng, 2), few(rng, till.level)
    p, p2 = (tag(rng, till.level, 1, 9) for _ in "12")
    total = till.plus(till.times(n, p, f"for the {slots['items']}"), p2, note="in all")
    return (slots | {"n": n, "p": Money(p), "p2": Money(p2)}, Money(total)), total


def basket(rng: random.Random, till: Till) -> Told:
    return _with_one(rng, till)[0]


def basket2(rng: random.Random, till: Till) -> Told:
    slots, n, n2 = several(rng, 2), few(rng, till.level), few(rng, till.level)
    p, p2 = (tag(rng, till.level, 1, 9) for _ in "12")
    first = till.times(n, p, f"for the {slots['items']}")
    total = till.plus(first, till.times(n2, p2, f"for the {slots['items2']}"), note="in all")
    return slots | {"n": n, "n2": n2, "p": Money(p), "p2": Money(p2)}, Money(total)


def change_one(rng: random.Random, till: Till) -> Told:
    p = tag(rng, till.level, 1, rng.choice((9, 19, 48, 95)))
    note = banknote(rng, p)
    return fitting(rng, p) | {"p": Money(p), "note": note}, Money(till.minus(note.cents, p, note="change"))


def change_each(rng: random.Random, till: Till) -> Told:
    slots, n, p = named(rng), few(rng, till.level), tag(rng, till.level, 1, 9)
    total = till.times(n, p, f"for the {slots['items']}")
    note = banknote(rng, total)
    return slots | {"n": n, "p": Money(p), "note": note}, Money(till.minus(note.cents, total, note="change"))


def change_basket(rng: random.Random, till: Till) -> Told:
    (slots, _), total = _with_one(rng, till)
    note = banknote(rng, total)
    return slots | {"note": note}, Money(till.minus(note.cents, total, note="change"))


def shipping(rng: random.Random, till: Till) -> Told:
    n, p, fee = few(rng, till.level), tag(rng, till.level, 2, 25), tag(rng, 1, 2, 9)
    slots = fitting(rng, p)
    total = till.plus(till.times(n, p, f"for the {slots['items']}"), fee, note="in all")
    return slots | {"n": n, "p": Money(p), "fee": Money(fee)}, Money(total)


def coupon(rng: random.Random, till: Till) -> Told:
    n, p = few(rng, till.level), tag(rng, till.level, 3, 25)
    slots = fitting(rng, p)
    off = rng.choice((2, 3, 4, 5, 5, 6, 8, 10, 10, 15, 20)) * 100
    total = till.minus(till.times(n, p, f"for the {slots['items']}"), off, note="to pay")
    return slots | {"n": n, "p": Money(p), "off": Money(off)}, Money(total)


def enough(rng: random.Random, till: Till) -> Told:
    slots, n, p = named(rng), few(rng, till.level), tag(rng, till.level, 1, 9)
    cost = till.times(n, p, f"for the {slots['items']}")
    have = max(100, (cost // 100 + rng.choice((-5, -3, -2, -1, 0, 1, 2, 3, 5, 8))) * 100)
    if have == cost:
        raise Unfit("nothing to compare")
    if have > cost:
        till.minus(have, cost, note="left")
    else:
        till.minus(cost, have, note="missing")
    return slots | {"n": n, "p": Money(p), "have": Money(have)}, "yes" if have > cost else "no"


def how_many(rng: random.Random, till: Till) -> Told:
    slots, n = named(rng), few(rng, till.level)
    p = tag(rng, till.level, 1, 9) if rng.random() < 0.6 else rng.choice((50, 150, 250, 20, 25, 40, 75))
    count = Count(n, str(slots["item"]), str(slots["items"]))
    till.how_often(n * p, p, "pieces")
    return slots | {"p": Money(p), "have": Money(n * p)}, count


def how_many_left(rng: random.Random, till: Till) -> Told:
    slots, n, p = named(rng), few(rng, 1), tag(rng, 1, 2, 9)
    have = (n * p + rng.randint(1, p - 1)) // 100 * 100
    if not n * p < have < (n + 1) * p:
        raise Unfit("nothing is left over")
    left = till.minus(have, till.times(n, p, f"for the {slots['items']}"), note="left")
    return slots | {"p": Money(p), "have": Money(have)}, Money(left)


def weigh(rng: random.Random, till: Till) -> Told:
    half = till.level > 0 and rng.random() < 0.35
    kilos, p = rng.randint(1 if half else 2, 9) * 100 + 50 * half, tag(rng, till.level, 1, 15)
    if half:
        # The price times the whole kilos, and half a kilo more.
        first = till.times(kilos // 100, p)
        total = till.plus(first, till.over(p, 2, "for half a kilo"), note="in all")
    else:
        total = till.times(kilos // 100, p, "in all")
    return words(rng, "food") | {"kg": f"{kilos // 100}{'.5' * half}", "p": Money(p)}, Money(total)


def refund(rng: random.Random, till: Till) -> Told:
    n, p = rng.randint(4, 12), tag(rng, till.level, 1, 25)
    slots = fitting(rng, p)
    k = rng.randint(2, n - 2)
    return slots | {"n": n, "k": k, "p": Money(p)}, Money(till.times(k, p, "back"))


def net(rng: random.Random, till: Till) -> Told:
    n, p = rng.randint(4, 12), tag(rng, till.level, 1, 25)
    slots = fitting(rng, p)
    k = rng.randint(2, n - 2)
    kept = till.minus(100 * n, 100 * k, note="kept") // 100
    return slots | {"n": n, "k": k, "p": Money(p)}, Money(till.times(kept, p, "in the end"))


def unit(rng: random.Random, till: Till) -> Told:
    n, p = few(rng, till.level, 2, 10), tag(rng, till.level, 1, 12)
    slots = fitting(rng, p)
    return slots | {"n": n, "t": Money(n * p)}, Money(till.over(n * p, n, f"for each {slots['item']}"))


def unit_more(rng: random.Random, till: Till) -> Told:
    n, m, p = rng.randint(2, 10), few(rng, till.level, 3, 12), tag(rng, till.level, 1, 9)
    slots = fitting(rng, p)
    if n == m:
        raise Unfit("the same number")
    one = till.over(n * p, n, f"for each {slots['item']}")
    return slots | {"n": n, "m": m, "t": Money(n * p)}, Money(till.times(m, one, f"for the {slots['items']}"))


def missing(rng: random.Random, till: Till) -> Told:
    p = rounded(rng, 8, rng.choice((60, 200, 900)))
    have = rounded(rng, 3, p // 100)
    return fitting(rng, p) | {"p": Money(p), "have": Money(have)}, Money(till.minus(p, have, note="missing"))


EASY = (each, each, pair, change_one, weigh, unit, missing)
MIDDLE = (
    triple,
    basket,
    basket2,
    change_each,
    change_basket,
    shipping,
    coupon,
    enough,
    how_many,
    unit_more,
    refund,
    net,
)
FULL = (how_many_left,)
