"""Scenes of five to eight calculations, with percentages in the middle and numbers that are of no use."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Count, Money, Percent, Slot, Told
from reasoning.seedling.tasks.words.shopping.draws import DISCOUNTS, rounded, words
from reasoning.seedling.tasks.words.shopping.goods import banknote, fitting, named, several, tag
from reasoning.seedling.tasks.words.shopping.offers import difference
from reasoning.seedling.tasks.words.shopping.till import Till

_NEAT = (5, 10, 10, 20, 20, 25, 25, 30, 40, 50)  # percent


def _two_kinds(rng: random.Random, till: Till) -> tuple[Told, int]:
    """So many of one thing and so many of another, and what they cost."""
    slots, n, n2 = several(rng, 2), rng.randint(2, 9), rng.randint(2, 9)
    p, p2 = (rng.randint(1, 9) * 100 + rng.choice((0, 0, 0, 50)) for _ in "12")
    first = till.times(n, p, f"for the {slots['items']}")
    total = till.plus(first, till.times(n2, p2, f"for the {slots['items2']}"), note="in all")
    return (slots | {"n": n, "n2": n2, "p": Money(p), "p2": Money(p2)}, Money(total)), total


def h_till(rng: random.Random, till: Till) -> Told:
    ((slots, _), total), r = _two_kinds(rng, till), rng.choice(_NEAT)
    total = till.minus(total, till.percent(total, r, "off"), note="to pay")
    note = banknote(rng, total)
    return slots | {"r": Percent(r), "note": note}, Money(till.minus(note.cents, total, note="left"))


def h_dinner(rng: random.Random, till: Till) -> Told:
    ((slots, _), total), r, k = _two_kinds(rng, till), rng.choice((5, 10, 10, 20, 20, 25)), rng.randint(2, 6)
    total = till.plus(total, till.percent(total, r, "tip"), note="with the tip")
    return slots | {"r": Percent(r), "k": k}, Money(till.over(total, k, "each"))


def h_wage(rng: random.Random, till: Till) -> Told:
    h, n, p, r = rng.randint(3, 9), rng.randint(2, 6), rng.randint(8, 30) * 100, rng.choice(_NEAT)
    hours = till.times(h, 100 * n, "hours") // 100
    pay = till.times(hours, p, "for the work")
    rest = till.minus(pay, till.percent(pay, r, "tax"), note="after tax")
    c = rounded(rng, 20, max(21, rest // 100 - 10))
    slots = fitting(rng, c) | {"h": h, "n": n, "p": Money(p), "r": Percent(r), "c": Money(c)}
    return slots, Money(till.minus(rest, c, note="left"))


def h_stall(rng: random.Random, till: Till) -> Told:
    ((slots, _), total), r = _two_kinds(rng, till), rng.choice(_NEAT)
    c = rng.randint(2, max(3, total // 200)) * 100
    gain = till.minus(total, c, note="profit")
    rest = till.minus(gain, till.percent(gain, r, "given away"), note="kept")
    return slots | {"r": Percent(r), "c": Money(c)}, Money(rest)


def h_saving(rng: random.Random, till: Till) -> Told:
    h, p, r, n = (
        rng.randint(3, 10),
        rng.randint(6, 20) * 100,
        rng.choice((10, 20, 25, 40, 50, 60, 75)),
        rng.randint(2, 12),
    )
    pay = till.times(h, p, "each week")
    weekly = till.minus(pay, till.percent(pay, r, "spent"), note="saved each week")
    have = rounded(rng, 20, 150)
    to_save = till.minus(have + n * weekly, have, note="to save")
    till.how_often(to_save, weekly, "weeks")
    slots = (
        fitting(rng, have + n * weekly)
        | words(rng, "aunt")
        | {"time": "week", "times": "weeks", "h": h, "p": Money(p)}
    )
    return slots | {"r": Percent(r), "have": Money(have), "t": Money(have + n * weekly)}, Count(
        n, "week", "weeks"
    )


def h_trip(rng: random.Random, till: Till) -> Told:
    fuel, p, n, p2, k = (
        rng.choice((20, 30, 40, 50, 60)),
        rng.choice((120, 150, 160, 180, 200)),
        rng.randint(2, 6),
        0,
        rng.randint(2, 6),
    )
    p2, c = rng.randint(4, 20) * 500, rounded(rng, 6, 60)
    total = till.times(fuel, p, "for the fuel")
    total = till.plus(total, till.times(n, p2, "for the nights"), c, note="in all")
    slots: dict[str, Slot] = {"l": fuel, "p": Money(p), "n": n, "p2": Money(p2), "c": Money(c), "k": k}
    return slots, Money(till.over(total, k, "each"))


def h_offer(rng: random.Random, till: Till) -> Told:
    n, p, r = rng.choice((3, 6, 6, 9, 12)), rng.randint(2, 15) * 100, rng.choice((10, 20, 20, 25, 30, 40, 50))
    p2 = p + rng.choice((-100, -50, 0, 0, 50, 100, 200))
    first = till.times(n, p, "at shop A")
    first = till.minus(first, till.percent(first, r, "off"), note="at shop A")
    free = till.how_often(100 * n, 300, "free")
    paid = till.minus(100 * n, 100 * free, note="to pay for at shop B") // 100
    second = till.times(paid, p2, "at shop B")
    slots = named(rng) | {"n": n, "p": Money(p), "r": Percent(r), "p2": Money(p2)}
    return slots, difference(till, first, second, ("shop A", "shop B"))


def h_contract(rng: random.Random, till: Till) -> Told:
    n, p, r, c = (
        rng.choice((5, 6, 8, 9, 10, 12)),
        rng.randint(2, 12) * 500,
        rng.choice((10, 20, 25, 30, 40, 50)),
        rounded(rng, 5, 60),
    )
    k = rng.randint(2, n - 2)
    low = till.minus(p, till.percent(p, r, "off"), note="for a cheap month")
    first = till.times(k, low, "for the cheap months")
    others = till.minus(100 * n, 100 * k, note="other months") // 100
    total = till.plus(first, till.times(others, p, "for the others"), c, note="in all")
    return words(rng, "thing") | {"n": n, "k": k, "p": Money(p), "r": Percent(r), "c": Money(c)}, Money(total)


def h_flat(rng: random.Random, till: Till) -> Told:
    n, p, p2, p3 = rng.randint(2, 5), rounded(rng, 600, 1800), rounded(rng, 40, 200), rounded(rng, 20, 60)
    mine = till.over(till.plus(p, p2, p3, note="in all"), n, "each")
    t, r = mine // 10000 * 10000 + rng.randint(4, 20) * 10000, rng.choice(_NEAT)
    left = till.minus(t, mine, note="left")
    slots: dict[str, Slot] = {
        "n": n,
        "p": Money(p),
        "p2": Money(p2),
        "p3": Money(p3),
        "t": Money(t),
        "r": Percent(r),
    }
    return slots, Money(till.percent(left, r, "saved"))


def h_order(rng: random.Random, till: Till) -> Told:
    slots, n, p, p2 = several(rng, 2), rng.randint(3, 9), rng.randint(3, 15) * 100, rng.randint(4, 30) * 100
    cut, r, fee = (
        rng.choice((2, 3, 4, 5, 5, 10, 10)) * 100,
        rng.choice((5, 8, 10, 10, 20)),
        rng.randint(3, 9) * 100,
    )
    total = till.plus(till.times(n, p, f"for the {slots['items']}"), p2, note="in all")
    total = till.minus(total, cut, note="after the coupon")
    total = till.plus(total, till.percent(total, r, "tax"), fee, note="to pay")
    slots |= {"n": n, "p": Money(p), "p2": Money(p2), "off": Money(cut), "r": Percent(r), "fee": Money(fee)}
    return slots, Money(total)


def h_raise(rng: random.Random, till: Till) -> Told:
    p, r, h, n = (
        rng.randint(2, 8) * 500,
        rng.choice((5, 10, 10, 20, 20, 25, 50)),
        rng.randint(3, 9),
        rng.randint(2, 6),
    )
    rate = till.plus(p, till.percent(p, r, "more"), note="for each hour")
    pay = till.times(till.times(h, 100 * n, "hours") // 100, rate, "each week")
    c = rounded(rng, 20, max(21, pay // 100 - 10))
    slots: dict[str, Slot] = {"p": Money(p), "r": Percent(r), "h": h, "n": n, "c": Money(c)}
    return slots, Money(till.minus(pay, c, note="left"))


def h_tickets(rng: random.Random, till: Till) -> Told:
    n, n2, p, r = rng.randint(2, 6), rng.randint(2, 9), rng.randint(8, 25) * 100, rng.choice(_NEAT)
    p2, c = rng.randint(3, p // 100 - 2) * 100, rng.randint(3, 20) * 100
    total = till.plus(
        till.times(n, p, "for the adults"), till.times(n2, p2, "for the children"), note="in all"
    )
    total = till.minus(total, till.percent(total, r, "off"), note="for the tickets")
    slots: dict[str, Slot] = {
        "n": n,
        "n2": n2,
        "p": Money(p),
        "p2": Money(p2),
        "r": Percent(r),
        "c": Money(c),
    }
    return slots, Money(till.plus(total, c, note="to pay"))


def h_budget(rng: random.Random, till: Till) -> Told:
    t, r, n = rng.randint(12, 40) * 10000, rng.choice((5, 10, 10, 20, 25)), rng.choice((2, 3, 4, 4, 4, 5))
    rest = till.minus(t, till.percent(t, r, "saved"), note="after saving")
    p, p2 = rng.randint(4, 10) * 5000, rng.randint(2, 9) * rng.choice((2000, 2500, 5000))
    rest = till.minus(rest, p, p2, note="left")
    slots = words(rng, "cost") | {"t": Money(t), "r": Percent(r), "p": Money(p), "p2": Money(p2), "n": n}
    return slots, Money(till.over(rest, n, "each week"))


def h_bulk(rng: random.Random, till: Till) -> Told:
    n, m, p, r = rng.randint(2, 10), rng.randint(3, 12), tag(rng, 1, 1, 9), rng.choice(DISCOUNTS)
    one = till.over(n * p, n, "for each")
    total = till.times(m, one, "for all")
    total = till.minus(total, till.percent(total, r, "off"), note="to pay")
    note = banknote(rng, total)
    slots = named(rng) | {"n": n, "m": m, "t": Money(n * p), "r": Percent(r), "note": note}
    return slots, Money(till.minus(note.cents, total, note="left"))


HARD = (
    h_till,
    h_dinner,
    h_wage,
    h_stall,
    h_saving,
    h_trip,
    h_offer,
    h_contract,
    h_flat,
    h_order,
    h_raise,
    h_tickets,
    h_budget,
    h_bulk,
)
