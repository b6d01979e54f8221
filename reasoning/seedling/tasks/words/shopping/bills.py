"""Scenes with other people and regular bills: sharing, tips, taxes, debts, tickets, coins, fuel."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Count, Money, Percent, Slot, Told
from reasoning.seedling.tasks.words.shopping.draws import TAXES, TIPS, few, friends, rounded
from reasoning.seedling.tasks.words.shopping.goods import fitting, several, tag
from reasoning.seedling.tasks.words.shopping.till import Till

_COINS = {
    1: ("1 cent", "one-cent", "1c"),
    2: ("2 cent", "two-cent", "2c"),
    5: ("5 cent", "five-cent", "5c"),
    10: ("10 cent", "ten-cent", "10c"),
    20: ("20 cent", "twenty-cent", "20c", "20 ct"),
    25: ("25 cent", "25-cent", "25c"),
    50: ("50 cent", "fifty-cent", "50c", "50-cent"),
}
_AMERICAN = {25: "quarters", 10: "dimes", 5: "nickels", 1: "pennies"}


def split(rng: random.Random, till: Till) -> Told:
    n, share = few(rng, till.level, 2, 8), tag(rng, till.level, 2, 40)
    return {"n": n, "t": Money(n * share)}, Money(till.over(n * share, n, "each"))


def split_items(rng: random.Random, till: Till) -> Told:
    slots, n, k = several(rng, 2), rng.randint(2, 6), rng.randint(2, 6)
    p, p2 = (tag(rng, till.level, 2, 14) for _ in "12")
    total = till.plus(till.times(n, p, f"for the {slots['items']}"), p2, note="in all")
    slots |= {"n": n, "k": k, "p": Money(p), "p2": Money(p2)}
    return slots, Money(till.over(total, k, "each"))


def _bill(rng: random.Random) -> tuple[int, int]:
    return rounded(rng, 10, rng.choice((60, 90, 200))), rng.choice(TIPS)


def tip(rng: random.Random, till: Till) -> Told:
    t, r = _bill(rng)
    total = till.plus(t, till.percent(t, r, "tip"), note="in all")
    return {"t": Money(t), "r": Percent(r)}, Money(total)


def tip_only(rng: random.Random, till: Till) -> Told:
    t, r = _bill(rng)
    return {"t": Money(t), "r": Percent(r)}, Money(till.percent(t, r, "tip"))


def share_of(rng: random.Random, till: Till) -> Told:
    t, r = (
        rounded(rng, 10, rng.choice((90, 900, 4000))),
        rng.choice((1, 2, 3, 4, *range(5, 100, 5), 10, 20, 25, 50)),
    )
    return {"t": Money(t), "r": Percent(r)}, Money(till.percent(t, r))


def tax(rng: random.Random, till: Till) -> Told:
    p, r = rounded(rng, 10, rng.choice((60, 90, 400))), rng.choice(TAXES)
    slots = fitting(rng, p) | {"p": Money(p), "r": Percent(r)}
    return slots, Money(till.plus(p, till.percent(p, r, "tax"), note="in all"))


def flatmates(rng: random.Random, till: Till) -> Told:
    p, p2, p3, n = rounded(rng, 500, 2000), rounded(rng, 40, 200), rounded(rng, 20, 60), rng.randint(2, 6)
    slots: dict[str, Slot] = {"n": n, "p": Money(p), "p2": Money(p2), "p3": Money(p3)}
    return slots, Money(till.over(till.plus(p, p2, p3, note="in all"), n, "each"))


def gift(rng: random.Random, till: Till) -> Told:
    n, p = rng.randint(3, 9), tag(rng, 0, 2, 20)
    t = n * p + rng.randint(2, 30) * 100
    return {"n": n, "p": Money(p), "t": Money(t)}, Money(
        till.minus(t, till.times(n, p, "so far"), note="missing")
    )


def debt(rng: random.Random, till: Till) -> Told:
    p = rounded(rng, 10, rng.choice((90, 500)))
    p2 = rounded(rng, 3, p // 100)
    return friends(rng) | {"p": Money(p), "p2": Money(p2)}, Money(till.minus(p, p2, note="still owed"))


def debt_rate(rng: random.Random, till: Till) -> Told:
    n, p2 = rng.randint(2, 9), rounded(rng, 5, 90)
    p = n * p2 + rounded(rng, 10, 300)
    left = till.minus(p, till.times(n, p2, "paid back"), note="still owed")
    return friends(rng) | {"n": n, "p": Money(p), "p2": Money(p2)}, Money(left)


def settle(rng: random.Random, till: Till) -> Told:
    p2, owed = rounded(rng, 10, 120), tag(rng, till.level, 2, 40)
    p = p2 + 2 * owed
    more = till.minus(p, p2, note="more than the other")
    return friends(rng) | {"p": Money(p), "p2": Money(p2)}, Money(till.over(more, 2, "to pay"))


def tickets(rng: random.Random, till: Till) -> Told:
    n, n2, p = rng.randint(2, 6), rng.randint(2, 8), tag(rng, till.level, 6, 30)
    p2 = tag(rng, till.level, 2, p // 100 - 1)
    total = till.plus(till.times(n, p, "for the adults"), till.times(n2, p2, "for the others"), note="in all")
    return {"n": n, "n2": n2, "p": Money(p), "p2": Money(p2)}, Money(total)


def coins(rng: random.Random, till: Till) -> Told:
    value, n = rng.choice((2, 5, 10, 20, 20, 25, 50, 50)), few(rng, till.level, 2, 12)
    cents = till.times(n, 100 * value, "cents")
    return {"n": n, "coin": rng.choice(_COINS[value])}, Money(till.over(cents, 100))


def _two_coins(rng: random.Random, till: Till) -> tuple[dict[str, Slot], int]:
    if rng.random() < 0.6:
        one, two = rng.sample(sorted(_AMERICAN), 2)
        names = [_AMERICAN[value] for value in (one, two)]
    else:
        one, two = rng.sample((1, 2, 5, 10, 20, 50), 2)
        names = [rng.choice(_COINS[value]) + " coins" for value in (one, two)]
    n, n2 = rng.randint(2, 9), rng.randint(2, 9)
    first = till.times(n, 100 * one, "cents")
    total = till.plus(first, till.times(n2, 100 * two, "cents"), note="cents")
    return {"n": n, "n2": n2, "coin": names[0], "coin2": names[1]}, total // 100


def coins2(rng: random.Random, till: Till) -> Told:
    slots, cents = _two_coins(rng, till)
    return slots, Count(cents, "cent", "cents")


def coins3(rng: random.Random, till: Till) -> Told:
    slots, cents = _two_coins(rng, till)
    return slots, Money(till.over(100 * cents, 100))


def coin_count(rng: random.Random, till: Till) -> Told:
    value = rng.choice((5, 10, 20, 25, 50))
    american = value in _AMERICAN and rng.random() < 0.6
    name = _AMERICAN[value] if american else rng.choice(_COINS[value]) + " coins"
    t = rng.randint(1, 6) * 100 + rng.choice((0, 0, 50))
    n = till.how_often(till.times(100, t, "cents"), 100 * value, "coins")
    return {"t": Money(t), "coin": name, "currency": "$" if american else rng.choice("$€")}, Count(
        n, "coin", "coins"
    )


def phone(rng: random.Random, till: Till) -> Told:
    one, many = rng.choice(
        (("GB", "GB"), ("minute", "minutes"), ("hour", "hours"), ("message", "messages"), ("call", "calls"))
    )
    c = rng.choice((10, 20, 25, 30, 50, 50)) if one != "GB" else rng.choice((200, 300, 500, 150))
    p, n = (
        tag(rng, 0, 8, 50),
        few(rng, till.level, 3, 9) * (rng.choice((1, 10)) if one in ("minute", "message") else 1),
    )
    total = till.plus(p, till.times(n, c, f"for the {many}"), note="in all")
    return {"p": Money(p), "c": Money(c), "n": n, "gb": one, "gbs": many}, Money(total)


def fuel(rng: random.Random, till: Till) -> Told:
    n, p = (
        rng.choice((5, 8, 10, 20, 30, 35, 40, 45, 50, 60, 12, 15)),
        rng.choice((120, 130, 140, 150, 160, 170, 175, 180, 190, 200, 300, 350)),
    )
    unit = rng.choice(("litre", "litre", "liter", "gallon"))
    return {"n": n, "p": Money(p), "unit": unit}, Money(till.times(n, p, "for the fuel"))


def fuel_trip(rng: random.Random, till: Till) -> Told:
    d, n, p = rng.randint(2, 9) * 100, rng.randint(4, 9), rng.choice((120, 140, 150, 160, 170, 180, 190, 200))
    hundreds = till.over(100 * d, 100) // 100
    litres = till.times(hundreds, 100 * n, "litres") // 100
    return {"d": d, "n": n, "p": Money(p)}, Money(till.times(litres, p, "for the fuel"))


EASY = (split, split, debt, tip_only, share_of, fuel)
MIDDLE = (
    split_items,
    tip,
    tip,
    tax,
    gift,
    debt_rate,
    settle,
    tickets,
    tickets,
    coins,
    coins2,
    coins3,
    coin_count,
    phone,
)
FULL = (flatmates, fuel_trip)
