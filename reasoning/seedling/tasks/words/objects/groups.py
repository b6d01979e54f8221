"""Groups of equal size: boxes of 12, rows of seats, dozens, so many a day."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.ledger import Unit, amount
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story, nouns

PLANTS = nouns(
    "tree flower rose tulip carrot bean lettuce cabbage bush/bushes tomato-plant potato/potatoes onion apple-tree"
    " strawberry-plant sunflower vine pumpkin pepper-plant seedling leek plant corn-plant"
)
FOODS = nouns("egg egg egg bagel donut roll cookie muffin rose cupcake bun croissant")
SEATS = ("seat", "seats")
DOZEN = 12
TIMES = ("day", "day", "hour", "week", "minute", "month")


def groups(t: Tale) -> Story:
    a, b = t.draw(2, 12), t.draw(2, t.rng.choice((9, 12, 25)))
    return t.tell("groups", amount(t.times(a, b, t.things), t.things), a=a, b=b)


def groups_minus(t: Tale) -> Story:
    a, b = t.draw(2, 12), t.draw(2, t.rng.choice((9, 12, 25)))
    whole = t.times(a, b, t.things)
    c = t.draw(2, min(whole - 1, t.rng.choice((10, 60))))
    return t.tell("groups_minus", amount(t.minus(whole, c, t.things), t.things), a=a, b=b, c=c)


def groups_plus(t: Tale) -> Story:
    a, b, c = t.draw(2, 12), t.draw(2, t.rng.choice((9, 12, 25))), t.draw(2, t.rng.choice((9, 60)))
    whole = t.plus(t.times(a, b, t.things), c, unit=t.things)
    return t.tell("groups_plus", amount(whole, t.things), a=a, b=b, c=c)


def two_groups(t: Tale) -> Story:
    a, b, c, d = t.draw(2, 9), t.draw(2, 12), t.draw(2, 9), t.draw(2, 20)
    whole = t.plus(t.times(a, b, t.things), t.times(c, d, t.things), unit=t.things)
    return t.tell("two_groups", amount(whole, t.things), a=a, b=b, c=c, d=d)


def nested(t: Tale) -> Story:
    a, b, c = t.draw(2, 8), t.draw(2, 9), t.draw(2, 12)
    whole = t.times(t.times(a, b), c, t.things)
    return t.tell("nested", amount(whole, t.things), a=a, b=b, c=c)


def rows(t: Tale) -> Story:
    a, b = t.draw(3, 25), t.draw(4, 20)
    c = t.draw(a * b // 4, a * b - 1)
    free = t.minus(t.times(a, b, SEATS), c, SEATS)
    return t.tell("rows", amount(free, SEATS), a=a, b=b, c=c)


def _plants(t: Tale) -> Unit:
    plants = t.rng.choice(PLANTS)
    t.slots["plants"] = plants[1]
    return plants


def garden(t: Tale) -> Story:
    plants = _plants(t)
    a, b = t.draw(2, 12), t.draw(4, 15)
    c = t.draw(2, min(a * b - 1, 30))
    left = t.minus(t.times(a, b, plants), c, plants)
    return t.tell("garden", amount(left, plants), a=a, b=b, c=c)


def garden_total(t: Tale) -> Story:
    plants = _plants(t)
    a, b = t.draw(2, 12), t.draw(3, 25)
    return t.tell("garden_total", amount(t.times(a, b, plants), plants), a=a, b=b)


def _foods(t: Tale) -> Unit:
    foods = t.rng.choice(FOODS)
    t.slots["foods"] = t.slots["things"] = foods[1]
    return foods


def dozens(t: Tale) -> Story:
    foods = _foods(t)
    a = t.draw(2, 10)
    b = t.draw(2, min(DOZEN * a - 1, 40))
    left = t.minus(t.times(a, DOZEN, foods), b, foods)
    return t.tell("dozens", amount(left, foods), a=a, b=b)


def dozens_total(t: Tale) -> Story:
    foods = _foods(t)
    a = t.draw(2, 15)
    return t.tell("dozens_total", amount(t.times(a, DOZEN, foods), foods), a=a)


def per_day(t: Tale) -> Story:
    time = t.rng.choice(TIMES)
    t.slots.update(time=time, times=time + "s")
    a, b = t.draw(2, 12), t.draw(2, t.rng.choice((9, 60)))
    return t.tell("per_day", amount(t.times(a, b, t.things), t.things), a=a, b=b)


def three_times(t: Tale) -> Story:
    a, b, c = (t.draw(2, t.rng.choice((12, 80))) for _ in range(3))
    whole = t.plus(t.plus(a, b, unit=t.things), c, unit=t.things)
    return t.tell("three_times", amount(whole, t.things), a=a, b=b, c=c)


def unit_rate(t: Tale) -> Story:
    a, each, c = t.draw(2, 9), t.draw(2, 12), t.draw(2, 12)
    c += c == a
    whole = t.times(c, t.over(a * each, a, t.things), t.things)
    return t.tell("unit_rate", amount(whole, t.things), a=a, b=a * each, c=c)


EASY = (groups, garden_total, dozens_total, per_day)
MIDDLE = (groups_minus, groups_plus, two_groups, nested, rows, garden, dozens, three_times, unit_rate)
