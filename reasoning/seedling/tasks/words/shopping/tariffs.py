"""Scenes about tariffs: a fee and so much a unit, first some at one price and then others, plans compared."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Count, Money, Percent, Slot, Told
from reasoning.seedling.tasks.words.shopping.draws import few, rounded, words
from reasoning.seedling.tasks.words.shopping.goods import tag
from reasoning.seedling.tasks.words.shopping.offers import difference
from reasoning.seedling.tasks.words.shopping.till import Till, Unfit
from reasoning.seedling.tasks.words.story import plain

_PLANS = (("A", "B"), ("plan A", "plan B"), ("plan one", "plan two"), ("plan 1", "plan 2"))


def _fee_and_units(till: Till, n: int, p: int, fee: int, units: str) -> Told:
    total = till.plus(till.times(n, p, f"for the {units}"), fee, note="in all")
    return {"n": n, "p": Money(p), "fee": Money(fee)}, Money(total)


def taxi(rng: random.Random, till: Till) -> Told:
    p, fee = (
        rng.choice((100, 120, 150, 180, 200, 200, 250, 300)),
        rng.choice((200, 250, 300, 350, 390, 400, 500)),
    )
    one, many = rng.choice((("km", "km"), ("km", "km"), ("kilometre", "kilometres"), ("mile", "miles")))
    slots, total = _fee_and_units(till, few(rng, till.level, 3, 14), p, fee, many)
    return slots | {"km": one, "kms": many}, total


def call_out(rng: random.Random, till: Till) -> Told:
    return _fee_and_units(till, rng.randint(2, 7), rng.randint(4, 18) * 500, rounded(rng, 20, 95), "hours")


def hire(rng: random.Random, till: Till) -> Told:
    return _fee_and_units(till, rng.randint(2, 10), rng.randint(2, 60) * 100, rounded(rng, 5, 90), "days")


def club_fee(rng: random.Random, till: Till) -> Told:
    return _fee_and_units(till, rng.randint(3, 12), rng.randint(4, 40) * 100, rounded(rng, 10, 60), "lessons")


def hire_km(rng: random.Random, till: Till) -> Told:
    n, p, k = rng.randint(2, 7), rng.randint(4, 16) * 500, rng.randint(4, 60) * 10
    p2 = rng.choice((10, 15, 20, 20, 25, 30, 40, 50))
    first = till.times(n, p, "for the days")
    total = till.plus(first, till.times(k, p2, "for the distance"), note="in all")
    return {"n": n, "p": Money(p), "k": k, "p2": Money(p2)}, Money(total)


def first_hour(rng: random.Random, till: Till) -> Told:
    n, p = rng.randint(3, 9), rng.randint(3, 20) * 50
    p2 = rng.choice((50, 80, 100, 120, 150, 180, 200, 250, 300, 400))
    others = till.minus(100 * n, 100, note="more hours") // 100
    total = till.plus(p, till.times(others, p2, "for them"), note="in all")
    return {"n": n, "p": Money(p), "p2": Money(p2)}, Money(total)


def half_hours(rng: random.Random, till: Till) -> Told:
    n, p, p2 = rng.randint(2, 6), rng.randint(3, 14) * 100, rng.randint(1, 6) * 50
    others = till.minus(100 * n, 100, note="more hours") // 100
    halves = till.times(2, 100 * others, "half hours") // 100
    total = till.plus(p, till.times(halves, p2, "for them"), note="in all")
    return {"n": n, "p": Money(p), "p2": Money(p2)}, Money(total)


def _tiers(rng: random.Random, till: Till, n: int, k: int, p: int, p2: int) -> tuple[dict[str, Slot], int]:
    first = till.times(k, p, f"for the first {k}")
    others = till.minus(100 * n, 100 * k, note="more") // 100
    total = till.plus(first, till.times(others, p2, "for the others"), note="in all")
    return {"n": n, "k": k, "p": Money(p), "p2": Money(p2)}, total


def first_some(rng: random.Random, till: Till) -> Told:
    k = rng.choice((5, 10, 10, 20, 20, 50, 100))
    p = rng.choice((10, 15, 20, 25, 30, 40, 50, 80, 100, 200))
    p2 = rng.choice([lower for lower in (5, 8, 10, 15, 20, 30, 50, 100) if lower < p])
    slots, total = _tiers(rng, till, k + rng.randint(3, 60), k, p, p2)
    return slots, Money(total)


def first_some_pence(rng: random.Random, till: Till) -> Told:
    k, coin = rng.choice((5, 10, 10, 20, 20, 50, 100)), rng.choice(("pence", "cents"))
    p = rng.choice((10, 12, 15, 20, 25, 30, 40))
    p2 = rng.choice([lower for lower in (4, 5, 6, 8, 10, 15, 20) if lower < p])
    slots, total = _tiers(rng, till, k + rng.randint(3, 60), k, 100 * p, 100 * p2)
    return slots | {"p": p, "p2": p2, "coin": coin, "c": "p" if coin == "pence" else "c"}, Count(
        total // 100, coin, coin
    )


def contract(rng: random.Random, till: Till) -> Told:
    n, k = rng.choice(((12, 3), (12, 6), (12, 2), (12, 4), (24, 6), (24, 12), (24, 4), (18, 6), (10, 4)))
    p = rng.randint(1, 8) * rng.choice((200, 500))
    slots, total = _tiers(rng, till, n, k, p, p + rng.choice((200, 400, 500, 500, 1000, 1500)))
    return words(rng, "thing") | slots, Money(total)


def free_months(rng: random.Random, till: Till) -> Told:
    n, k, p = rng.choice((6, 10, 12, 12, 24)), rng.randint(2, 4), tag(rng, 1, 5, 40)
    paid = till.minus(100 * n, 100 * k, note="to pay for") // 100
    return words(rng, "thing") | {"n": n, "k": k, "p": Money(p)}, Money(till.times(paid, p, "in all"))


def flat_or_units(rng: random.Random, till: Till) -> Told:
    t, p, n = rng.randint(3, 12) * 500, rng.randint(1, 10) * 100, rng.randint(4, 60) * 10
    p2 = rng.choice((2, 3, 4, 5, 5, 8, 10, 10, 20))
    names = rng.choice(_PLANS)
    second = till.plus(p, till.times(n, p2), note=f"for {names[1]}")
    slots: dict[str, Slot] = {"t": Money(t), "p": Money(p), "n": n, "p2": Money(p2)}
    return slots | {"A": names[0], "B": names[1]}, difference(till, t, second, names)


def _year(rng: random.Random, till: Till, names: tuple[str, str]) -> tuple[dict[str, Slot], int, int]:
    p, p2, fee = rng.randint(4, 18) * 250, rng.randint(3, 16) * 250, rounded(rng, 10, 90)
    if not p2 < p <= p2 + 1500 or p % 100 == p2 % 100 == 50:
        raise Unfit("one is much dearer")
    first = till.times(12, p, f"for {names[0]}")
    second = till.plus(till.times(12, p2), fee, note=f"for {names[1]}")
    return {"p": Money(p), "p2": Money(p2), "fee": Money(fee)}, first, second


def joining(rng: random.Random, till: Till) -> Told:
    names = rng.choice((("A", "B"), ("gym A", "gym B"), ("club A", "club B"), ("the first", "the second")))
    slots, first, second = _year(rng, till, names)
    return slots | {"A": names[0], "B": names[1]}, difference(till, first, second, names)


def pass_saves(rng: random.Random, till: Till) -> Told:
    n, p = rng.randint(5, 20), rng.choice((120, 150, 180, 200, 220, 250, 280, 300, 350, 400))
    single = till.times(n, p, "for single tickets")
    t = single // 100 * 100 - rng.randint(2, 14) * 100
    return {"n": n, "p": Money(p), "t": Money(t)}, Money(till.minus(single, t, note="saved"))


def pass_pays(rng: random.Random, till: Till) -> Told:
    n, p = rng.randint(4, 20), rng.choice((3, 4, 5, 6, 8, 10, 12)) * 100
    unit = rng.choice((("visit", "visits"), ("trip", "trips")))
    till.how_often(n * p, p, unit[1])
    return {"t": Money(n * p), "p": Money(p), "visit": unit[0], "visits": unit[1]}, Count(n, *unit)


def luggage(rng: random.Random, till: Till) -> Told:
    k, over, p = rng.choice((8, 10, 15, 20, 23, 23, 30, 32)), rng.randint(2, 9), rng.randint(4, 20) * 100
    over = till.minus(100 * (k + over), 100 * k, note="too much") // 100
    return {"k": k, "m": k + over, "p": Money(p)}, Money(till.times(over, p, "to pay"))


def luggage_part(rng: random.Random, till: Till) -> Told:
    k, begun, p = rng.choice((8, 10, 15, 20, 23, 23, 30, 32)), rng.randint(2, 7), rng.randint(4, 20) * 100
    part = rng.choice((20, 30, 40, 50, 50, 50, 60, 80))
    weight = 100 * (k + begun - 1) + part
    over = till.minus(weight, 100 * k, note="too much")
    # The begun kilogram counts as a whole one.
    begun = till.plus(over, 100 - part, note="with the part filled up") // 100
    return {"k": k, "m": plain(weight), "p": Money(p)}, Money(till.times(begun, p, "to pay"))


def laundry(rng: random.Random, till: Till) -> Told:
    n, p, k, p2 = (
        rng.randint(2, 5),
        rng.randint(5, 16) * 50,
        rng.choice((5, 10, 10, 15)),
        rng.choice((50, 100, 150)),
    )
    m = k * rng.randint(2, 8)
    first = till.times(n, p, "for the washes")
    slots = till.how_often(100 * m, 100 * k, "periods of drying")
    total = till.plus(first, till.times(slots, p2, "for drying"), note="in all")
    return {"n": n, "p": Money(p), "k": k, "p2": Money(p2), "m": m}, Money(total)


def city_tax(rng: random.Random, till: Till) -> Told:
    n, p, k, p2 = (
        rng.randint(2, 7),
        rng.randint(5, 30) * 500,
        rng.randint(2, 5),
        rng.choice((100, 150, 200, 250, 300)),
    )
    first = till.times(n, p, "for the nights")
    a_night = till.times(k, p2, "tax a night")
    total = till.plus(first, till.times(n, a_night, "tax"), note="in all")
    return {"n": n, "p": Money(p), "k": k, "p2": Money(p2)}, Money(total)


def h_hotel(rng: random.Random, till: Till) -> Told:
    n, p, r = rng.randint(2, 9), rng.randint(8, 40) * 500, rng.choice((5, 10, 10, 20, 20, 25, 30))
    k, p2 = rng.randint(2, 5), rng.choice((100, 150, 200, 250, 300, 400))
    room = till.times(n, p, "for the nights")
    room = till.minus(room, till.percent(room, r, "off"), note="for the room")
    each = till.times(k, p2, "each night")
    total = till.plus(room, till.times(n, each, "for all nights"), note="in all")
    return {"n": n, "p": Money(p), "r": Percent(r), "k": k, "p2": Money(p2)}, Money(total)


def h_hall(rng: random.Random, till: Till) -> Told:
    n, k, p, p2 = rng.randint(3, 7), rng.randint(2, 8), rng.randint(10, 40) * 100, rng.randint(2, 10) * 100
    p3 = rng.randint(2, 30) * 50
    others = till.minus(100 * n, 100, note="more hours") // 100
    hall = till.plus(p, till.times(others, p2, "for them"), note="for the hours")
    total = till.plus(hall, till.times(k, p3, "for the people"), note="in all")
    slots: dict[str, Slot] = {"n": n, "k": k, "p": Money(p), "p2": Money(p2), "p3": Money(p3)}
    return slots, Money(till.over(total, k, "each"))


MIDDLE = (taxi, call_out, hire, club_fee, first_hour, contract, free_months, pass_saves, pass_pays, luggage)
FULL = (
    hire_km,
    half_hours,
    first_some,
    first_some_pence,
    flat_or_units,
    joining,
    luggage_part,
    laundry,
    city_tax,
)
HARD = (h_hotel, h_hall)
