"""Gaining and losing things."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.ledger import amount
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

WEEK = 7
DAYS = ("day", "days")


def lose(t: Tale) -> Story:
    a = t.draw(3, t.draw(12, 120))
    b = t.draw(2, a - 1)
    return t.tell("lose", amount(t.minus(a, b, t.things), t.things), a=a, b=b)


def gain(t: Tale) -> Story:
    a, b = t.draw(2, t.draw(12, 150)), t.draw(2, t.draw(10, 90))
    return t.tell("gain", amount(t.plus(a, b, unit=t.things), t.things), a=a, b=b)


def what_changed(t: Tale) -> Story:
    a = t.draw(4, t.draw(15, 120))
    b = t.draw(2, a - 2)
    return t.tell("what_changed", amount(t.minus(a, b, t.things), t.things), a=a, b=b)


def what_before(t: Tale) -> Story:
    a, b = t.draw(2, t.draw(10, 80)), t.draw(2, t.draw(10, 80))
    return t.tell("what_before", amount(t.plus(a, b, unit=t.things), t.things), a=a, b=b)


def need(t: Tale) -> Story:
    a = t.draw(5, t.draw(15, 150))
    b = t.draw(2, a - 2)
    return t.tell("need", amount(t.minus(a, b, t.things), t.things), a=a, b=b)


def gain_lose(t: Tale) -> Story:
    a, b = t.draw(2, t.draw(12, 150)), t.draw(2, t.draw(10, 90))
    c = t.draw(2, a + b - 1)
    left = t.minus(t.plus(a, b, unit=t.things), c, t.things)
    return t.tell("gain_lose", amount(left, t.things), a=a, b=b, c=c)


def lose_gain(t: Tale) -> Story:
    a = t.draw(4, t.draw(15, 150))
    b, c = t.draw(2, a - 1), t.draw(2, t.draw(8, 90))
    whole = t.plus(t.minus(a, b, t.things), c, unit=t.things)
    return t.tell("lose_gain", amount(whole, t.things), a=a, b=b, c=c)


def lose_back(t: Tale) -> Story:
    a = t.draw(6, t.draw(15, 120))
    b = t.draw(3, a - 1)
    c = t.draw(2, b - 1)
    whole = t.plus(t.minus(a, b, t.things), c, unit=t.things)
    return t.tell("lose_back", amount(whole, t.things), a=a, b=b, c=c)


def lose_lose(t: Tale) -> Story:
    a = t.draw(6, t.draw(15, 150))
    b = t.draw(2, a - 3)
    c = t.draw(2, a - b - 1)
    left = t.minus(t.minus(a, b, t.things), c, t.things)
    return t.tell("lose_lose", amount(left, t.things), a=a, b=b, c=c)


def half(t: Tale) -> Story:
    a = 2 * t.draw(3, t.draw(10, 50))
    b = t.draw(2, a // 2 - 1)
    left = t.minus(t.over(a, 2, t.things), b, t.things)
    return t.tell("half", amount(left, t.things), a=a, b=b)


def twice(t: Tale) -> Story:
    a = t.draw(3, t.draw(12, 60))
    b = t.draw(2, 2 * a - 1)
    left = t.minus(t.times(a, 2, t.things), b, t.things)
    return t.tell("twice", amount(left, t.things), a=a, b=b)


def to_friends(t: Tale) -> Story:
    b, c = t.draw(2, 12), t.draw(2, 9)
    a = b * c + t.draw(1, 30)
    left = t.minus(a, t.times(b, c, t.things), t.things)
    return t.tell("to_friends", amount(left, t.things), a=a, b=b, c=c)


def daily(t: Tale) -> Story:
    b, c = t.draw(2, 14), t.draw(2, 9)
    a = b * c + t.draw(1, 40)
    left = t.minus(a, t.times(b, c, t.things), t.things)
    return t.tell("daily", amount(left, t.things), a=a, b=b, c=c)


def daily_week(t: Tale) -> Story:
    c = t.draw(2, 12)
    a = WEEK * c + t.draw(1, 40)
    left = t.minus(a, t.times(WEEK, c, t.things), t.things)
    return t.tell("daily_week", amount(left, t.things), a=a, c=c)


def lasts(t: Tale) -> Story:
    days, b = t.draw(2, 20), t.draw(2, 9)
    t.over(days * b, b, DAYS)
    return t.tell("lasts", amount(days, DAYS), a=days * b, b=b)


def daily_gain(t: Tale) -> Story:
    a, b, c = t.draw(2, 60), t.draw(2, 14), t.draw(2, 12)
    whole = t.plus(a, t.times(b, c, t.things), unit=t.things)
    return t.tell("daily_gain", amount(whole, t.things), a=a, b=b, c=c)


EASY = (lose, gain, what_changed, need, lasts)
MIDDLE = (
    what_before,
    gain_lose,
    lose_gain,
    lose_back,
    lose_lose,
    half,
    twice,
    to_friends,
    daily,
    daily_week,
    daily_gain,
)
