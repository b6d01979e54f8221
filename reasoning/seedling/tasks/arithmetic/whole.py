"""Expressions with two to six whole or decimal numbers, drawn from shapes."""

from __future__ import annotations

import random
import re
import tomllib
from decimal import Decimal
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.dividing import BY_HEART
from reasoning.seedling.expressions import (
    Expression,
    Number,
    Operation,
    OutOfRange,
    parse,
    size,
    tokens,
    trimmed,
)
from reasoning.seedling.problem import Problem
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks.arithmetic.calculation import from_expression

# One letter in a shape is one number; the letter says how large it may be, and how many places it has.
SIZES = {
    "d": (1, 9, 0),
    "e": (2, 12, 0),
    "p": (10, 99, 0),
    "q": (1, 99, 0),
    "h": (100, 999, 0),
    "t": (1, 999, 0),
    "k": (1, 9999, 0),
    "l": (10000, 99999, 0),
    "n": (-99, -1, 0),
    "o": (1, 999, 1),
    "s": (1, 9, 1),
    "m": (5, 9999, 2),
    "c": (1, 99, 2),
    "u": (1, 99, 0),  # a dividend that need not be a multiple of its divisor
    "g": (100, 999, 0),  # the same, larger
}
UNEVEN = "ug"
_LEVELS = tomllib.loads(Path(__file__).with_name("shapes.toml").read_text())["levels"]
SHAPES: list[dict[str, float]] = [
    {shape: float(weight) for shape, weight in (item.split(":") for item in level["shapes"].split())}
    for level in _LEVELS
]
HARD = 3
LEVEL_OF = ((1.0,), (0.35, 0.65), (0.15, 0.3, 0.47, 0.08))  # how often each level's shapes, by level
# By level, the part of questions in the simplest words, from which the copying of numbers is learnt fastest.
PLAIN = (0.9, 0.6, 0.4, 0.4)
NEGATIVE = 0.015  # how often a number is negative where its letter does not say so
LARGER_FIRST = 0.75  # how often a single subtraction is turned round that would get negative
_LEAF = re.compile(r"[a-z]")


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A problem of a shape up to `level`; of the hard tier alone at level 3. Raises OutOfRange."""
    chosen = level if level == HARD else rng.choices(range(len(LEVEL_OF[level])), LEVEL_OF[level])[0]
    shapes = SHAPES[chosen]
    expression = fill(rng, rng.choices(tuple(shapes), weights=tuple(shapes.values()))[0])
    match expression:
        case Operation("-", int() as a, int() as b) if a < b and rng.random() < LARGER_FIRST:
            expression = Operation("-", b, a)
    return from_expression(
        expression, wording.ask(rng, tokens(expression), PLAIN[level]), hard=chosen == HARD
    )


def fill(rng: random.Random, shape: str) -> Expression:
    """Numbers for the letters of a shape; where possible a dividend is made a multiple of its divisor."""
    if shape[0] == "-":
        shape = f"n{shape[2:]}"
    expression = parse(_LEAF.sub(lambda match: _number(rng, match[0]), shape))
    return expression if shape[0] in UNEVEN else _make_exact(rng, expression)


def _number(rng: random.Random, size: str) -> str:
    low, high, places = SIZES[size]
    if low < 0:
        return f"({-_drawn(rng, 1, -low)})"
    number = _drawn(rng, low, high)
    if places:
        return f"{number / 10**places:.{places}f}"
    return str(-number if rng.random() < NEGATIVE else number)


def _drawn(rng: random.Random, low: int, high: int) -> int:
    digits = rng.randint(len(str(low)), len(str(high)))
    return rng.randint(max(low, 10 ** (digits - 1)), min(high, 10**digits - 1))


def _make_exact(rng: random.Random, expression: Expression) -> Expression:
    if not isinstance(expression, Operation):
        return expression
    left, right = _make_exact(rng, expression.left), _make_exact(rng, expression.right)
    if expression.op == "/" and not isinstance(right, Operation):
        if not isinstance(left, Operation):
            return Operation("/", _multiple(left, right), right)
        try:
            value = solve(left).value
        except OutOfRange:
            return Operation("/", left, right)
        divisors = [n for n in range(2, BY_HEART + 1) if value % n == 0]
        right = rng.choice(divisors) if divisors else right
    return Operation(expression.op, left, right)


def _multiple(dividend: Number, divisor: Number) -> Number:
    """A number like `dividend` that the divisor goes into."""
    if isinstance(divisor, Decimal) or isinstance(dividend, Decimal):
        unit = Decimal("0.1") if isinstance(dividend, Decimal) else Decimal(1)
        times = max(1, int(Decimal(size(dividend)) / unit) // max(1, int(size(divisor))))
        return trimmed(times * unit * divisor)
    times = max(1, abs(dividend) // abs(divisor))
    return times * divisor * (1 if dividend > 0 else -1)
