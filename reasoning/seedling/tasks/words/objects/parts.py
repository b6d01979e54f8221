"""Fractions and percentages of a collection, what is left of it, and the whole that belongs to a part."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.ledger import NONE, Unit, amount
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story
from reasoning.seedling.wording import spelled_out

_NAMES = {
    2: ("half",),
    3: ("third",),
    4: ("quarter", "quarter", "fourth"),
    5: ("fifth",),
    6: ("sixth",),
    8: ("eighth",),
    10: ("tenth",),
}
_PERCENT = (10, 10, 20, 20, 25, 25, 25, 30, 40, 50, 50, 60, 70, 75, 75, 80, 90, 5, 15)
# Kinds of people that make up a whole: whole with its place, whole, the place, one part, the other part.
_WHOLES = (
    ("pupils in a class", "pupils", "a class", "boys", "girls"),
    ("kids in class", "kids", "our class", "girls", "boys"),
    ("students in my class", "students", "my class", "boys", "girls"),
    ("children in a camp", "children", "a camp", "girls", "boys"),
    ("people on the bus", "people", "a bus", "adults", "children"),
    ("guests at the party", "guests", "the party", "children", "adults"),
    ("people at a concert", "people", "a concert", "women", "men"),
    ("workers in a factory", "workers", "a factory", "men", "women"),
    ("players in a club", "players", "a club", "beginners", "experts"),
    ("animals on a farm", "animals", "a farm", "cows", "sheep"),
    ("animals in a shelter", "animals", "a shelter", "dogs", "cats"),
    ("birds in a pond", "birds", "a pond", "ducks", "swans"),
    ("fish in a tank", "fish", "a tank", "goldfish", "guppies"),
    ("trees in a park", "trees", "a park", "oaks", "birches"),
    ("flowers in a garden", "flowers", "a garden", "roses", "tulips"),
    ("cars in a car park", "cars", "a car park", "vans", "other cars"),
    ("books in a library", "books", "a library", "novels", "comics"),
    ("fruits in a bowl", "fruits", "a bowl", "apples", "pears"),
)
_SEATS = (
    ("seats", "a theatre", ("taken", "booked", "sold", "occupied"), ("free", "empty")),
    ("seats", "a bus", ("taken", "occupied"), ("free", "empty")),
    ("seats", "the hall", ("taken", "reserved", "occupied"), ("free", "empty")),
    ("places", "the camp", ("taken", "booked"), ("free", "open")),
    ("rooms", "a hotel", ("booked", "occupied", "taken"), ("free", "empty")),
    ("parking spaces", "a car park", ("taken", "occupied"), ("free", "empty")),
    ("tables", "a restaurant", ("taken", "reserved"), ("free", "empty")),
    ("tickets", "a show", ("sold", "gone"), ("left", "unsold")),
)
_COLOURS = ("red", "blue", "green", "yellow", "white", "black", "brown", "orange", "purple", "pink", "grey")
_MEMBERS = ("members", "students", "pupils", "players", "people", "inhabitants", "children", "animals")
_ONE = {"people": "person", "children": "child", "women": "woman", "men": "man", "guppies": "guppy"}
_SAME = ("sheep", "goldfish", "fish")


def _unit(many: str) -> Unit:
    return _ONE.get(many, many if many in _SAME else many.removesuffix("s")), many


class Part:
    """A fraction or a percentage: its name, and the steps that take it of a number."""

    def __init__(self, t: Tale, most: int = 10, percent: float = 0.3, several: float = 0.35) -> None:
        if t.rng.random() < percent:
            share = t.rng.choice(_PERCENT)
            self.name = percentage(t, share)
            self.over, self.under = _percent(share)
            return
        self.under = t.rng.choice([n for n in (2, 3, 3, 4, 4, 5, 6, 8, 10) if n <= most])
        self.over = t.draw(2, self.under - 1) if self.under > 2 and t.rng.random() < several else 1
        if self.over > 1 and self.over * 2 == self.under:
            self.over = 1
        self.name = _name(t, self.over, self.under)

    def of(self, t: Tale, number: int, unit: Unit) -> int:
        """The part of `number`, a multiple of `under`."""
        part = t.over(number, self.under, unit if self.over == 1 else NONE)
        return part if self.over == 1 else t.times(part, self.over, unit)


def percentage(t: Tale, share: int) -> str:
    return t.rng.choice((f"{share}%", f"{share}%", f"{share} %", f"{share} percent", f"{share} per cent"))


def _percent(share: int) -> tuple[int, int]:
    """The parts in which people think of a percentage: quarters, tenths, twentieths."""
    if share == 50:
        return 1, 2
    for under in (4, 10, 20):
        if share * under % 100 == 0:
            return share * under // 100, under
    return share, 100


def _name(t: Tale, over: int, under: int) -> str:
    if t.rng.random() < 0.25:
        return f"{over}/{under}"
    word = t.rng.choice(_NAMES[under])
    if over == 1:
        return word if under == 2 else f"{t.rng.choice(('a', 'a', 'one'))} {word}"
    return f"{spelled_out(over)} {word}s"


def _whole(t: Tale, part: Part, low: int = 2) -> int:
    return part.under * t.draw(low, max(low, 12 if part.under <= 10 else 6))


def bare_part(t: Tale) -> Story:
    part = Part(t, several=0.2 if t.level else 0.0, percent=0.3 if t.level else 0.0)
    a = _whole(t, part)
    t.slots["frac"] = part.name
    key = f"bare_part:{a},{part.over}/{part.under}"
    return t.tell("bare_part", amount(part.of(t, a, t.things), t.things), a=a, key=key)


def _class(t: Tale) -> tuple[Unit, Unit]:
    whole, whole1, place, x, y = t.rng.choice(_WHOLES)
    t.slots.update(whole=whole, whole1=whole1, place=place, x=x, y=y)
    return _unit(x), _unit(y)


def class_part(t: Tale) -> Story:
    part, (x, _) = Part(t, several=0.3 if t.level else 0.0, percent=0.3 if t.level else 0.0), _class(t)
    a = _whole(t, part)
    t.slots["frac"] = part.name
    key = f"class_part:{a},{part.over}/{part.under}"
    return t.tell("class_part", amount(part.of(t, a, x), x), a=a, key=key)


def class_rest(t: Tale) -> Story:
    part, (x, y) = Part(t), _class(t)
    a = _whole(t, part)
    t.slots["frac"] = part.name
    rest = t.minus(a, part.of(t, a, x), y)
    return t.tell("class_rest", amount(rest, y), a=a, key=f"class_rest:{a},{part.over}/{part.under}")


def used_part(t: Tale) -> Story:
    part = Part(t)
    a = _whole(t, part)
    t.slots["frac"] = part.name
    rest = t.minus(a, part.of(t, a, t.things), t.things)
    return t.tell("used_part", amount(rest, t.things), a=a, key=f"used_part:{a},{part.over}/{part.under}")


def seats_part(t: Tale) -> Story:
    part = Part(t, percent=0.6)
    seats, venue, taken, free = t.rng.choice(_SEATS)
    a = part.under * t.draw(2, 20)
    t.slots.update(
        frac=part.name, seats=seats, venue=venue, taken=t.rng.choice(taken), free=t.rng.choice(free)
    )
    unit = _unit(seats)
    rest = t.minus(a, part.of(t, a, (f"{unit[0]} {t.slots['taken']}", f"{seats} {t.slots['taken']}")), unit)
    return t.tell("seats_part", amount(rest, unit), a=a, key=f"seats_part:{a},{part.over}/{part.under}")


def part_minus(t: Tale) -> Story:
    part = Part(t)
    a = _whole(t, part, low=6)
    rest = t.minus(a, part.of(t, a, t.things), t.things)
    c = t.draw(2, max(2, rest - 1))
    t.slots["frac"] = part.name
    key = f"part_minus:{a},{part.over}/{part.under},{c}"
    return t.tell("part_minus", amount(t.minus(rest, c, t.things), t.things), a=a, c=c, key=key)


def part_of_rest(t: Tale) -> Story:
    one, two = Part(t, most=5, percent=0.1, several=0.2), Part(t, most=5, percent=0.1, several=0.2)
    a = one.under * two.under * t.draw(1, 4)
    t.slots.update(frac=one.name, frac2=two.name)
    rest = t.minus(a, one.of(t, a, t.things), t.things)
    left = t.minus(rest, two.of(t, rest, t.things), t.things)
    key = f"part_of_rest:{a},{one.over}/{one.under},{two.over}/{two.under}"
    return t.tell("part_of_rest", amount(left, t.things), a=a, key=key)


def two_parts(t: Tale) -> Story:
    one, two = Part(t, most=6, percent=0.0, several=0.0), Part(t, most=6, percent=0.0, several=0.0)
    while one.under == two.under == 2:
        two = Part(t, most=6, percent=0.0, several=0.0)
    a = one.under * two.under * t.draw(1, 4)
    x, y, z = t.rng.sample(_COLOURS, 3)
    t.slots.update(frac=one.name, frac2=two.name, x=x, y=y, z=z)
    first = one.of(t, a, _coloured(t, x))
    second = two.of(t, a, _coloured(t, y))
    left = t.minus(t.minus(a, first, t.things), second, t.things)
    key = f"two_parts:{a},{one.under},{two.under}"
    return t.tell("two_parts", amount(left, t.things), a=a, key=key)


def _coloured(t: Tale, colour: str) -> Unit:
    return f"{colour} {t.one}", f"{colour} {t.many}"


def whole_from_part(t: Tale) -> Story:
    part = Part(t, percent=0.25, several=0.0 if t.level < 2 else 0.25)
    unit = t.draw(2, 15)
    a = unit * part.over
    t.slots["frac"] = part.name
    one = t.over(a, part.over, t.things) if part.over > 1 else a
    whole = t.times(one, part.under, t.things)
    key = f"whole_from_part:{a},{part.over}/{part.under}"
    return t.tell("whole_from_part", amount(whole, t.things), a=a, key=key)


def what_percent(t: Tale) -> Story:
    over, under = t.rng.choice(
        ((1, 2), (1, 4), (1, 5), (1, 10), (3, 4), (2, 5), (3, 5), (3, 10), (7, 10), (9, 10))
    )
    unit = t.draw(2, 12)
    a, b = unit * under, unit * over
    share = 100 * over // under
    if over == 1:
        t.over(100, t.over(a, b))
    else:
        # One percent is no whole number of things: the part as tenths, fifths or quarters of a hundred.
        t.steps.append(f"{b}/{a}={over}/{under}")
        t.times(over, t.over(100, under))
    return t.tell("what_percent", f"{share}%", a=a, b=b)


def _members(t: Tale) -> tuple[Part, int, Unit]:
    part = Part(t, percent=1.0)
    t.slots.update(pct=part.name, members=t.rng.choice(_MEMBERS))
    return part, part.under * t.draw(2, 20), _unit(t.slots["members"])


def grow(t: Tale) -> Story:
    part, a, unit = _members(t)
    whole = t.plus(a, part.of(t, a, unit), unit=unit)
    return t.tell("grow", amount(whole, unit), a=a, key=f"grow:{a},{part.over}/{part.under}")


def shrink(t: Tale) -> Story:
    part, a, unit = _members(t)
    rest = t.minus(a, part.of(t, a, unit), unit)
    return t.tell("shrink", amount(rest, unit), a=a, key=f"shrink:{a},{part.over}/{part.under}")


EASY = (bare_part, class_part)
MIDDLE = (
    class_rest,
    class_rest,
    used_part,
    seats_part,
    part_minus,
    whole_from_part,
    what_percent,
    grow,
    shrink,
)
HARD = (part_of_rest, two_parts)
