"""Scenes at the counter and at home: a percentage on several things, packs, weights, energy, floors, deposits."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Count, Money, Percent, Slot, Told
from reasoning.seedling.tasks.words.shopping.draws import rounded, words
from reasoning.seedling.tasks.words.shopping.goods import banknote, named, several, tag
from reasoning.seedling.tasks.words.shopping.till import Till, Unfit

_NEAT = (5, 10, 10, 15, 20, 20, 25, 30, 40, 50)


def _basket(rng: random.Random, till: Till, kind: str = "") -> tuple[dict[str, Slot], int]:
    slots, n, p, p2 = (
        several(rng, 2, kind),
        rng.randint(2, 6),
        rng.randint(2, 24) * 50,
        rng.randint(2, 50) * 50,
    )
    total = till.plus(till.times(n, p, f"for the {slots['items']}"), p2, note="in all")
    return slots | {"n": n, "p": Money(p), "p2": Money(p2)}, total


def basket_off(rng: random.Random, till: Till) -> Told:
    (slots, total), r = _basket(rng, till), rng.choice(_NEAT)
    return slots | {"r": Percent(r)}, Money(till.minus(total, till.percent(total, r, "off"), note="to pay"))


def meal_tip(rng: random.Random, till: Till) -> Told:
    (slots, total), r = _basket(rng, till, "cafe"), rng.choice((5, 10, 10, 12, 15, 20, 20))
    return slots | {"r": Percent(r)}, Money(
        till.plus(total, till.percent(total, r, "tip"), note="with the tip")
    )


def with_vat(rng: random.Random, till: Till) -> Told:
    n, p, r = rng.randint(2, 9), rng.randint(2, 40) * 100, rng.choice((5, 7, 10, 19, 20, 20, 20, 25))
    slots = named(rng, ("small", "clothes"))
    net = till.times(n, p, "without VAT")
    return slots | {"n": n, "p": Money(p), "r": Percent(r)}, Money(
        till.plus(net, till.percent(net, r, "VAT"), note="with VAT")
    )


def nights_off(rng: random.Random, till: Till) -> Told:
    n, p, r = rng.randint(2, 9), rng.randint(8, 40) * 500, rng.choice(_NEAT)
    whole = till.times(n, p, "for the nights")
    total = till.minus(whole, till.percent(whole, r, "off"), note="to pay")
    return {"n": n, "p": Money(p), "r": Percent(r)}, Money(total)


def half_then_off(rng: random.Random, till: Till) -> Told:
    p, c = rng.randint(4, 40) * 500, rng.choice((200, 300, 500, 500, 1000, 1000, 1500))
    slots = named(rng, ("clothes",)) | {"p": Money(p), "c": Money(c)}
    return slots, Money(till.minus(till.over(p, 2, "at half price"), c, note="to pay"))


def down_payment(rng: random.Random, till: Till) -> Told:
    p, r, n = (
        rng.randint(4, 40) * 6000,
        rng.choice((10, 20, 25, 30, 40, 50)),
        rng.choice((4, 5, 6, 8, 10, 12, 12, 12)),
    )
    now = till.percent(p, r, "at once")
    rest = till.minus(p, now, note="left to pay")
    return named(rng, ("big",)) | {"p": Money(p), "r": Percent(r), "n": n}, Money(till.over(rest, n, "each"))


def deposit(rng: random.Random, till: Till) -> Told:
    p, r = (
        rng.choice((rng.randint(90, 600) * 100000, rng.randint(8, 95) * 10000)),
        rng.choice((5, 10, 10, 20, 20, 25)),
    )
    house = rng.choice(
        ("house", "flat", "cottage") if p > 9_000_000 else ("car", "boat", "kitchen", "wedding")
    )
    return {"p": Money(p), "r": Percent(r), "house": house}, Money(till.percent(p, r, "deposit"))


def weighed(rng: random.Random, till: Till) -> Told:
    g, half = rng.choice((1, 2, 2, 3, 4, 5, 6, 7, 7, 8, 9, 12)), rng.random() < 0.4
    p = rng.choice((rng.randint(2, 30) * 100, rng.randint(4, 40) * 50, rng.randint(6, 90) * 20))
    a_piece = till.over(p, 10, "for 100 g")
    grams = 100 * g + (50 if half else 0)
    till.over(100 * grams, 100, "hundreds of grams")
    price = till.times(g, a_piece, "" if half else "in all") if g > 1 else a_piece
    if half:
        price = till.plus(price, till.over(a_piece, 2, "for 50 g"), note="in all")
    elif g == 1:
        raise Unfit("the same price again")
    return words(rng, "food") | {"g": grams, "p": Money(p)}, Money(price)


def per_kilo(rng: random.Random, till: Till) -> Told:
    g, n, p, more = (
        rng.choice((100, 200, 250, 500, 500)),
        rng.randint(2, 5),
        rng.randint(4, 60) * 5,
        rng.randint(-60, 60),
    )
    times = till.how_often(100_000, 100 * g, "packs")
    small = till.times(times, p, "in small packs")
    large = small + more // 5 * 5
    if large == small:
        raise Unfit("the same price")
    large = till.over(n * large, n, "in large packs")
    slots = words(rng, "food") | {"g": g, "n": n, "p": Money(p), "t": Money(n * large)}
    return slots, Money(min(small, large))


def kilos_change(rng: random.Random, till: Till) -> Told:
    n, p, n2, p2 = rng.randint(2, 6), rng.randint(8, 40) * 10, rng.randint(2, 6), rng.randint(3, 40) * 10
    first = till.times(n, p, "for the first")
    total = till.plus(first, till.times(n2, p2, "for the others"), note="in all")
    note = banknote(rng, total)
    slots = named(rng, ("grocery",), "2") | words(rng, "food")
    slots |= {"n": n, "p": Money(p), "n2": n2, "p2": Money(p2), "note": note}
    return slots, Money(till.minus(note.cents, total, note="change"))


def delivered(rng: random.Random, till: Till) -> Told:
    n, p, c = rng.randint(2, 8), tag(rng, 1, 3, 18), rng.choice((150, 200, 250, 290, 300, 350, 400, 500))
    slots = named(rng, ("cafe", "small", "grocery")) | {"n": n, "p": Money(p), "c": Money(c)}
    return slots, Money(till.plus(till.times(n, p, f"for the {slots['items']}"), c, note="in all"))


def to_minimum(rng: random.Random, till: Till) -> Told:
    p, p2, t = (
        rng.randint(4, 40) * 50,
        rng.randint(4, 40) * 50,
        rng.choice((15, 20, 25, 30, 35, 40, 50, 60, 80)) * 100,
    )
    have = till.plus(p, p2, note="so far")
    return several(rng, 2) | {"p": Money(p), "p2": Money(p2), "t": Money(t)}, Money(
        till.minus(t, have, note="more")
    )


def basket_to_minimum(rng: random.Random, till: Till) -> Told:
    slots, have = _basket(rng, till)
    t = rng.choice((20, 25, 30, 40, 50, 60, 75, 80, 100)) * 100
    return slots | {"t": Money(t)}, Money(till.minus(t, have, note="more"))


def stamps(rng: random.Random, till: Till) -> Told:
    k, times = rng.randint(4, 10), rng.randint(2, 6)
    whole = till.plus(100 * k, 100, note="with the free one") // 100
    free = till.how_often(100 * whole * times, 100 * whole, "free")
    paid = till.minus(100 * whole * times, 100 * free, note="to pay for") // 100
    slots = named(rng, ("cafe",)) | {"k": k, "n": whole * times}
    return slots, Count(paid, str(slots["item"]), str(slots["items"]))


def packs(rng: random.Random, till: Till) -> Told:
    k, whole, p = rng.choice((4, 5, 6, 6, 8, 10, 10, 12, 20)), rng.randint(2, 9), tag(rng, 1, 1, 12)
    rest = rng.randint(0, k - 1)
    n = k * whole + rest
    if rest:
        full = till.times(whole, 100 * k, "in full packs")
        till.minus(100 * n, full, note="more needed")
        whole = till.plus(100 * whole, 100, note="packs") // 100
    else:
        whole = till.how_often(100 * n, 100 * k, "packs")
    slots = named(rng, ("small", "grocery", "cafe")) | {"k": k, "n": n, "p": Money(p)}
    return slots, Money(till.times(whole, p, "in all"))


def pieces_of_pack(rng: random.Random, till: Till) -> Told:
    n, d, k, p = (
        rng.choice((2, 3, 4, 5, 6, 8, 10)),
        rng.choice((7, 10, 14, 30, 30)),
        rng.choice((5, 10, 20, 20)),
        tag(rng, 1, 1, 12),
    )
    whole = till.times(n, 100 * d, "needed")
    count = till.how_often(whole, 100 * k, "packs")
    span = {7: "a week", 14: "two weeks"}.get(d, f"{d} days") if rng.random() < 0.5 else f"{d} days"
    return {"n": n, "span": span, "k": k, "p": Money(p)}, Money(till.times(count, p, "in all"))


def heater(rng: random.Random, till: Till) -> Told:
    kw, h, p = rng.randint(2, 9), rng.randint(2, 12), rng.choice((10, 15, 20, 25, 30, 30, 32, 35, 40, 50))
    used = till.times(kw, 100 * h, "kWh") // 100
    return {"kw": kw, "h": h, "p": Money(p)}, Money(till.times(used, p, "to pay"))


def meter(rng: random.Random, till: Till) -> Told:
    n, p, c = (
        rng.choice((rng.randint(5, 60) * 10, rng.randint(4, 90))),
        rng.choice((20, 25, 30, 40, 50)),
        rounded(rng, 5, 30),
    )
    total = till.plus(till.times(n, p, "for what was used"), c, note="in all")
    return {"n": n, "p": Money(p), "c": Money(c)}, Money(total)


def floor(rng: random.Random, till: Till) -> Told:
    a, b, p = (
        rng.randint(2, 9),
        rng.randint(2, 12),
        rng.choice((rng.randint(3, 40) * 100, rng.randint(6, 60) * 50)),
    )
    area = till.times(a, 100 * b, "square metres") // 100
    return {"la": a, "lb": b, "p": Money(p)}, Money(till.times(area, p, "to pay"))


def fuel_worth(rng: random.Random, till: Till) -> Told:
    n, p = (
        rng.choice((10, 15, 20, 24, 25, 28, 30, 32, 36, 40, 45, 50)),
        rng.choice((125, 140, 150, 160, 175, 180, 200)),
    )
    if n * p % 50:
        raise Unfit("not a round amount")
    unit = rng.choice((("litre", "litres"), ("litre", "litres"), ("liter", "liters"), ("gallon", "gallons")))
    till.how_often(n * p, p, unit[1])
    return {"t": Money(n * p), "p": Money(p), "litre": unit[0], "litres": unit[1]}, Count(n, *unit)


def consumption(rng: random.Random, till: Till) -> Told:
    per, hundreds, p = rng.randint(4, 10), rng.randint(2, 9), rng.choice((120, 125, 150, 160, 180, 200))
    times = till.over(10000 * hundreds, 100, "hundreds of km") // 100
    fuel = till.times(per, 100 * times, "litres") // 100
    return {"per": per, "km": 100 * hundreds, "p": Money(p)}, Money(till.times(fuel, p, "for the fuel"))


def bottles(rng: random.Random, till: Till) -> Told:
    n, p, n2, p2 = (
        rng.randint(3, 30),
        rng.choice((5, 8, 10, 15, 25)),
        rng.randint(2, 12),
        rng.choice((10, 20, 25, 50)),
    )
    first = till.times(n, p, "for the first")
    total = till.plus(first, till.times(n2, p2, "for the others"), note="in all")
    return {"n": n, "p": Money(p), "n2": n2, "p2": Money(p2)}, Money(total)


def cents_each(rng: random.Random, till: Till) -> Told:
    n, p = (
        rng.choice((rng.randint(5, 40), rng.randint(4, 40) * 5, rng.randint(2, 40) * 10)),
        rng.randint(3, 19) * 5,
    )
    slots = named(rng, ("small",)) | {"n": n, "p": Money(p)}
    return slots, Money(till.times(n, p, "in all"))


def returned(rng: random.Random, till: Till) -> Told:
    n, p = rng.randint(3, 9), tag(rng, 1, 3, 40)
    k = rng.randint(1, n - 1)
    whole = till.times(n, p, f"for {n}")
    slots = named(rng, ("clothes", "small")) | {"n": n, "k": k, "p": Money(p)}
    return slots, Money(till.minus(whole, till.times(k, p, "back"), note="in the end"))


def family_ticket(rng: random.Random, till: Till) -> Told:
    n, n2, p = rng.randint(2, 3), rng.randint(2, 5), rng.randint(8, 30) * 100
    p2 = rng.randint(3, p // 100 - 2) * 100
    first = till.times(n, p, "for the adults")
    total = till.plus(first, till.times(n2, p2, "for the children"), note="in all")
    t = total - rng.randint(2, max(2, total // 400)) * 100
    slots: dict[str, Slot] = {"n": n, "n2": n2, "p": Money(p), "p2": Money(p2), "t": Money(t)}
    return slots, Money(till.minus(total, t, note="saved"))


MIDDLE = (half_then_off, deposit, weighed, delivered, to_minimum, heater, floor, fuel_worth, cents_each)
FULL = (
    per_kilo,
    basket_off,
    meal_tip,
    with_vat,
    nights_off,
    down_payment,
    kilos_change,
    basket_to_minimum,
    stamps,
    packs,
    pieces_of_pack,
    meter,
    consumption,
    bottles,
    returned,
    family_ticket,
)
