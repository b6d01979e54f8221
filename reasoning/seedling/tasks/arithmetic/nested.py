"""A bracket after a minus, a factor or a quotient, the inner one first: 90-3×(4+7), 84/(3+4)×5."""

from __future__ import annotations

import random

from reasoning.seedling import wording
from reasoning.seedling.expressions import Expression, Operation, OutOfRange, tokens
from reasoning.seedling.problem import Problem
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks.arithmetic.calculation import from_expression
from reasoning.seedling.tasks.arithmetic.slips import slipped
from reasoning.seedling.tasks.arithmetic.whole import fill

AFTER_A_MINUS = (
    "q-d*(d+d)", "h-d*(d+d)", "h-d*(q-d)", "q-d*(d-d)", "h-d*(q+d)", "h-(d+d)*d", "q-(q+d)", "h-(q-q)", "h-d*(d+d)+q",
    "h-d*(d+d)-q", "h-d*(d+d)*d", "q+d*(d+d)", "q+d*(q-d)", "d*(d+d)-q", "d*(d+d+d)", "h-d*(d+d+d)", "d*(d+d)+d*(d+d)",
    "h-d*(d*d+d)", "h-(q+d*d)", "q-(d*d-d)", "d*(d+d*d)", "(d+d)*d-d*(d+d)", "d*(q-d*d)", "h-(d+d)*(d+d)",
)  # fmt: skip
OVER_A_BRACKET = ("/()", "/()*d", "/()+q", "/()-d", "*/()", "q+/()", "h-/()", "/()*()")


def generate(rng: random.Random, level: int = 2) -> Problem:
    """An expression with a bracket inside, mostly with a result that is not negative. Raises OutOfRange."""
    expression = _over(rng) if rng.random() < 0.35 else fill(rng, rng.choice(AFTER_A_MINUS))
    if solve(expression).value < 0 and rng.random() < 0.85:
        raise OutOfRange("negative")
    return from_expression(expression, slipped(rng, wording.ask(rng, tokens(expression), 0.45), 0.05))


def _over(rng: random.Random) -> Expression:
    """A division by a bracket that goes into what stands before it."""
    op, low, high = rng.choice("++-"), rng.randint(1, 9), rng.randint(1, 9)
    if op == "-":
        high, low = high + low + 1, low
    bracket = Operation(op, high, low)
    by = high + low if op == "+" else high - low
    quotient = rng.randint(1, 20)
    shape = rng.choice(OVER_A_BRACKET)
    if shape == "*/()":
        factor = rng.choice([n for n in range(1, 13) if by * quotient % n == 0])
        return Operation("/", Operation("*", by * quotient // factor, factor), bracket)
    left: Expression = Operation("/", by * quotient, bracket)
    match shape:
        case "/()*d":
            return Operation("*", left, rng.randint(2, 9))
        case "/()*()":
            return Operation("*", left, Operation("+", rng.randint(1, 6), rng.randint(1, 6)))
        case "/()+q":
            return Operation("+", left, rng.randint(1, 60))
        case "/()-d":
            return Operation("-", left, rng.randint(1, quotient))
        case "q+/()":
            return Operation("+", rng.randint(1, 60), left)
        case "h-/()":
            return Operation("-", rng.randint(quotient, 200), left)
    return left
