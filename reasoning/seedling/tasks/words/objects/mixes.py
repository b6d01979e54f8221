"""Different kinds of one sort: boys and girls are children, apples and pears are fruits; and averages."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.crowds import POINTS
from reasoning.seedling.tasks.words.objects.ledger import Unit, amount
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story, nouns

_SORTS = (  # sort, kinds, places
    (
        "fruit",
        "apple banana pear orange plum peach/peaches mango/mangoes kiwi lemon",
        "in a bowl|in the basket",
    ),
    ("child/children", "boy girl", "in the class|in a club|on the playground|in the pool"),
    ("student", "boy girl", "in the class|in my class|at a school"),
    ("animal", "cow horse pig goat sheep/sheep chicken duck donkey", "on a farm|in the barn|in the field"),
    ("pet", "dog cat rabbit hamster parrot", "in a shelter|in the pet shop|at the vet"),
    ("flower", "rose tulip daisy/daisies lily/lilies sunflower", "in a vase|in the garden|in a shop"),
    ("vehicle", "car van bus/buses truck motorbike bike", "in the car park|on the road|in the street"),
    ("person/people", "adult child/children", "on the bus|at the party|in the cinema|on the train"),
    ("person/people", "man/men woman/women", "in the office|in the room|at the meeting"),
    ("vegetable", "carrot onion potato/potatoes tomato/tomatoes pepper cucumber", "in the kitchen|in a box"),
    ("toy", "car doll robot puzzle ball teddy/teddies", "in a box|on the shelf|in the room"),
    ("bird", "sparrow crow pigeon robin blackbird", "in the tree|in the park|in the garden"),
    ("tree", "oak birch/birches pine maple beech/beeches", "in the park|in a forest|along the road"),
    ("book", "novel comic cookbook dictionary/dictionaries", "on the shelf|in a box|in the library"),
    ("drink", "cola juice water tea lemonade", "in the fridge|on the table"),
)
SORTS = tuple((nouns(sort)[0], nouns(kinds), places.split("|")) for sort, kinds, places in _SORTS)


def _mix(t: Tale, least: int = 2) -> tuple[Unit, list[Unit]]:
    while len((chosen := t.rng.choice(SORTS))[1]) < least:
        pass
    sort, kinds, places = chosen
    drawn = t.rng.sample(kinds, least)
    t.slots.update(sort=sort[1], place=t.rng.choice(places))
    t.slots.update(zip(("xs", "ys", "zs"), (many for _, many in drawn), strict=False))
    return sort, drawn


def mix_total(t: Tale) -> Story:
    sort, _ = _mix(t)
    a, b = t.draw(2, t.draw(9, 60)), t.draw(2, t.draw(9, 60))
    return t.tell("mix_total", amount(t.plus(a, b, unit=sort), sort), a=a, b=b)


def mix_more(t: Tale) -> Story:
    _, (xs, _) = _mix(t)
    a = t.draw(4, t.draw(15, 80))
    b = t.draw(2, a - 1)
    return t.tell("mix_more", amount(t.minus(a, b, xs), xs), a=a, b=b)


def mix_rest(t: Tale) -> Story:
    _, (_, ys) = _mix(t)
    a = t.draw(5, t.draw(15, 120))
    b = t.draw(2, a - 2)
    return t.tell("mix_rest", amount(t.minus(a, b, ys), ys), a=a, b=b)


def mix_three(t: Tale) -> Story:
    sort, (_, _, zs) = _mix(t, 3)
    a = t.draw(8, t.draw(20, 120))
    b = t.draw(2, a - 5)
    c = t.draw(2, a - b - 1)
    rest = t.minus(t.minus(a, b, sort), c, zs)
    return t.tell("mix_three", amount(rest, zs), a=a, b=b, c=c)


def mean(t: Tale) -> Story:
    a, b = t.draw(4, 60), t.draw(4, 60)
    c = 3 * t.draw(2, 20)
    c += -(a + b) % 3
    whole = t.plus(t.plus(a, b, unit=POINTS), c, unit=POINTS)
    return t.tell("mean", amount(t.over(whole, 3, POINTS), POINTS), a=a, b=b, c=c)


EASY = (mix_total, mix_more, mix_rest)
MIDDLE = (mix_three, mean)
