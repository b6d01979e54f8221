"""Terms with the unknown x, and calculations as replies write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reasoning.seedling.expressions import Number, trimmed

Value = Number | Fraction
LARGEST = 999  # of a number in an equation or its steps


class Unsuitable(ValueError):
    """The numbers that were drawn make no equation of the kind that is taught."""


@dataclass(frozen=True)
class Solved:
    """`equation` in its canonical spelling with x, the steps to its solution, and the solution."""

    equation: str
    steps: list[str]
    value: Value
    hard: bool = False


def linear(slope: int, constant: int = 0) -> str:
    """`3x+5`, `-x-2`, `7`."""
    if slope == 0:
        return str(constant)
    first = {1: "x", -1: "-x"}.get(slope, f"{slope}x")
    return first + (f"{constant:+d}" if constant else "")


def added(a: Number, b: Number) -> str:
    """The calculation a+b=c, with a minus where b is negative."""
    return f"{a}{'+' if b >= 0 else '-'}{abs(b)}={trimmed(a + b)}"


def subtracted(a: Number, b: Number) -> str:
    """The calculation a-b=c, with a plus where b is negative."""
    return f"{a}{'-' if b >= 0 else '+'}{abs(b)}={trimmed(a - b)}"


def multiplied(a: Number, b: Number) -> str:
    """The calculation a×b=c, with the sign in front."""
    if b < 0:
        a, b = -a, -b
    return f"{a}×{b}={a * b}"


def quotient(a: int, b: int) -> Value:
    """a/b as people would write it: whole, with up to two places, or as a fraction in lowest terms."""
    value = Fraction(a, b)
    if value.denominator == 1:
        return value.numerator
    return trimmed(Decimal(a) / Decimal(b)) if 100 % value.denominator == 0 else value


def last_steps(slope: int, constant: int) -> tuple[list[str], Value]:
    """From `slope x = constant` to x."""
    if slope == 1:
        return [], constant
    steps = []
    if slope < 0:
        slope, constant = -slope, -constant
    value = quotient(constant, slope)
    if f"{constant}/{slope}" == str(value):
        return [f"x={value}"], value
    steps.append(f"{constant}/{slope}={value} → x={value}")
    return steps, value
