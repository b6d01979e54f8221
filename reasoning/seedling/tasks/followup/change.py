"""Going on from the answer: double it, minus 7, add 10%, how many if she eats two more."""

from __future__ import annotations

import random
from collections.abc import Callable

from reasoning.seedling.expressions import Expression, Number, Operation, shown
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks.followup.earlier import (
    Amount,
    Earlier,
    calculation,
    from_family,
    solved,
    told,
    turns,
)
from reasoning.seedling.tasks.followup.made import ask, made, written

PERCENTS = (5, 10, 10, 15, 20, 20, 25, 25, 30, 40, 50, 75)
PERCENT_OPENINGS = {"percent_more": "{v}+{n}%", "percent_less": "{v}-{n}%", "percent_of": "{n}% of {v}"}
CONVERSIONS = {
    " hours": ("minutes", 60), " days": ("hours", 24), " weeks": ("days", 7), " minutes": ("seconds", 60),
    " kg": ("grams", 1000), " km": ("metres", 1000), " m": ("centimetres", 100), " metres": ("centimetres", 100),
    " meters": ("centimeters", 100), " years": ("months", 12), " litres": ("millilitres", 1000),
    " cm": ("millimetres", 10),
}  # fmt: skip
Change = Callable[[random.Random, Number], tuple[Expression, int]]


def _add(rng: random.Random, value: Number) -> tuple[Expression, int]:
    amount = _amount(rng)
    return Operation("+", value, amount), amount


def _subtract(rng: random.Random, value: Number) -> tuple[Expression, int]:
    amount = _amount(rng)
    if amount > value and rng.random() < 0.8:
        amount = rng.randint(1, max(1, int(value) - 1)) if value > 2 else 1
    return Operation("-", value, amount), amount


def _times(rng: random.Random, value: Number) -> tuple[Expression, int]:
    amount = rng.choice((rng.randint(2, 10), rng.randint(2, 10), 100, rng.randint(11, 50)))
    return Operation("*", value, amount), amount


def _divide(rng: random.Random, value: Number) -> tuple[Expression, int]:
    divisors = [n for n in range(2, 13) if value % n == 0]
    amount = rng.choice(divisors or [2, 4, 5, 10])
    return Operation("/", value, amount), amount


def _by(op: str, amount: int) -> Change:
    return lambda rng, value: (Operation(op, value, amount), amount)


def _percent(sign: str) -> Change:
    def change(rng: random.Random, value: Number) -> tuple[Expression, int]:
        percent = rng.choice(PERCENTS)
        part = Operation("/", Operation("*", value, percent), 100)
        return (Operation(sign, value, part) if sign else part), percent

    return change


def _square(rng: random.Random, value: Number) -> tuple[Expression, int]:
    return Operation("*", value, value), 2


CHANGES: dict[str, tuple[Change, float]] = {
    "add": (_add, 5),
    "subtract": (_subtract, 5),
    "times": (_times, 4),
    "divide": (_divide, 4),
    "double": (_by("*", 2), 4),
    "triple": (_by("*", 3), 1),
    "half": (_by("/", 2), 2),
    "third": (_by("/", 3), 0.5),
    "quarter": (_by("/", 4), 0.5),
    "percent_more": (_percent("+"), 1),
    "percent_less": (_percent("-"), 1),
    "percent_of": (_percent(""), 1),
    "square": (_square, 0.5),
}
_NAMES, _WEIGHTS = tuple(CHANGES), tuple(weight for _, weight in CHANGES.values())


def change(rng: random.Random, level: int) -> Problem | None:
    """Another calculation with the answer, or with the answer to a follow-up of it."""
    first = calculation(rng, level) if level == 0 else solved(rng, level)
    drawn = _next(rng, first, level)
    if drawn is None:
        return None
    if level and rng.random() < 0.25:
        second = _next(rng, drawn[0], level)
        return _problem(rng, [first, drawn[0]], *second) if second else None
    before = [calculation(rng, level)] if level and rng.random() < 0.12 else []
    return _problem(rng, [*before, first], *drawn)


def _next(rng: random.Random, earlier: Earlier, level: int) -> tuple[Earlier, str] | None:
    """A follow-up with its reply, and its key. Raises OutOfRange."""
    amount = earlier.amount
    if amount is None:
        return None
    kind = rng.choice(("add", "subtract", "double")) if level == 0 else rng.choices(_NAMES, _WEIGHTS)[0]
    if kind == "square" and (amount.unit or amount.sign):
        return None
    expression, number = CHANGES[kind][0](rng, amount.number)
    opening = PERCENT_OPENINGS.get(kind, "").format(v=amount.number, n=number)
    reply, answer = told(expression, amount, opening)
    unit = ""
    if kind in ("add", "subtract") and (amount.unit or amount.sign) and rng.random() < 0.3:
        unit = amount.unit or rng.choice((" dollars", " bucks") if amount.sign == "$" else ("",))
    asked = ask(rng, kind, level, n=written(rng, number) + (unit if number > 1 else ""))
    return Earlier(asked, reply, answer), f"{kind}:{shown(expression)}"


def _problem(rng: random.Random, before: list[Earlier], last: Earlier, key: str) -> Problem:
    return made(last.question, last.reply, turns(rng, before), key, last.answer)


def more_or_fewer(rng: random.Random, level: int) -> Problem | None:
    """A story goes on: things come or go."""
    earlier = from_family(rng, "words", level)
    amount = earlier.amount if earlier else None
    if (
        earlier is None
        or amount is None
        or not amount.unit
        or not isinstance(amount.number, int)
        or amount.unit in CONVERSIONS
    ):
        return None
    if any(
        word in amount.unit
        for word in (" per ", " a ", "litre", "gram", "mile", "second", "cm", "month", "%")
    ):
        return None
    gone = rng.random() < 0.6 and amount.number > 4
    count = rng.randint(2, min(60, amount.number - 2)) if gone else rng.randint(2, 60)
    expression = Operation("-" if gone else "+", amount.number, count)
    reply, answer = told(expression, amount)
    asked = ask(rng, "gone" if gone else "come", n=written(rng, count), things=amount.unit.strip())
    return made(asked, reply, turns(rng, [earlier]), f"story:{shown(expression)}", answer)


def convert(rng: random.Random, level: int) -> Problem | None:
    """The answer in another unit."""
    earlier = from_family(rng, "words", level)
    amount = earlier.amount if earlier else None
    if earlier is None or amount is None or amount.unit not in CONVERSIONS:
        return None
    unit, factor = CONVERSIONS[amount.unit]
    expression = Operation("*", amount.number, factor)
    reply, answer = told(expression, Amount(amount.number, unit=f" {unit}"))
    asked = ask(rng, "convert", unit=unit)
    return made(asked, reply, turns(rng, [earlier]), f"convert:{shown(expression)}", answer)


def both(rng: random.Random, level: int) -> Problem | None:
    """A calculation with the answers of the last two questions."""
    one, two = calculation(rng, level), calculation(rng, level)
    first, second = one.amount, two.amount
    if first is None or second is None:
        return None
    kind = rng.choice(("sum", "sum", "gap"))
    low, high = sorted((first.number, second.number))
    expression = Operation("+", first.number, second.number) if kind == "sum" else Operation("-", high, low)
    reply, answer = told(expression)
    return made(ask(rng, kind), reply, turns(rng, [one, two]), f"{kind}:{shown(expression)}", answer)


def _amount(rng: random.Random) -> int:
    return rng.choice(
        (
            rng.randint(1, 12),
            rng.randint(1, 12),
            rng.randint(10, 99),
            rng.choice((100, 150, 200, 500)),
            rng.randint(100, 999),
        )
    )
