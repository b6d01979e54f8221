"""Hard stories of house and kitchen: floors, pools, parties, parcels, paint, water, lawns, pills."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.noise import noisy
from reasoning.seedling.tasks.words.measures.scene import Scene, load, number, some
from reasoning.seedling.tasks.words.measures.space import by
from reasoning.seedling.tasks.words.measures.work import Work, amount

FORMS = load(__file__)


def tile_boxes(rng: random.Random) -> Scene:
    size, a, b, box = rng.choice(_FLOORS)
    work = Work()
    rows = work.over(work.times(a, 100, "cm"), size, "tiles")
    columns = rows if a == b else work.over(work.times(b, 100, "cm"), size, "tiles")
    count = work.times(rows, columns, "tiles")
    result = work.over(count, box, "boxes")
    values = noisy(rng) | {
        "by": by(rng, a, b, "metres"),
        "tile": some(rng, size, "cm"),
        "box": number(rng, box),
    }
    return Scene("tile_boxes", values, work, amount(result, "boxes"))


_FLOORS = [
    (size, a, b, box)
    for size in (20, 25, 50)
    for a in range(2, 7)
    for b in range(1, 6)
    for box in (4, 5, 6, 8, 10)
    if (a * 100 // size) * (b * 100 // size) % box == 0 and a * b * 10000 // size**2 // box > 1
]


def pool(rng: random.Random) -> Scene:
    """Metres, cubic metres, litres, minutes, hours."""
    a, b, rate, _hours = rng.choice(_POOLS)
    work = Work()
    floor = work.times(a, b, "square metres")
    deep = 1 if a * b > 12 else 2
    volume = floor if deep == 1 else work.times(floor, deep, "cubic metres")
    litres = work.times(volume, 1000, "litres")
    minutes = work.over(litres, rate * deep, "minutes")
    result = work.over(minutes, 60, "hours")
    values = noisy(rng) | {"by": by(rng, a, b, "metres"), "deep": some(rng, deep, "metres")}
    return Scene("pool", values | {"rate": some(rng, rate * deep, "litres")}, work, amount(result, "hours"))


_POOLS = [
    (a, b, rate, a * b * 1000 // rate // 60)
    for a in range(2, 10)
    for b in range(2, 7)
    for rate in (10, 20, 25, 40, 50, 100, 200)
    if a * b * 1000 % (rate * 60) == 0 and a * b * 1000 // rate // 60 < 30
]


def party(rng: random.Random) -> Scene:
    """Guests, glasses of millilitres, litres at home, bottles to buy."""
    guests, each, size = rng.randint(4, 20), rng.randint(2, 4), rng.choice((200, 250, 250, 300, 500))
    bottle = rng.choice((1, 2, 1.5))
    work = Work()
    glasses = work.times(guests, each, "glasses")
    need = work.over(work.times(glasses, size, "ml"), 1000, "litres")
    bottles = int(need // bottle) - (1 if need > 4 * bottle else 0)
    home = round(need - max(bottles, 1) * bottle, 4)
    if home > 0:
        home = int(home) if home == int(home) else home
        need = work.minus(need, home, unit="litres")
    values = noisy(rng) | {
        "n": number(rng, guests),
        "each": number(rng, each, 0.4),
        "size": some(rng, size, "ml"),
    }
    values["home"] = some(rng, home, "litres")
    if home <= 0:
        return Scene("party_litres", values, work, amount(need, "litres"))
    if bottle == 1:
        return Scene("party_more", values, work, amount(need, "litres"))
    result = work.over(need, bottle, "bottles")
    return Scene("party", values | {"bottle": some(rng, bottle, "litres")}, work, amount(result, "bottles"))


def parcels_mixed(rng: random.Random) -> Scene:
    """Kilograms and grams together."""
    n, kilos = rng.randint(2, 6), rng.choice((1.5, 2, 2.5, 3, 3.5, 4))
    m, grams, box = (
        rng.randint(2, 8),
        rng.choice((200, 250, 300, 400, 500, 600, 800)),
        rng.choice((100, 200, 300, 500)),
    )
    work = Work()
    heavy = work.times(n, kilos, "kg")
    light = work.times(m, grams, "grams")
    both = work.over(work.plus(light, box, unit="grams"), 1000, "kg")
    result = work.plus(heavy, both, unit="kg")
    values = noisy(rng) | {"n": number(rng, n), "m": number(rng, m), "x": some(rng, kilos, "kg")}
    values |= {"y": some(rng, grams, "grams"), "box": some(rng, box, "grams")}
    if rng.random() < 0.4:
        limit = int(result) + rng.randint(2, 12)
        result = work.minus(limit, result, unit="kg")
        return Scene("parcels_limit", values | {"limit": some(rng, limit, "kg")}, work, amount(result, "kg"))
    return Scene("parcels_mixed", values, work, amount(result, "kg"))


def walls(rng: random.Random) -> Scene:
    """Walls without a window, painted twice."""
    count, a, b, window = rng.randint(2, 4), rng.randint(3, 6), rng.randint(2, 4), rng.randint(1, 4)
    coats = rng.choice((2, 2, 3))
    work = Work()
    one = work.times(a, b, "square metres")
    every = work.times(one, count, "square metres")
    rest = work.minus(every, window, unit="square metres")
    surface = work.times(rest, coats, "square metres")
    each = next(size for size in [*rng.sample((10, 8, 6, 5, 4, 12), 6), 2, 3] if surface * 2 % size == 0)
    result = work.over(surface, each, "litres")
    values = noisy(rng) | {"n": number(rng, count), "by": by(rng, a, b, "metres")}
    values |= {"window": some(rng, window, "square metres"), "each": some(rng, each, "square metres")}
    values["coats"] = rng.choice(("twice", "two times")) if coats == 2 else "three times"
    return Scene("walls", values, work, amount(result, "litres"))


def saving(rng: random.Random) -> Scene:
    """Long showers against short ones, for a family and some days."""
    long, short = rng.choice((8, 9, 10)), rng.randint(3, 6)
    much, little = rng.choice((10, 12, 14, 15)), rng.randint(6, 9)
    heads, days = rng.randint(2, 5), rng.choice((5, 7, 7, 10))
    work = Work()
    before, now = work.times(long, much, "litres"), work.times(short, little, "litres")
    one = work.minus(before, now, unit="litres")
    every = work.times(one, heads, "litres")
    result = work.times(every, days, "litres")
    values = noisy(rng) | {"t1": some(rng, long, "minutes"), "t2": some(rng, short, "minutes")}
    values |= {"a": some(rng, much, "litres"), "b": some(rng, little, "litres"), "n": number(rng, heads)}
    values["days"] = rng.choice(("a week", "one week")) if days == 7 else some(rng, days, "days")
    return Scene("saving", values, work, amount(result, "litres"))


def lawn(rng: random.Random) -> Scene:
    """A garden without its pond, seeds by the square metre, kilograms."""
    a, b, c, d = rng.randint(6, 20), rng.randint(4, 9), rng.randint(2, 3), rng.randint(1, 3)
    seeds = rng.choice((20, 30, 40, 50))
    work = Work()
    whole, pond = work.times(a, b, "square metres"), work.times(c, d, "square metres")
    rest = work.minus(whole, pond, unit="square metres")
    grams = work.times(rest, seeds, "grams")
    result = work.over(grams, 1000, "kg")
    values = noisy(rng) | {"by": by(rng, a, b, "metres"), "by2": by(rng, c, d, "metres")}
    return Scene("lawn", values | {"seeds": some(rng, seeds, "grams")}, work, amount(result, "kg"))


def two_patients(rng: random.Random) -> Scene:
    """Two who take different amounts from the same packs."""
    a, at, b, bt = rng.randint(1, 3), rng.randint(2, 4), rng.randint(1, 2), rng.randint(2, 3)
    a = a + 1 if a == 1 else a
    b = b + 1 if b == 1 else b
    packs, daily = rng.randint(2, 5), a * at + b * bt
    days = packs * rng.randint(1, 4)
    work = Work()
    one, two = work.times(a, at, "tablets"), work.times(b, bt, "tablets")
    both = work.plus(one, two, unit="tablets")
    every = work.times(packs, daily * days // packs, "tablets")
    result = work.over(every, both, "days")
    values = noisy(rng) | {"a": number(rng, a, 0.4), "at": number(rng, at, 0.4), "b": number(rng, b, 0.4)}
    values |= {"bt": number(rng, bt, 0.4), "packs": number(rng, packs), "pack": str(daily * days // packs)}
    return Scene("two_patients", values, work, amount(result, "days"))


HARD = (tile_boxes, pool, party, parcels_mixed, walls, saving, lawn, two_patients)
