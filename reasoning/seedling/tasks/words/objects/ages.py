"""Ages: older, younger, in five years, together."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.comparing import multiple
from reasoning.seedling.tasks.words.objects.ledger import amount
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

YEARS = ("year", "years")


def _said(t: Tale, name: str, age: int, key: str = "", **numbers: int) -> Story:
    return t.tell(name, amount(age, YEARS), key=key, **numbers)


def _years(t: Tale, low: int, high: int) -> int:
    """The age of one person."""
    t.single()
    return t.draw(low, high)


def older(t: Tale) -> Story:
    a, b = _years(t, 3, 60), t.draw(2, t.draw(5, 30))
    return _said(t, "older", t.plus(a, b, unit=YEARS), a=a, b=b)


def younger(t: Tale) -> Story:
    a = _years(t, 5, 70)
    b = t.draw(2, min(a - 1, t.draw(5, 35)))
    return _said(t, "younger", t.minus(a, b, YEARS), a=a, b=b)


def future(t: Tale) -> Story:
    a, b = _years(t, 3, 70), t.draw(2, 30)
    return _said(t, "future", t.plus(a, b, unit=YEARS), a=a, b=b)


def past(t: Tale) -> Story:
    a = _years(t, 8, 80)
    b = t.draw(2, min(a - 2, 40))
    return _said(t, "past", t.minus(a, b, YEARS), a=a, b=b)


def times_old(t: Tale) -> Story:
    k = multiple(t)
    a = _years(t, 3, 90 // k)
    return _said(t, "times_old", t.times(a, k, YEARS), a=a, key=f"times_old:{a},{k}")


def half_old(t: Tale) -> Story:
    a = 2 * _years(t, 2, 45)
    return _said(t, "half_old", t.over(a, 2, YEARS), a=a)


def _either(t: Tale, most: int = 30) -> tuple[int, int, int]:
    """An age, a difference, and the other's age, older or younger."""
    a = _years(t, 6, 60)
    b = t.draw(2, min(a - 1, most))
    up = t.rng.random() < 0.5
    t.slots["olders"] = "older" if up else "younger"
    name = t.slots["o"]
    unit = YEARS if not name.isalpha() else (f"year for {name}", f"years for {name}")
    return a, b, t.plus(a, b, unit=unit) if up else t.minus(a, b, unit)


def age_sum(t: Tale) -> Story:
    a, b, other = _either(t)
    key = f"age_sum:{a},{b},{t.slots['olders']}"
    return _said(t, "age_sum", t.plus(a, other, unit=YEARS), a=a, b=b, key=key)


def future_other(t: Tale) -> Story:
    a, b, other = _either(t)
    c = t.draw(2, 20)
    key = f"future_other:{a},{b},{c},{t.slots['olders']}"
    return _said(t, "future_other", t.plus(other, c, unit=YEARS), a=a, b=b, c=c, key=key)


def at_birth(t: Tale) -> Story:
    b = _years(t, 2, 40)
    a = b + t.draw(2, 38)
    return _said(t, "at_birth", t.minus(a, b, YEARS), a=a, b=b)


def born(t: Tale) -> Story:
    t.commas = False
    a = _years(t, 1930, 2015)
    b = t.draw(a + 4, min(a + 90, 2040))
    return _said(t, "born", t.minus(b, a, YEARS), a=a, b=b)


def age_when(t: Tale) -> Story:
    b = _years(t, 2, 30)
    a, c = b + t.draw(2, 35), b + t.draw(2, 25)
    gap = t.minus(a, b, ("year older", "years older"))
    return _said(t, "age_when", t.plus(c, gap, unit=YEARS), a=a, b=b, c=c)


def both_future(t: Tale) -> Story:
    a, b, c = _years(t, 4, 60), t.draw(4, 60), t.draw(2, 15)
    whole = t.plus(t.plus(a, c, unit=YEARS), t.plus(b, c, unit=YEARS), unit=YEARS)
    return _said(t, "both_future", whole, a=a, b=b, c=c)


EASY = (older, younger, future, past, times_old, half_old, at_birth, born)
MIDDLE = (age_sum, future_other, age_when, both_future)
