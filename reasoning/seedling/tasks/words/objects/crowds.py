"""Crowds and counters: buses, queues, classes, votes, car parks, points, stairs, pages."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.ledger import amount, with_tail
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story, nouns

PEOPLE = ("person", "people")
PAGES, STEPS, POINTS = ("page", "pages"), ("step", "steps"), ("point", "points")
DAYS, CHAIRS, SPACES, BUSES = ("day", "days"), ("chair", "chairs"), ("space", "spaces"), ("bus", "buses")
FOODS = nouns("cookie biscuit muffin cupcake roll bun donut scone brownie pretzel bagel macaron")
PACKS = nouns("bag box/boxes pack")
_RIDES = (
    ("bus", "stop"),
    ("bus", "stop"),
    ("train", "station"),
    ("tram", "stop"),
    ("ferry", "harbour"),
    ("lift", "floor"),
)
_DISHES = (
    "pizza",
    "pasta",
    "soup",
    "fish",
    "salad",
    "rice",
    "tea",
    "coffee",
    "juice",
    "water",
    "milk",
    "burgers",
)
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def bus(t: Tale) -> Story:
    a = t.draw(5, 80)
    b, c = t.draw(2, a - 1), t.draw(2, 25)
    vehicle, stop = t.rng.choice(_RIDES)
    unit = t.rng.choice((PEOPLE, ("passenger", "passengers")))
    t.slots.update(bus=vehicle, stop=stop, pax=unit[1])
    now = t.plus(t.minus(a, b, unit), c, unit=unit)
    return t.tell("bus", amount(now, unit), a=a, b=b, c=c)


def queue_total(t: Tale) -> Story:
    t.single()
    a, b = t.draw(2, 25), t.draw(2, 25)
    whole = t.plus(t.plus(a, b, unit=("other", "others")), 1, unit=PEOPLE)
    return t.tell("queue_total", amount(whole, PEOPLE), a=a, b=b)


def _th(number: int) -> str:
    last = number % 100 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def queue_behind(t: Tale) -> Story:
    t.single()
    a = t.draw(5, 40)
    b = t.draw(2, a - 1)
    t.slots["bth"] = _th(b)
    return t.tell("queue_behind", amount(t.minus(a, b, PEOPLE), PEOPLE), a=a, b=b)


def pages(t: Tale) -> Story:
    b, c = t.draw(5, 30), t.draw(2, 9)
    a = b * c + t.draw(5, 150)
    return t.tell("pages", amount(t.minus(a, t.times(c, b, PAGES), PAGES), PAGES), a=a, b=b, c=c)


def pages_two(t: Tale) -> Story:
    b, c = t.draw(5, 60), t.draw(5, 60)
    a = b + c + t.draw(5, 150)
    day = t.draw(0, 5)
    t.slots.update(day1=_WEEK[day], day2=_WEEK[day + 1])
    left = t.minus(a, t.plus(b, c, unit=with_tail(PAGES, "read")), PAGES)
    return t.tell("pages_two", amount(left, PAGES), a=a, b=b, c=c)


def finish(t: Tale) -> Story:
    b, days = t.rng.choice((3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30)), t.draw(2, 12)
    return t.tell("finish", amount(t.over(b * days, b, DAYS), DAYS), a=b * days, b=b)


def stairs(t: Tale) -> Story:
    a = t.draw(5, 60)
    b, c = t.draw(2, a - 1), t.draw(2, 30)
    now = t.plus(t.minus(a, b, STEPS), c, unit=STEPS)
    return t.tell("stairs", amount(now, STEPS), a=a, b=b, c=c)


def stairs_total(t: Tale) -> Story:
    a, b = t.draw(2, 12), t.draw(5, 30)
    return t.tell("stairs_total", amount(t.times(a, b, STEPS), STEPS), a=a, b=b)


def points(t: Tale) -> Story:
    a, b = t.draw(2, 12), t.rng.choice((2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 50, 100))
    c = t.draw(2, min(a * b - 1, 60))
    return t.tell("points", amount(t.minus(t.times(a, b, POINTS), c, POINTS), POINTS), a=a, b=b, c=c)


def two_scores(t: Tale) -> Story:
    a, b = t.draw(3, 150), t.draw(3, 100)
    c = t.draw(2, a + b - 1)
    left = t.minus(t.plus(a, b, unit=POINTS), c, POINTS)
    return t.tell("two_scores", amount(left, POINTS), a=a, b=b, c=c)


def tables(t: Tale) -> Story:
    a, b = t.draw(2, 12), t.draw(2, 10)
    c = a * b + t.draw(1, 20)
    return t.tell("tables", amount(t.minus(c, t.times(a, b, CHAIRS), CHAIRS), CHAIRS), a=a, b=b, c=c)


def classes(t: Tale) -> Story:
    a, b = t.draw(2, 9), t.draw(8, 30)
    c = t.draw(2, 40) if a * b > 45 else t.draw(2, a * b - 1)
    present = t.minus(t.times(a, b, t.folk), c, t.folk)
    return t.tell("classes", amount(present, t.folk), a=a, b=b, c=c)


def trip(t: Tale) -> Story:
    a, b, c, d = t.draw(2, 6), t.draw(15, 30), t.draw(2, 9), t.rng.choice((30, 40, 45, 48, 50, 52, 60))
    whole = t.plus(t.times(a, b, t.folk), c, unit=PEOPLE)
    if whole % d:
        count, _ = t.fits(whole, d, PEOPLE, with_tail(PEOPLE, "left over"))
        count = t.plus(count, 1, unit=BUSES)
    else:
        count = t.over(whole, d, BUSES)
    return t.tell("trip", amount(count, BUSES), a=a, b=b, c=c, d=d)


def votes(t: Tale) -> Story:
    b, c, rest = t.draw(2, 30), t.draw(2, 30), t.draw(2, 30)
    x, y, z = t.rng.sample(_DISHES, 3)
    t.slots.update(x=x, y=y, z=z)
    a = b + c + rest
    t.minus(t.minus(a, b, t.folk), c, t.folk)
    return t.tell("votes", amount(rest, t.folk), a=a, b=b, c=c)


def room(t: Tale) -> Story:
    a = t.draw(5, 120)
    b, c = t.draw(2, a - 1), t.draw(2, 50)
    now = t.plus(t.minus(a, b, t.folk), c, unit=t.folk)
    return t.tell("room", amount(now, t.folk), a=a, b=b, c=c)


def parking(t: Tale) -> Story:
    b, c = t.draw(5, 80), t.draw(2, 40)
    a = b + c + t.draw(1, 60)
    left = t.minus(a, t.plus(b, c, unit=("car", "cars")), SPACES)
    return t.tell("parking", amount(left, SPACES), a=a, b=b, c=c)


def baking(t: Tale) -> Story:
    foods, packs = t.rng.choice(FOODS), t.rng.choice(PACKS)
    a, d = t.draw(2, 9), t.draw(2, 10)
    b = t.rng.choice((6, 8, 9, 10, 12, 15, 16, 20, 24))
    c = a * b % d or d
    while c < 2 or (c + d < a * b // 3 and t.rng.random() < 0.4):
        c += d
    t.slots.update(foods=foods[1], packs=packs[1])
    count = t.over(t.minus(t.times(a, b, foods), c, foods), d, packs)
    return t.tell("baking", amount(count, packs), a=a, b=b, c=c, d=d)


EASY = (queue_behind, finish, stairs_total)
MIDDLE = (
    bus,
    queue_total,
    pages,
    pages_two,
    stairs,
    points,
    two_scores,
    tables,
    classes,
    votes,
    room,
    parking,
    baking,
)
HARD = (trip,)
