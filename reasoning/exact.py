"""Exact arithmetic on text: numbers, + - * / ^ and brackets, perhaps one unknown. Its own parser, never eval.

The work is bounded whatever the text says: MAX_CHARS, MAX_DEPTH, and numbers of at most MAX_BITS.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

MAX_CHARS = 200
MAX_DEPTH = 20  # brackets and signs in each other
MAX_BITS = 512  # of a numerator or denominator
NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"

_TOKEN = re.compile(rf"\s*(?:(?P<number>{NUMBER})|(?P<sign>[-+*/^()])|(?P<letter>[a-zA-Z]))")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("×·⋅∗∙＊", "*"),
        **dict.fromkeys("÷∕⁄／", "/"),
        **dict.fromkeys("−–－", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f\u3000", " "),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **{"＋": "+", "＝": "=", "（": "(", "）": ")", "²": "^2", "³": "^3", "$": None, "`": None},
    }
)
_LATEX = (
    (re.compile(r"\\[dt]?frac\{([^{}]{1,60})\}\{([^{}]{1,60})\}"), r"((\1)/(\2))"),
    (re.compile(r"\\(?:times|cdot)(?![a-zA-Z])"), "*"),
    (re.compile(r"\\div(?![a-zA-Z])"), "/"),
    (re.compile(r"\\(?:left|right)(?![a-zA-Z])|\\[,;! ]|\\[()\[\]]"), ""),
    (re.compile(r"\^\{(-?\d{1,9})\}"), r"^\1"),
    (re.compile(r"(?<=[\d)])\*\*(?=[\d(])"), "^"),
    (re.compile(r"\*\*"), ""),
)
_LETTER_X = re.compile(r"(?<=[\d)])[ \t]{0,3}[xX][ \t]{0,3}(?=[\d(])")


class NotExact(ValueError):
    """The text is no expression that can be read and computed exactly within the bounds."""


@dataclass(frozen=True, slots=True)
class Value:
    """`slope` times the unknown plus `constant`."""

    constant: Fraction
    slope: Fraction = Fraction(0)


def plain(text: str, *, unknown: bool = False) -> str:
    """`text` with one spelling for each sign: × · ÷ − ² and their LaTeX become * / - ^.

    An x between numbers is a multiplication unless an `unknown` is expected.
    """
    text = text.translate(_SIGNS)
    for pattern, sign in _LATEX:
        text = pattern.sub(sign, text)
    return text if unknown else _LETTER_X.sub("*", text)


def evaluate(text: str, unknown: str = "") -> Value:
    """The exact value of a `plain` expression, in which the letter `unknown` may stand. Raises NotExact."""
    if len(text) > MAX_CHARS:
        raise NotExact("too long")
    parser = _Parser(_tokens(text), unknown)
    value = parser.sum(0)
    if parser.rest:
        raise NotExact(f"unexpected {parser.rest[-1]!r}")
    return value


def number(text: str) -> Fraction:
    """The value of a `plain` expression without an unknown. Raises NotExact."""
    return evaluate(text).constant


def is_calculation(text: str) -> bool:
    """Whether there is something to compute in `text`: more than a number with its sign."""
    return any(sign in text.strip().lstrip("+-(").rstrip(")") for sign in "+-*/^")


def say(value: Fraction) -> str:
    """`value` for people: 92, 0.25 or 1/3."""
    for decimals in range(7):
        shifted = value * 10**decimals
        if shifted.denominator == 1:
            digits = f"{abs(shifted.numerator):0{decimals + 1}d}"
            cut = len(digits) - decimals
            point = f".{digits[cut:]}" if decimals else ""
            return ("-" if value < 0 else "") + digits[:cut] + point
    return str(value)


def _tokens(text: str) -> list[str]:
    """Number, sign and letter tokens, the last one first."""
    found: list[str] = []
    end, text = 0, text.rstrip()
    while end < len(text):
        token = _TOKEN.match(text, end)
        if token is None:
            raise NotExact(f"unexpected {text[end]!r}")
        found.append(token[token.lastgroup or 0].replace(",", ""))
        end = token.end()
    return found[::-1]


class _Parser:
    """Recursive descent over `rest`, the tokens still to be read, next one last."""

    def __init__(self, rest: list[str], unknown: str) -> None:
        self.rest = rest
        self._unknown = unknown

    def sum(self, depth: int) -> Value:
        value = self._product(depth)
        while self._next() in ("+", "-"):
            sign = 1 if self.rest.pop() == "+" else -1
            other = self._product(depth)
            value = _bounded(value.constant + sign * other.constant, value.slope + sign * other.slope)
        return value

    def _product(self, depth: int) -> Value:
        value, divided = self._factor(depth), False
        while True:
            sign = self._next()
            if sign in ("*", "/"):
                self.rest.pop()
                other = self._factor(depth)
            elif self._unknown and sign in ("(", self._unknown) and not divided:
                sign, other = "*", self._power(depth)  # 3x, 2(x + 1); what 1/2x means, nobody knows
            else:
                return value
            divided = divided or sign == "/"
            value = _times(value, other) if sign == "*" else _times(value, _inverse(other))

    def _factor(self, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise NotExact("too deep")
        if self._next() in ("+", "-"):
            sign = 1 if self.rest.pop() == "+" else -1
            value = self._factor(depth + 1)
            return Value(sign * value.constant, sign * value.slope)
        return self._power(depth)

    def _power(self, depth: int) -> Value:
        base = self._atom(depth)
        if self._next() != "^":
            return base
        self.rest.pop()
        exponent = self._factor(depth + 1)
        if base.slope or exponent.slope or exponent.constant.denominator != 1:
            raise NotExact("this power is not exact")
        times = exponent.constant.numerator
        if abs(times) * max(_bits(base.constant), 1) > MAX_BITS:
            raise NotExact("too large")
        if not base.constant and times < 0:
            raise NotExact("division by zero")
        return Value(Fraction(base.constant**times))

    def _atom(self, depth: int) -> Value:
        first = self.rest.pop() if self.rest else ""
        if first == "(":
            value = self.sum(depth + 1)
            if self._next() != ")":
                raise NotExact("a bracket is open")
            self.rest.pop()
            return value
        if self._unknown and first == self._unknown:
            return Value(Fraction(0), Fraction(1))
        if first[:1].isdigit() or first[:1] == ".":
            return _bounded(Fraction(first), Fraction(0))
        raise NotExact(f"unexpected {first!r}")

    def _next(self) -> str:
        return self.rest[-1] if self.rest else ""


def _times(one: Value, two: Value) -> Value:
    if one.slope and two.slope:
        raise NotExact("not linear")
    slope = one.slope * two.constant + two.slope * one.constant
    return _bounded(one.constant * two.constant, slope)


def _inverse(value: Value) -> Value:
    if value.slope or not value.constant:
        raise NotExact("division by zero or by the unknown")
    return Value(1 / value.constant)


def _bounded(constant: Fraction, slope: Fraction) -> Value:
    if _bits(constant) > MAX_BITS or _bits(slope) > MAX_BITS:
        raise NotExact("too large")
    return Value(constant, slope)


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())
