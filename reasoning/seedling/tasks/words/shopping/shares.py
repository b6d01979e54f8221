"""Scenes about shares: who pays how much, who has more, what was there before a part of it was spent."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.shopping.draft import Money, Slot, Told
from reasoning.seedling.tasks.words.shopping.draws import friends, rounded, words
from reasoning.seedling.tasks.words.shopping.goods import fitting, tag
from reasoning.seedling.tasks.words.shopping.till import Till

PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth"}


def not_paying(rng: random.Random, till: Till) -> Told:
    n = rng.randint(3, 9)
    payers = till.minus(100 * n, 100, note="pay") // 100
    t = payers * rng.choice((rng.randint(5, 40) * 100, rng.randint(8, 60) * 50, rng.randint(40, 300) * 10))
    return friends(rng) | {"n": n, "t": Money(t)}, Money(till.over(t, payers, "each"))


def flat_share(rng: random.Random, till: Till) -> Told:
    n, each, p2 = rng.randint(2, 6), rng.randint(12, 120) * 500, rng.randint(4, 40) * 1000
    p = n * each - p2
    return {"n": n, "p": Money(p), "p2": Money(p2)}, Money(
        till.over(till.plus(p, p2, note="in all"), n, "each")
    )


def dropped_out(rng: random.Random, till: Till) -> Told:
    n, k = rng.choice(
        ((14, 2), (12, 2), (10, 2), (6, 2), (5, 1), (4, 1), (8, 2), (10, 5), (12, 4), (20, 4), (6, 1))
    )
    p = rng.randint(1, 9) * 50
    t = p * n * (n - k) // (10 if n * (n - k) % 20 == 0 else 1)
    before = till.over(t, n, "each at first")
    rest = till.minus(100 * n, 100 * k, note="now pay") // 100
    more = till.minus(till.over(t, rest, "each now"), before, note="more")
    return {"n": n, "k": k, "t": Money(t), "m": rest}, Money(more)


def coach(rng: random.Random, till: Till) -> Told:
    n, each, p2 = (
        rng.choice((10, 12, 20, 24, 25, 30, 40, 48, 50)),
        rng.randint(4, 40) * 50,
        rng.randint(2, 15) * 100,
    )
    share = till.over(n * each, n, "each")
    return {"n": n, "t": Money(n * each), "p2": Money(p2)}, Money(till.plus(share, p2, note="each in all"))


def _apart(rng: random.Random) -> tuple[dict[str, Slot], int, int]:
    less, more = rng.randint(3, 60) * 100, rng.randint(1, 20) * 200
    return friends(rng) | {"t": Money(2 * less + more), "d": Money(more)}, 2 * less + more, more


def more_of_two(rng: random.Random, till: Till) -> Told:
    slots, t, d = _apart(rng)
    return slots, Money(till.over(till.plus(t, d), 2, "for the one with more"))


def less_of_two(rng: random.Random, till: Till) -> Told:
    slots, t, d = _apart(rng)
    return slots, Money(till.over(till.minus(t, d), 2, "for the one with less"))


def both(rng: random.Random, till: Till) -> Told:
    p, d = rng.randint(5, 90) * 100, rng.randint(2, 40) * 100
    other = till.plus(p, d, note="for the other")
    return friends(rng) | {"p": Money(p), "d": Money(d)}, Money(till.plus(p, other, note="together"))


def small_share(rng: random.Random, till: Till) -> Told:
    k, p = rng.randint(2, 4), rng.choice((rng.randint(4, 90) * 100, rng.randint(2, 40) * 10000))
    parts = till.plus(100, 100 * k, note="parts") // 100
    slots: dict[str, Slot] = {"often": ("twice", "three times", "four times")[k - 2], "t": Money(p * parts)}
    return friends(rng) | slots, Money(till.over(p * parts, parts, "for one part"))


def large_share(rng: random.Random, till: Till) -> Told:
    slots, answer = small_share(rng, till)
    assert isinstance(answer, Money)
    k = ("twice", "three times", "four times").index(str(slots["often"])) + 2
    return slots, Money(till.times(k, answer.cents, "for the larger share"))


def gifts(rng: random.Random, till: Till) -> Told:
    n, p = rng.randint(2, 9), tag(rng, 1, 5, 40)
    slots: dict[str, Slot] = {"n": n, "p": Money(p), "age": rng.randint(4, 9), "age2": rng.randint(10, 15)}
    slots |= {
        "year": str(rng.randint(2015, 2029)),
        "flight": rng.choice(("LH", "BA", "AF", "KL")) + str(rng.randint(100, 2999)),
    }
    return slots, Money(till.times(n, p, "for all"))


def presents(rng: random.Random, till: Till) -> Told:
    p, c = rng.randint(5, 60) * 100, rng.randint(5, 80) * 100
    k = rng.choice((2, 2, 3))
    more = till.times(k, p, "from the other")
    slots: dict[str, Slot] = {"p": Money(p), "c": Money(c), "often": "twice" if k == 2 else "three times"}
    return words(rng, "aunt", 2) | slots, Money(till.plus(p, more, c, note="now"))


def sponsors(rng: random.Random, till: Till) -> Told:
    n, p, k, c = (
        rng.randint(2, 9),
        rng.choice((50, 100, 150, 200, 250, 300)),
        rng.randint(3, 21),
        rounded(rng, 5, 50),
    )
    a_km = till.times(n, p, "for each")
    total = till.plus(till.times(k, a_km, "from them"), c, note="raised")
    return words(rng, "aunt") | {"n": n, "p": Money(p), "k": k, "c": Money(c)}, Money(total)


def part_then(rng: random.Random, till: Till) -> Told:
    k = rng.randint(2, 5)
    t = k * rng.randint(4, 40) * 100
    spent = till.over(t, k, "spent first")
    c = rng.randint(2, max(2, (t - spent) // 100 - 1)) * 100
    slots = fitting(rng, spent) | {"t": Money(t), "part": PARTS[k], "c": Money(c)}
    return slots, Money(till.minus(t, spent, c, note="left"))


def before_half(rng: random.Random, till: Till) -> Told:
    p = tag(rng, 1, 3, 90)
    return fitting(rng, p) | {"p": Money(p)}, Money(till.times(2, p, "before"))


def before_part(rng: random.Random, till: Till) -> Told:
    a, b = rng.choice(((1, 3), (1, 4), (1, 5), (2, 3), (2, 5), (3, 4), (3, 5), (3, 8), (5, 8), (3, 10)))
    one = rng.choice((rng.randint(2, 30) * 100, rng.randint(2, 20) * 500))
    parts = till.minus(100 * b, 100 * a, note="parts are left") // 100
    if parts > 1:
        till.over(parts * one, parts, "for one part")
    said = PARTS[b] if a == 1 and rng.random() < 0.6 else f"{a}/{b}"
    if said == "2/3" and rng.random() < 0.5:
        said = "two thirds"
    slots = fitting(rng, b * one) | {"part": said, "t": Money(parts * one)}
    return slots, Money(till.times(b, one, "before"))


def before_spent(rng: random.Random, till: Till) -> Told:
    p, p2, t = rng.randint(2, 40) * 100, rng.randint(2, 40) * 50, rng.randint(2, 60) * 100
    return fitting(rng, p) | {"p": Money(p), "p2": Money(p2), "t": Money(t)}, Money(
        till.plus(t, p, p2, note="before")
    )


MIDDLE = (not_paying, flat_share, both, gifts, presents, part_then, before_half, before_spent, small_share)
FULL = (dropped_out, coach, more_of_two, less_of_two, large_share, sponsors, before_part)
