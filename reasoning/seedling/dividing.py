"""Long division in small steps, one digit of the quotient at a time: `1600/8=200 → 200+176/8`.

Divisors up to 12 are known by heart. With a larger one the digit is multiplied back and subtracted:
`37×40=1480 → 40+(1776-1480)/37`, `1776-1480=296 → 40+296/37`.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from math import gcd

from reasoning.seedling.expressions import (
    MAX_DIVISOR,
    MAX_PLACES,
    ROUNDED_PLACES,
    Expression,
    Number,
    Operation,
    OutOfRange,
    size,
    trimmed,
)

BY_HEART = 12  # divisors whose multiples and remainders are taken in one go
_POWERS_OF_TEN = (1, 10, 100, 1000)
_ENDING = (2, 4, 5, 8)  # denominators whose fractions are known as decimals
_EXPANDED = {20: 5, 25: 4, 40: 25, 50: 2}  # denominators that go into 100 or 1000, and how often

Reduced = tuple[str, str, Expression]


def places_to_round(expression: Operation) -> int:
    """Places of the rounded result where the division that is left does not end; 0 where it does, or none is."""
    match expression:
        case Operation("/", int() | Decimal() as a, int() | Decimal() as b) if b:
            pass
        case Operation(
            "+" | "-", int() | Decimal(), Operation("/", int() | Decimal() as a, int() | Decimal() as b)
        ) if b:
            pass
        case _:
            return 0
    if _ends(a, b):
        return 0
    while size(b) > BY_HEART and a % 10 == 0 and b % 10 == 0:
        a, b = a / Decimal(10), b / Decimal(10)
    # With a large divisor each digit takes two steps.
    return 1 if size(b) > BY_HEART and size(a) >= 10 * size(b) else ROUNDED_PLACES


def divide(a: Number, b: Number, places: int) -> Reduced:
    """The next step of `a/b`; rounded to `places` where that is not 0. Raises OutOfRange."""
    if b == 0:
        raise OutOfRange(f"{a}/{b}")
    if b < 0:
        a, b = -a, -b
    if isinstance(b, Decimal):
        return _same_quotient(a, b, Decimal(1).scaleb(-int(b.as_tuple().exponent)))
    if not _ends(a, b) and not places:
        raise OutOfRange(f"{a}/{b}")
    if b in _POWERS_OF_TEN or a == 0:
        quotient = trimmed(Decimal(a) / b)
        return f"{a}/{b}", str(quotient), quotient
    if b > BY_HEART and isinstance(a, int) and a % 10 == 0 and b % 10 == 0:
        return _same_quotient(a, b, Decimal("0.1"))
    if b > MAX_DIVISOR:
        raise OutOfRange(f"{a}/{b}")
    sign = -1 if a < 0 else 1
    if isinstance(a, int) and size(a) < b:
        return _part(abs(a), b, sign, places)
    return _digit(size(a), b, sign, places)


def merged(op: str, left: Number, rest: Expression) -> Operation | None:
    """`19000+(700+265/5)` as `19700+265/5`: the digits found so far stand in one number."""
    if not (isinstance(rest, Operation) and rest.op == "+" and (left > 0 if op == "+" else left < 0)):
        return None
    if isinstance(rest.left, Operation) or not isinstance(rest.right, Operation) or rest.right.op != "/":
        return None
    if size(left) % Decimal(10).scaleb(Decimal(rest.left).adjusted()):
        return None
    digits = left + rest.left if op == "+" else left - rest.left
    return Operation(op, trimmed(digits), rest.right)


def _ends(a: Number, b: Number) -> bool:
    return not Decimal(a) * 10**MAX_PLACES % b


def _same_quotient(a: Number, b: Number, factor: Decimal) -> Reduced:
    """Both times the factor: 6/0.5=60/5, 1500/30=150/3."""
    more, by = trimmed(a * factor), trimmed(b * factor)
    return f"{a}/{b}", f"{more}/{by}", Operation("/", more, by)


def _digit(a: Number, b: int, sign: int, places: int) -> Reduced:
    """The first digit of the quotient, and what is left to divide."""
    quotient = Decimal(a) / b
    place = Decimal(1).scaleb(quotient.adjusted())
    high = quotient.quantize(place, ROUND_DOWN)
    part = trimmed(high * b)
    low = trimmed(a - part)
    high_now = trimmed(high) * sign
    if low == 0 or (a < 100 and b <= BY_HEART and a % b == 0):
        whole = trimmed(quotient) * sign
        return f"{a * sign}/{b}", str(whole), whole
    if places and quotient.adjusted() < -places:
        cut = quotient.quantize(Decimal(1).scaleb(-places - 1), ROUND_DOWN) * sign
        return f"{a * sign}/{b}", str(cut), cut
    joined = "+" if sign > 0 else "-"
    if b <= BY_HEART:
        rest = Operation(joined, high_now, Operation("/", low, b))
        return f"{trimmed(part) * sign}/{b}", str(high_now), rest
    rest = Operation(joined, high_now, Operation("/", Operation("-", a, part), b))
    return f"{b}*{trimmed(high)}", f"{trimmed(high) * b}", rest


def _part(a: int, b: int, sign: int, places: int) -> Reduced:
    """The step for a proper fraction: a decimal that is known, or the same with another denominator."""
    done = f"{a * sign}/{b}"
    if b in _ENDING:
        value = Decimal(a * sign) / b
        return done, str(value), value
    if b in _EXPANDED:
        return _same_quotient(a * sign, b, Decimal(_EXPANDED[b]))
    common = gcd(a, b)
    by = next(n for n in range(BY_HEART, 0, -1) if common % n == 0)
    if by > 1:
        return done, f"{a * sign // by}/{b // by}", Operation("/", a * sign // by, b // by)
    if b <= BY_HEART:
        cut = (Decimal(a) / b).quantize(Decimal("0.001"), ROUND_DOWN) * sign
        return done, str(cut), cut
    return _digit(a, b, sign, places)
