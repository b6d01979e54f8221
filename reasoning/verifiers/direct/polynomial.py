"""Equations of the second degree: every solution is named, and no other: `x^2 - 5x + 6 = 0`, `(x - 2)(x + 1) = 4`."""

from __future__ import annotations

import re
from fractions import Fraction

from ...exact import NotExact, evaluate, number, say
from .. import Verdict
from .equation import sides
from .phrase import root
from .solutions import roots
from .words import Asked

# Where a polynomial is looked at: three values make a parabola, and the others must lie on it.
_FIRST, _OTHERS = (0, 1, 2), (-3, 5, 7, 11, Fraction(1, 2))
_DIVIDED = re.compile(r"/\s*\(?[^()]*[a-z]")


def polynomial(asked: Asked, answer: str, text: str) -> Verdict | None:
    """The verdict on `answer`, a set of numbers; solutions that are no fractions are left alone."""
    for unknown, left, right in sides(asked.text):
        claim = roots(answer, unknown)
        try:
            right_ones = _solutions(left, right, unknown)
        except NotExact:
            return None
        if claim is None or right_ones is None:
            return None
        shown = ", ".join(f"{unknown} = {say(value)}" for value in sorted(right_ones))
        if claim == right_ones:
            return Verdict("passed", f"{left} = {right} holds for {shown}, and for no other number", "math")
        wrong = sorted(claim - right_ones)
        if not wrong:
            return None  # some of them, perhaps the ones that were wanted
        values = [say(_at(side, unknown, wrong[0])) for side in (left, right)]
        put_in = f"With {unknown} = {say(wrong[0])}, {left} is {values[0]} and {right} is {values[1]}"
        return Verdict("failed", put_in, "math")
    return None


def _solutions(left: str, right: str, unknown: str) -> set[Fraction] | None:
    """The solutions of an equation of the second degree; None where it is none, or has none that is a fraction."""
    if _DIVIDED.search(left) or _DIVIDED.search(right):
        return None

    def gap(at: Fraction | int) -> Fraction:
        return _at(left, unknown, Fraction(at)) - _at(right, unknown, Fraction(at))

    zero, one, two = (gap(at) for at in _FIRST)
    a = (two - 2 * one + zero) / 2
    b = one - zero - a
    if not a or any(gap(at) != a * at**2 + b * at + zero for at in _OTHERS):
        return None
    below = b * b - 4 * a * zero
    try:
        spread = number(root(below, 2))
    except NotExact:
        return None
    return {(-b - spread) / (2 * a), (-b + spread) / (2 * a)}


def _at(side: str, unknown: str, value: Fraction) -> Fraction:
    """The value of `side` where the unknown is `value`."""
    put_in = side.replace(unknown, f"({value.numerator}/{value.denominator})")
    return evaluate(put_in, unknown).constant
