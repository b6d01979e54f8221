"""Who has more: differences, multiples, totals of two or three people."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects import cast
from reasoning.seedling.tasks.words.objects.ledger import Unit, amount
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story


def more(t: Tale) -> Story:
    a, b = t.draw(2, t.draw(12, 90)), t.draw(2, t.draw(9, 40))
    return t.tell("more", amount(t.plus(a, b, unit=t.things), t.things), a=a, b=b)


def _larger(t: Tale) -> tuple[int, int]:
    a = t.draw(4, t.draw(15, 90))
    return a, t.draw(2, a - 1)


def fewer(t: Tale) -> Story:
    a, b = _larger(t)
    return t.tell("fewer", amount(t.minus(a, b, t.things), t.things), a=a, b=b)


def more_total(t: Tale) -> Story:
    a, b = t.draw(2, t.draw(12, 90)), t.draw(2, t.draw(9, 40))
    whole = t.plus(a, t.plus(a, b, unit=_of(t, t.things)), unit=t.things)
    return t.tell("more_total", amount(whole, t.things), a=a, b=b)


def fewer_total(t: Tale) -> Story:
    a, b = _larger(t)
    whole = t.plus(a, t.minus(a, b, _of(t, t.things)), unit=t.things)
    return t.tell("fewer_total", amount(whole, t.things), a=a, b=b)


def _of(t: Tale, unit: Unit) -> Unit:
    """The unit with the other person's name where that is a name."""
    name = t.slots["o"]
    return unit if cast.THEIR in name else (f"{unit[0]} for {name}", f"{unit[1]} for {name}")


def multiple(t: Tale) -> int:
    """How many times as many, with its words."""
    k = t.rng.choice((2, 2, 3, 3, 4, 5, 6, 10))
    t.slots["times"] = t.rng.choice(("twice", "two times")) if k == 2 else f"{t.figure(k)} times"
    return k


def times(t: Tale) -> Story:
    a, k = t.draw(2, t.draw(9, 40)), multiple(t)
    return t.tell("times", amount(t.times(a, k, t.things), t.things), a=a, key=f"times:{a},{k}")


def times_total(t: Tale) -> Story:
    a, k = t.draw(2, t.draw(9, 40)), multiple(t)
    whole = t.plus(a, t.times(a, k, _of(t, t.things)), unit=t.things)
    return t.tell("times_total", amount(whole, t.things), a=a, key=f"times_total:{a},{k}")


def times_diff(t: Tale) -> Story:
    a, k = t.draw(2, t.draw(9, 40)), multiple(t)
    extra = t.minus(t.times(a, k, _of(t, t.things)), a, t.things)
    return t.tell("times_diff", amount(extra, t.things), a=a, key=f"times_diff:{a},{k}")


def how_many_more(t: Tale) -> Story:
    a, b = _larger(t)
    return t.tell("how_many_more", amount(t.minus(a, b, t.things), t.things), a=a, b=b)


def both(t: Tale) -> Story:
    a, b = t.draw(2, t.draw(12, 120)), t.draw(2, t.draw(12, 120))
    return t.tell("both", amount(t.plus(a, b, unit=t.things), t.things), a=a, b=b)


def reverse_times(t: Tale) -> Story:
    b, k = t.draw(2, t.draw(9, 30)), multiple(t)
    fewer = t.over(b * k, k, t.things)
    return t.tell("reverse_times", amount(fewer, t.things), a=b * k, key=f"reverse_times:{b},{k}")


def reverse_more(t: Tale) -> Story:
    a, b = _larger(t)
    whole = t.plus(a, t.minus(a, b, _of(t, t.things)), unit=t.things)
    return t.tell("reverse_more", amount(whole, t.things), a=a, b=b)


def equalise(t: Tale) -> Story:
    b, move = t.draw(2, t.draw(9, 40)), t.draw(2, 15)
    a = b + 2 * move
    t.over(t.minus(a, b, ("more", "more")), 2, t.things)
    return t.tell("equalise", amount(move, t.things), a=a, b=b)


def sum_diff(t: Tale) -> Story:
    less, b = t.draw(2, t.draw(9, 40)), t.draw(2, 20)
    a = 2 * less + b
    t.over(t.minus(a, b, t.things), 2, t.things)
    return t.tell("sum_diff", amount(less, t.things), a=a, b=b)


def sum_times(t: Tale) -> Story:
    less, k = t.draw(2, t.draw(9, 20)), multiple(t)
    a = less * (k + 1)
    t.over(a, t.plus(k, 1, unit=("part", "parts")), t.things)
    return t.tell("sum_times", amount(less, t.things), a=a, key=f"sum_times:{less},{k}")


def three_people(t: Tale) -> Story:
    a, k = t.draw(3, t.draw(9, 30)), multiple(t)
    b = t.draw(2, a * k - 1)
    t.slots["p"] = _third(t)
    second = t.times(a, k, _of(t, t.things))
    third = t.minus(second, b, (f"{t.one} for {t.slots['p']}", f"{t.many} for {t.slots['p']}"))
    whole = t.plus(t.plus(a, second, unit=t.things), third, unit=t.things)
    return t.tell("three_people", amount(whole, t.things), a=a, b=b, key=f"three_people:{a},{k},{b}")


def _third(t: Tale) -> str:
    while (name := cast.other_name(t.rng, t.who)) == t.slots["o"]:
        pass
    return name


EASY = (more, fewer, times, how_many_more, both, reverse_times)
MIDDLE = (
    more_total,
    fewer_total,
    times_total,
    times_diff,
    reverse_more,
    equalise,
    sum_diff,
    sum_times,
)
HARD = (three_people,)
