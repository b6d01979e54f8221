"""Taking an expression apart into steps so small that each can be done in one go.

Every step is `a op b=c`, which a calculator can read, and then what is left to do: `37×40=1480 → 1480+37×8-19`.
Each step follows from the line before it alone.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from reasoning.seedling import dividing
from reasoning.seedling.expressions import (
    MAX_DIGITS,
    MAX_PLACES,
    PRODUCTS,
    Expression,
    Number,
    Operation,
    OutOfRange,
    shown,
    size,
    trimmed,
)


class Solution(NamedTuple):
    """The value, the steps to it, and whether the value had to be rounded."""

    value: Number
    steps: list[str]
    rounded: bool = False

    @property
    def answer(self) -> str:
        """The value as an answer gives it."""
        return f"{self.value} (rounded)" if self.rounded else str(self.value)


def solve(expression: Expression, *, rounding: bool = False) -> Solution:
    """The value and the steps to it, inner operations first and left before right.

    With `rounding` a last division that does not end is rounded. Raises OutOfRange.
    """
    steps, rounded, places, value = [], False, 0, ""
    while isinstance(expression, Operation):
        if rounding and not rounded:
            places = dividing.places_to_round(expression)
            rounded = places > 0
        done, value, expression = _reduce_first(expression, places)
        left = f" → {shown(expression)}" if isinstance(expression, Operation) else ""
        if left and left[3:] == value.replace("*", "×"):
            left = ""
        steps.append(f"{done.replace('*', '×')}={value}{left}")
    if rounded:
        # What stands there is cut, not rounded, so its last digit decides.
        unit = Decimal(1).scaleb(1 - places_of(Decimal(value)))
        expression = trimmed(Decimal(value).quantize(unit, ROUND_HALF_UP))
    return Solution(expression, steps, rounded)


def _reduce_first(expression: Operation, places: int) -> tuple[str, str, Expression]:
    """The first calculation that can be done, its result, and the expression with that done."""
    op, left, right = expression.op, expression.left, expression.right
    if isinstance(left, Operation):
        done, value, rest = _reduce_first(left, places)
        return done, value, Operation(op, rest, right)
    if isinstance(right, Operation):
        done, value, rest = _reduce_first(right, places)
        if right.op == "/" and op in "+-":
            merged = dividing.merged(op, left, rest)
            if merged is not None:
                return done, value, merged
        return done, value, Operation(op, left, rest)
    if op == "/":
        return dividing.divide(left, right, places)
    return _REDUCERS[op](left, right)


Reduced = tuple[str, str, Expression]


def _add(a: Number, b: Number) -> Reduced:
    first, second, places = _aligned(a, size(b))
    return _checked(f"{first}{'+' if b >= 0 else '-'}{second}", a + b, places)


def _subtract(a: Number, b: Number) -> Reduced:
    first, second, places = _aligned(a, size(b))
    return _checked(f"{first}{'-' if b >= 0 else '+'}{second}", a - b, places)


def _aligned(a: Number, b: Number) -> tuple[str, str, int]:
    """Both with the same number of places, so that their digits stand in columns: 20.00-3.75."""
    if isinstance(a, int) and isinstance(b, int):
        return str(a), str(b), 0
    places = max(places_of(a), places_of(b))
    return f"{a:.{places}f}", f"{b:.{places}f}", places


def _checked(done: str, value: Number, places: int) -> Reduced:
    if abs(value) >= 10**MAX_DIGITS:
        raise OutOfRange(f"{value} has more than {MAX_DIGITS} digits")
    if places > MAX_PLACES:
        raise OutOfRange(f"{value} has more than {MAX_PLACES} places")
    return done, f"{value:.{places}f}" if places else str(value), trimmed(value)


def places_of(number: Number) -> int:
    """Digits behind the point."""
    if isinstance(number, int):
        return 0
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _significant(number: Number) -> int:
    """Digits of the number without zeros at its ends: 3400 and 0.34 count as 2."""
    if isinstance(number, Decimal):
        return len(number.normalize().as_tuple().digits)
    return max(1, len(str(abs(number)).rstrip("0")))


def _multiply(a: Number, b: Number) -> Reduced:
    if b < 0:  # the sign moves to the left operand
        a, b = -a, -b
    sizes = (_significant(a), _significant(b))
    if (min(sizes) == 1 and max(sizes) <= 2) or 1 in (_digits(a), _digits(b)):
        return _checked(f"{a}*{b}", a * b, places_of(a) + places_of(b))
    if (min(sizes), max(sizes)) not in PRODUCTS:
        raise OutOfRange(f"{a}*{b}")
    if sizes[1] >= sizes[0]:
        high, low = _split(b)
        done, value, product = _multiply_now(a, high)
        return done, value, _sum_of(product, a, low)
    high, low = _split(a)
    done, value, product = _multiply_now(high, b)
    return done, value, _sum_of(product, low, b)


def _multiply_now(a: Number, b: Number) -> tuple[str, str, Number]:
    done, value, product = _checked(f"{a}*{b}", a * b, places_of(a) + places_of(b))
    assert not isinstance(product, Operation)
    return done, value, product


def _sum_of(product: Number, a: Number, b: Number) -> Operation:
    """`product + a*b`, with a minus where both are negative."""
    return (
        Operation("-", product, Operation("*", -a, b))
        if a < 0
        else Operation("+", product, Operation("*", a, b))
    )


def _digits(number: Number) -> int:
    """Its significant digits as one number: 34 for 3400 and for -0.34."""
    if isinstance(number, int):
        return int(str(abs(number)).rstrip("0") or "0")
    return int("".join(map(str, number.normalize().as_tuple().digits)))


def _split(number: Number) -> tuple[Number, Number]:
    """The number's first digit with its place, and the rest: 300 and 47."""
    if isinstance(number, int):
        place = 10 ** (len(str(abs(number))) - 1)
        high = abs(number) // place * place * (1 if number > 0 else -1)
        return high, number - high
    first = number.quantize(Decimal(1).scaleb(number.adjusted()), ROUND_DOWN)
    return trimmed(first), trimmed(number - first)


_REDUCERS = {"+": _add, "-": _subtract, "*": _multiply}
