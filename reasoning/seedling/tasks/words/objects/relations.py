"""Two people and what one has more than the other, sums with a difference, what there was before, and ages again."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects import cast
from reasoning.seedling.tasks.words.objects.comparing import multiple
from reasoning.seedling.tasks.words.objects.everyday import divide, pool, rare, told
from reasoning.seedling.tasks.words.objects.ledger import NONE, Unit
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

YEARS = ("year", "years")
_FRACTIONS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth"}
_OLD = (
    "grandad|mum", "grandpa|dad", "my grandma|my mum", "my father|my sister", "my mum|my brother",
    "my aunt|my cousin", "my boss|my colleague", "uncle Bob|my cousin", "nan|my dad", "our neighbour|her son",
    "my teacher|my friend",
)  # fmt: skip
_SORTS = (
    "book|books", "page|pages", "point|points", "goal|goals", "fish|fish", "mile|miles", "song|songs", "vote|votes",
)  # fmt: skip


def _things(t: Tale) -> Unit:
    if t.rng.random() < 0.8:
        return rare(t)
    one, many = pool(t, _SORTS, "thing", "things")
    t.food, t.one, t.many, t.things = False, one, many, (one, many)
    return t.things


def _for(t: Tale, unit: Unit) -> Unit:
    """The unit with the other person's name where that is a name."""
    name = t.slots["o"]
    return unit if cast.THEIR in name else (f"{unit[0]} for {name}", f"{unit[1]} for {name}")


def _named(t: Tale) -> None:
    """Two names, or I and somebody."""
    t.who = cast.named(t.rng) if t.rng.random() < 0.6 else cast.SPEAKER
    t.slots["o"] = cast.other(t.rng, t.who)


def more_than(t: Tale) -> Story:
    """{s} has a more (or fewer) than {o}, who has b: {s} alone or both."""
    _named(t)
    unit, more, both = _things(t), t.rng.random() < 0.65, t.rng.random() < 0.6
    b = t.draw(4, t.draw(15, 120))
    a = t.draw(2, t.draw(6, 40)) if more else t.draw(2, b - 1)
    t.slots["more"] = "more" if more else t.rng.choice(("fewer", "less"))
    mine = t.plus(b, a, unit=unit) if more else t.minus(b, a, unit)
    if both:
        mine = t.plus(b, mine, unit=unit)
    name = "more_than_both" if both else "more_than_one"
    return told(t, name, mine, unit, f"{a},{b},{more}", a=a, b=b)


def times_as_many(t: Tale) -> Story:
    """{s} has k times, or a third, as many as {o}."""
    _named(t)
    unit, both, part = _things(t), t.rng.random() < 0.55, t.rng.random() < 0.5
    if part:
        k = t.rng.choice((2, 3, 3, 4, 5))
        b = k * t.draw(2, t.draw(6, 25))
        t.slots["times"] = _FRACTIONS[k]
        mine = divide(t, b, k, unit)
    else:
        k, b = multiple(t), t.draw(3, t.draw(12, 60))
        mine = t.times(b, k, unit)
    if both:
        mine = t.plus(b, mine, unit=unit)
    return told(t, "times_both" if both else "times_one", mine, unit, f"{b},{k},{part}", b=b)


def sum_and_gap(t: Tale) -> Story:
    """Together a, one has b more: the bigger or the smaller."""
    _named(t)
    unit, bigger = _things(t), t.rng.random() < 0.6
    less, b = t.draw(2, t.draw(8, 60)), t.draw(1, 20)
    a = 2 * less + b
    small = divide(t, t.minus(a, b, unit), 2, _for(t, unit))
    value = t.plus(small, b, unit=unit) if bigger else small
    return told(t, "sum_gap_more" if bigger else "sum_gap_less", value, unit, a=a, b=b)


def two_numbers(t: Tale) -> Story:
    bigger = t.rng.random() < 0.5
    less, b = t.draw(2, t.draw(12, 80)), t.draw(2, 30)
    a = 2 * less + b
    small = divide(t, t.minus(a, b), 2)
    t.slots["bigger"] = t.rng.choice(
        ("bigger", "larger", "greater") if bigger else ("smaller", "lesser", "lower")
    )
    return told(t, "two_numbers", t.plus(small, b) if bigger else small, NONE, f"{a},{b},{bigger}", a=a, b=b)


def unequal(t: Tale) -> Story:
    """A whole, of which one gets k times what the other gets."""
    _named(t)
    unit, bigger, k = _things(t), t.rng.random() < 0.5, multiple(t)
    less = t.draw(2, t.draw(9, 30))
    a = less * (k + 1)
    small = divide(t, a, t.plus(k, 1, unit=("part", "parts")), _for(t, unit))
    value = t.times(small, k, unit) if bigger else small
    return told(t, "unequal_more" if bigger else "unequal_less", value, unit, f"{less},{k}", a=a)


def ratio(t: Tale) -> Story:
    unit = _things(t)
    b, c, each = t.draw(1, 7), t.draw(2, 7), t.draw(2, 12)
    c += b == c
    t.slots["p"] = cast.other_name(t.rng, cast.named(t.rng))
    t.slots["o"] = "Ben" if t.slots["p"] != "Ben" else "Ella"
    whole = (b + c) * each
    one = divide(t, whole, t.plus(b, c, unit=("part", "parts")), unit)
    return told(t, "ratio", t.times(one, b, unit), unit, a=whole, b=b, c=c)


def before_half(t: Tale) -> Story:
    """Gave away half (a third) and c more, has b left."""
    unit = rare(t)
    b, c = t.draw(2, t.draw(10, 40)), t.draw(1, 12)
    half = t.plus(b, c, unit=unit)
    return told(t, "before_half", t.times(half, 2, unit), unit, b=b, c=c)


def before_moves(t: Tale) -> Story:
    unit = rare(t)
    a, b = t.draw(2, t.draw(8, 40)), t.draw(2, t.draw(8, 40))
    c = b + t.draw(2, t.draw(6, 60))
    first = t.plus(t.minus(c, b, unit), a, unit=unit)
    return told(t, "before_moves", first, unit, a=a, b=b, c=c)


def gift_twice(t: Tale) -> Story:
    unit, k = rare(t), multiple(t)
    a, b = t.draw(2, t.draw(9, 40)), t.draw(2, t.draw(9, 40))
    gifts = t.plus(a, t.times(a, k, unit), unit=unit)
    return told(t, "gift_twice", t.plus(gifts, b, unit=unit), unit, f"{a},{k},{b}", a=a, b=b)


def sibling_then(t: Tale) -> Story:
    """x years older or younger than me, I am a: how old c years ago or from now."""
    t.who = cast.SPEAKER if t.rng.random() < 0.6 else cast.named(t.rng)
    kin = t.rng.choice(("brother", "sister", "cousin", "wife", "husband", "best friend", "boss", "colleague"))
    t.slots["o"] = f"{cast.THEIR} {kin}" if t.rng.random() < 0.5 else cast.other_name(t.rng, t.who)
    a, up, ago = t.draw(18, 70), t.rng.random() < 0.4, t.rng.random() < 0.6
    b, c = t.draw(2, 9), t.draw(2, 8)
    t.slots["older"] = "older" if up else "younger"
    now = t.plus(a, b, unit=YEARS) if up else t.minus(a, b, YEARS)
    then = t.minus(now, c, YEARS) if ago else t.plus(now, c, unit=YEARS)
    return told(t, "sibling_ago" if ago else "sibling_ahead", then, YEARS, f"{a},{b},{c},{up}", a=a, b=b, c=c)


def times_old_ago(t: Tale) -> Story:
    """a now, was k times as old as somebody b years ago: that one's age then, or now."""
    pool(t, _OLD, "old", "young")
    k, now = multiple(t), t.rng.random() < 0.5
    young, b = t.draw(3, max(4, 45 // k)), t.draw(4, 40)
    a = young * k + b
    then = divide(t, t.minus(a, b, YEARS), k, YEARS)
    value = t.plus(then, b, unit=YEARS) if now else then
    return told(t, "old_now" if now else "old_then", value, YEARS, f"{young},{k},{b}", a=a, b=b)


ALL = (
    *(
        more_than,
        more_than,
        times_as_many,
        times_as_many,
        sum_and_gap,
        sum_and_gap,
        two_numbers,
        unequal,
        unequal,
    ),
    *(ratio, before_half, before_moves, gift_twice, sibling_then, times_old_ago),
)
