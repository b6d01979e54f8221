"""Calculations in everyday words: double and half, averages, remainders, rounding, the larger of two."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.expressions import (
    MAX_STEPS,
    Expression,
    Number,
    Operation,
    OutOfRange,
    shown,
    trimmed,
)
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks.arithmetic.calculation import asked, divided, problem, times, worked

_FORMS: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
ROUND_UNITS = {
    0: (
        "the nearest whole number",
        "the nearest integer",
        "a whole number",
        "the nearest one",
        "zero decimal places",
    ),
    1: ("one decimal place", "1 decimal place", "one decimal", "the nearest tenth", "1 decimal"),
    2: (
        "two decimal places",
        "2 decimal places",
        "two decimals",
        "the nearest hundredth",
        "2 decimals",
        "2 places",
    ),
    -1: ("the nearest ten", "the nearest 10", "tens", "the closest ten"),
    -2: ("the nearest hundred", "the nearest 100", "hundreds", "the closest hundred"),
    -3: ("the nearest thousand", "the nearest 1000", "thousands", "the nearest 1,000"),
}
SIMPLE = ("double", "double", "half", "half", "half", "triple", "third", "quarter")


def generate(rng: random.Random, level: int = 2) -> Problem:
    """One of the kinds; only double, half and the like at level 0. Raises OutOfRange."""
    return _simple(rng, level) if level == 0 else rng.choice(KINDS)(rng, level)


def _simple(rng: random.Random, level: int) -> Problem:
    kind, n = rng.choice(SIMPLE), _drawn(rng, level)
    by = {"double": 2, "triple": 3, "half": 2, "third": 3, "quarter": 4}[kind]
    if kind in ("double", "triple"):
        expression = times(n, by)
    elif kind == "half" and rng.random() < 0.3:
        expression = divided(n, by)
    else:
        n = max(1, n // by) * by
        expression = divided(n, by)
    return _worked(rng, kind, expression, n=wording.number(rng, str(n), spelled=rng.random() < 0.1))


def _average(rng: random.Random, level: int) -> Problem:
    count = rng.choice((2, 2, 3, 3, 3, 4, 4, 5, 6))
    numbers = _numbers(rng, count, level)
    if rng.random() < 0.8:  # mostly a whole average
        numbers[-1] += -sum(numbers) % count
    return _worked(rng, "average", divided(_sum(numbers), count), rounding=True, list=_listed(rng, numbers))


def _total(rng: random.Random, level: int) -> Problem:
    numbers: list[Number] = [*_numbers(rng, rng.randint(3, 6), level)]
    if rng.random() < 0.25:
        numbers = [trimmed(Decimal(number) / 10) for number in numbers]
    return _worked(rng, "total", _sum(numbers), list=_listed(rng, numbers))


def _remainder(rng: random.Random, level: int) -> Problem:
    """Step by step the largest multiple is taken away: 7×20=140, 150-140=10, 7×1=7, 10-7=3."""
    kind = "with_rest" if rng.random() < 0.3 else "remainder"
    m, n = (
        rng.choice((rng.randint(2, 12), rng.randint(2, 12), rng.randint(13, 60))),
        rng.randint(3, 999 if level > 1 else 99),
    )
    if n < m:
        raise OutOfRange(f"{n} mod {m}")
    steps, left, quotient = [], n, 0
    while left >= m:
        place = 10 ** (len(str(left // m)) - 1)
        high = left // m // place * place
        steps += [f"{m}×{high}={m * high}", f"{left}-{m * high}={left - m * high}"]
        quotient, left = quotient + high, left - m * high
    answer = f"{quotient} remainder {left}" if kind == "with_rest" else str(left)
    if kind == "with_rest":
        check = f"{m}×{quotient}+{left}={n}"
        steps.append(check)
    return _asked(rng, kind, steps, answer, f"{n} mod {m}", n=wording.number(rng, str(n)), m=str(m))


def _round(rng: random.Random, level: int) -> Problem:
    place = rng.choice((0, 0, 1, 2, -1, -1, -2, -3))
    if place < 0:
        n: Number = rng.randint(10**-place, 10 ** min(5, 2 - place) - 1)
    else:
        places = place + rng.choice((1, 1, 2))
        n = trimmed(Decimal(rng.randint(1, rng.choice((10, 100)) * 10**places)) / 10**places)
    unit = Decimal(1).scaleb(-place)
    low = Decimal(n) // unit * unit
    high, middle, value = (
        low + unit,
        low + unit / 2,
        (Decimal(n) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit,
    )
    if low == n:
        raise OutOfRange(f"{n} is round already")
    text = [str(trimmed(number)) for number in (low, high, middle)]
    side = "below" if value == low else "not below"
    steps = [f"{n} is between {text[0]} and {text[1]}", f"{n} is {side} the middle {text[2]}"]
    answer = f"{value:.{max(0, place)}f}"
    names = ROUND_UNITS[place]
    question = {"n": wording.number(rng, str(n)) if place < 0 else str(n), "unit": rng.choice(names)}
    shown_as = f"{n} to {names[0]}"
    if place == 0 and rng.random() < 0.4:
        asked = rng.choice(
            (
                "round {n}",
                "round {n}",
                "{n} rounded",
                "what is {n} rounded",
                "please round {n}",
                "round off {n}",
            )
        )
        return problem(
            wording.dress(rng, asked.format(**question)), steps, answer, opening=shown_as, key=shown_as
        )
    return _asked(rng, "round", steps, answer, shown_as, **question)


def _compare(rng: random.Random, level: int) -> Problem:
    kind = rng.choice(("larger", "larger", "smaller"))
    a: Number
    b: Number
    a, b = rng.sample(range(1, rng.choice((100, 1000, 10000))), 2)
    if rng.random() < 0.5:  # decimals of different length: 0.5 and 0.45
        whole = rng.choice((0, 0, rng.randint(1, 20)))
        a = trimmed(whole + Decimal(rng.randint(1, 9)) / 10)
        b = trimmed(whole + Decimal(rng.randint(1, 99)) / 100)
    if a == b:
        raise OutOfRange("the same")
    if rng.random() < 0.5:
        a, b = b, a
    more, less = max(a, b), min(a, b)
    steps, _ = worked(Operation("-", more, less))
    steps.append(
        f"so {more} is larger than {less}" if kind == "larger" else f"so {less} is smaller than {more}"
    )
    answer = str(more if kind == "larger" else less)
    slots = {"n": wording.number(rng, str(a)), "m": wording.number(rng, str(b))}
    return _asked(rng, kind, steps, answer, f"{a} or {b}", **slots)


KINDS: tuple[Callable[[random.Random, int], Problem], ...] = (
    _simple, _simple, _simple, _average, _average, _total, _remainder, _remainder, _round, _compare,
)  # fmt: skip


def _drawn(rng: random.Random, level: int) -> int:
    return rng.randint(1, rng.choice((20, 100, 100, 1000, 9999) if level > 1 else (20, 50, 100)))


def _numbers(rng: random.Random, count: int, level: int) -> list[int]:
    high = rng.choice((10, 20, 100, 100, 300) if level > 1 else (10, 20, 50))
    return [rng.randint(1, high) for _ in range(count)]


def _sum(numbers: list[int] | list[Number]) -> Expression:
    total: Expression = numbers[0]
    for number in numbers[1:]:
        total = Operation("+", total, number)
    return total


def _listed(rng: random.Random, numbers: list[int] | list[Number]) -> str:
    texts = [str(number) for number in numbers]
    style = rng.random()
    if style < 0.7 or len(texts) == 2:
        return (
            ", ".join(texts[:-1])
            + rng.choice((" and ", " and ", ", and ", " & ")[: 4 if len(texts) > 2 else 2])
            + texts[-1]
        )
    return rng.choice((", ", ", ", " ", ",", " and ")).join(texts)


def _worked(
    rng: random.Random, kind: str, expression: Expression, *, rounding: bool = False, **slots: str
) -> Problem:
    steps, answer = worked(expression, rounding=rounding)
    return _asked(rng, kind, steps, answer, shown(expression), **slots)


def _asked(
    rng: random.Random, kind: str, steps: list[str], answer: str, restated: str, **slots: str
) -> Problem:
    """The problem in one of the kind's wordings; the key is the restatement."""
    if len(steps) > MAX_STEPS:
        raise OutOfRange(restated)
    question = asked(rng, _FORMS[kind], **slots)
    key = (
        restated
        if kind in ("double", "triple", "half", "third", "quarter", "total")
        else f"{kind} {restated}"
    )
    return problem(question, steps, answer, opening=restated, key=key)
