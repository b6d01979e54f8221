"""Arithmetic with two to four whole numbers, solved in written steps."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.expressions import (
    Expression,
    Operation,
    OutOfRange,
    parse,
    shown,
    solve,
    step_holds,
    tokens,
)
from reasoning.seedling.problem import Problem

FAMILY = "arithmetic"
MAX_STEPS = 8
_ANSWER = re.compile(r"Answer: (-?\d+)")

# One letter in a shape is one number; the letter says how large it may be.
SIZES = {
    "d": (1, 9),
    "e": (2, 12),
    "p": (10, 99),
    "q": (1, 99),
    "h": (100, 999),
    "t": (1, 999),
    "k": (1, 9999),
}
_LEVELS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())["levels"]
SHAPES: list[dict[str, float]] = [
    {shape: float(weight) for shape, weight in (item.split(":") for item in level["shapes"].split())}
    for level in _LEVELS
]
LEVELS = len(SHAPES)
# By level, the part of questions in the simplest words, from which the copying of numbers is learnt fastest.
PLAIN = (0.9, 0.7, 0.5)
_LEAF = re.compile(r"[a-z]")


def generate(rng: random.Random, level: int = LEVELS - 1) -> Problem:
    """A problem of a shape up to `level` (0 to 2; the highest allowed level is the most frequent)."""
    chosen = rng.choices(range(level + 1), weights=[1 + index for index in range(level + 1)])[0]
    shapes = SHAPES[chosen]
    while True:
        expression = fill(rng, rng.choices(tuple(shapes), weights=tuple(shapes.values()))[0])
        try:
            return from_expression(expression, wording.ask(rng, tokens(expression), PLAIN[level]))
        except OutOfRange:
            continue


def from_expression(expression: Expression, question: str) -> Problem:
    """The problem that asks for this expression in these words. Raises OutOfRange."""
    value, steps = solve(expression)
    if not steps or len(steps) > MAX_STEPS:
        raise OutOfRange(f"{len(steps)} steps")
    key = "".join(tokens(expression))
    return Problem(
        family=FAMILY,
        question=question,
        opening=shown(expression),
        steps=tuple(steps),
        answer=str(value),
        key=key,
        check=lambda reply: is_right(reply, value),
    )


def is_right(reply: str, value: int) -> bool:
    """True when every numbered step holds and the last line is `Answer:` with this value."""
    *lines, last = reply.strip().split("\n")
    match = _ANSWER.fullmatch(last)
    written = [line.partition(". ")[2] for line in lines if ". " in line]
    return match is not None and int(match[1]) == value and all(map(step_holds, written))


def answer_of(reply: str) -> int | None:
    """The number after the last `Answer:`, or None."""
    found = _ANSWER.findall(reply)
    return int(found[-1]) if found else None


def fill(rng: random.Random, shape: str) -> Expression:
    """Numbers for the letters of a shape; where possible a dividend is made a multiple of its divisor."""
    drawn = _LEAF.sub(lambda match: str(_number(rng, match[0])), shape)
    return _make_exact(rng, parse(drawn))


def _number(rng: random.Random, size: str) -> int:
    low, high = SIZES[size]
    digits = rng.randint(len(str(low)), len(str(high)))
    number = rng.randint(max(low, 10 ** (digits - 1)), min(high, 10**digits - 1))
    return -number if rng.random() < 0.015 else number


def _make_exact(rng: random.Random, expression: Expression) -> Expression:
    if isinstance(expression, int):
        return expression
    left, right = _make_exact(rng, expression.left), _make_exact(rng, expression.right)
    if expression.op == "/" and isinstance(left, int) and isinstance(right, int):
        left = max(1, abs(left) // abs(right)) * right * (1 if left > 0 else -1)
    elif expression.op == "/" and isinstance(right, int):
        try:
            value, _ = solve(left)
        except OutOfRange:
            return Operation(expression.op, left, right)
        divisors = [n for n in range(2, 13) if value % n == 0]
        right = rng.choice(divisors) if divisors else right
    return Operation(expression.op, left, right)
