"""Longer stories about several kinds of things, or a bus that stops again and again."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.chains import Chain
from reasoning.seedling.tasks.words.objects.ledger import amount
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import FOOD, GOODS, Story

ITEMS = {"things": ("thing", "things"), "items": ("item", "items"), "pieces": ("piece", "pieces")}
PEOPLE = ("person", "people")
_RIDES = (("bus", "stop"), ("bus", "stop"), ("train", "station"), ("tram", "stop"), ("boat", "pier"))


def _kinds(t: Tale, moves: int, everything: bool) -> Story:
    """Three kinds; where only one is asked for, the others do not matter."""
    c = Chain(t)
    units = t.rng.sample(FOOD if t.food else GOODS, 3)
    t.slots.update(zip(("k1", "k2", "k3"), (many for _, many in units), strict=True))
    a, b, d = t.draw(4, 40), t.draw(4, 40), t.draw(4, 40)
    if t.rng.random() < 0.5:
        a, each = t.draw(2, 8), t.draw(3, 12)
        c.add("kinds_packed", a=a, b=b, c=d, d=each)
        have = [t.times(a, each, units[0]), b, d]
    else:
        c.add("kinds", a=a, b=b, c=d)
        have = [a, b, d]
    for turn in range(moves):
        which = 0 if turn == 0 and not everything else t.draw(0, 2)
        t.slots["kind"] = units[which][1]
        lose = have[which] > 3 and t.rng.random() < 0.65
        n = t.draw(2, have[which] - 1) if lose else t.draw(2, 30)
        c.add("kind_lose" if lose else "kind_gain", n=n)
        c.names[-1] += str(which)
        if everything or which == 0:
            unit = units[which]
            have[which] = t.minus(have[which], n, unit) if lose else t.plus(have[which], n, unit=unit)
    if not everything:
        return c.ask("kinds_one", amount(have[0], units[0]))
    word = t.rng.choice(tuple(ITEMS))
    t.slots["items"] = word
    whole = t.plus(t.plus(have[0], have[1], unit=ITEMS[word]), have[2], unit=ITEMS[word])
    return c.ask("kinds_all", amount(whole, ITEMS[word]))


def kinds_one(t: Tale) -> Story:
    return _kinds(t, t.draw(1, 2), everything=False)


def kinds_one_long(t: Tale) -> Story:
    return _kinds(t, t.draw(4, 5), everything=False)


def kinds_all(t: Tale) -> Story:
    return _kinds(t, t.draw(0, 1), everything=True)


def kinds_all_long(t: Tale) -> Story:
    return _kinds(t, t.draw(2, 3), everything=True)


def _ride(t: Tale, stops: int) -> Story:
    c = Chain(t)
    t.dozens = False
    t.slots["bus"], t.slots["stop"] = t.rng.choice(_RIDES)
    have = t.draw(4, 45)
    c.add(t.rng.choice(("bus_start", "bus_start", "bus_first")), a=have)
    for _ in range(stops):
        n = t.draw(2, max(2, min(have - 1, 15)))
        style = t.rng.choice(("bus_off", "bus_on", "bus_both", "bus_both")) if have > 3 else "bus_on"
        m = t.draw(2, 15)
        c.add(style, n=n, m=m)
        have = t.plus(have, n, unit=PEOPLE) if style == "bus_on" else t.minus(have, n, PEOPLE)
        if style == "bus_both":
            have = t.plus(have, m, unit=PEOPLE)
    return c.ask("bus_end", amount(have, PEOPLE))


def ride(t: Tale) -> Story:
    return _ride(t, t.draw(1, 2))


def ride_long(t: Tale) -> Story:
    return _ride(t, t.draw(3, 4))


MIDDLE = (kinds_one, kinds_one, kinds_all, ride)
HARD = (kinds_one_long, kinds_all_long, kinds_all_long, ride_long)
