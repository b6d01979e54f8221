"""The forms in which answers of mathematics are written, and what can be told of two answers without algebra.

Numbers, quantities and sets of numbers are compared exactly. For what is left, `latex` gives one spelling, and `shape`
what must be the same of two formulas whatever algebra says.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from . import units
from .direct.claims import claimed
from .direct.solutions import named

MOST_CHARS = 200  # of an answer that is read here

_WRAPPED = re.compile(r"\\(?:text|mathrm|mbox)\s?\{([^{}]*)\}")
_SPELLINGS = (
    (re.compile(r"(?<![a-zA-Z\\])sqrt\(([^()]*)\)|√\(([^()]*)\)|√(\d+)"), r"\\sqrt{\1\2\3}"),
    (re.compile(r"(?<![a-zA-Z\\])pi(?![a-zA-Z])|π"), r"\\pi "),
    (re.compile(r"[*×·⋅]"), r"\\cdot "),
    (re.compile(r"≤|<=|\\leq(?![a-zA-Z])|\\leqslant(?![a-zA-Z])"), r"\\le "),
    (re.compile(r"≥|>=|\\geq(?![a-zA-Z])|\\geqslant(?![a-zA-Z])"), r"\\ge "),
    (re.compile(r"∞|(?<![a-zA-Z\\])infinity(?![a-zA-Z])"), r"\\infty "),
    (re.compile(r"∪"), r"\\cup "),
    (re.compile(r"∈"), r"\\in "),
    (re.compile(r"^\s*[a-zA-Z]\s*\\in(?![a-zA-Z])\s*"), ""),
)
_END = r"([^<>=\\a-zA-Z]{1,40}|[^<>=]{0,20}\\(?:frac|sqrt|pi)[^<>=]{0,40})"
_BETWEEN = re.compile(rf"{_END}(<|\\le)\s*[a-zA-Z]\s*(<|\\le){_END}")
_BELOW = re.compile(rf"[a-zA-Z]\s*(<|\\le){_END}")
_ABOVE = re.compile(rf"[a-zA-Z]\s*(>|\\ge){_END}")
_OF_SOLUTIONS = re.compile(r"^\\?\{|\bor\b|±|\\pm")


def latex(text: str) -> str:
    """`text` in one spelling: LaTeX for roots, π, products and infinity, intervals for inequalities of one letter."""
    text = _WRAPPED.sub(r" \1 ", text)
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return _interval(text) or text


def decided(one: str, two: str) -> Literal["equal", "different"] | None:
    """What is certain without algebra; None where it is not.

    A quantity equals only what converts to it exactly: `3 m` is `300 cm`, `5 cm` is neither `5 g` nor `5`.
    """
    if max(len(one), len(two)) > MOST_CHARS:
        return None
    if " ".join(latex(one).split()) == " ".join(latex(two).split()):
        return "equal"
    amounts = units.quantity(one), units.quantity(two)
    if amounts[0] and amounts[1]:
        return "equal" if units.same(amounts[0], amounts[1]) else "different"
    numbers = claimed(one), claimed(two)
    if None not in numbers:
        return "equal" if numbers[0] == numbers[1] else "different"
    if any(amounts) and any(number is not None for number in numbers):
        return "different"
    sets = _solutions(one), _solutions(two)
    if sets[0] and sets[1]:
        return "equal" if sets[0] == sets[1] else "different"
    return None


def shape(text: str) -> tuple[str, str, int]:
    """What must be the same of two answers: outer brackets, (0, 1) is not [0, 1], and the number of subscripts."""
    bare = re.sub(r"\\(?:left|right)(?![a-zA-Z])|\s", "", latex(text)).replace("\\{", "{").replace("\\}", "}")
    first, last = bare[:1], bare[-1:]
    if first not in "([{" or last not in ")]}" or not bare:
        return "", "", text.count("_")
    return first, last, text.count("_")


def _interval(text: str) -> str:
    """`1 \\le x < 2` as `[1,2)`; empty for anything else."""
    bare = text.strip()
    if len(bare) > MOST_CHARS:
        return ""
    if found := _BETWEEN.fullmatch(bare):
        left, right = ("(" if found[2] == "<" else "["), (")" if found[3] == "<" else "]")
        return f"{left}{found[1].strip()},{found[4].strip()}{right}"
    if found := _BELOW.fullmatch(bare):
        return f"(-\\infty ,{found[2].strip()}{')' if found[1] == '<' else ']'}"
    if found := _ABOVE.fullmatch(bare):
        return f"{'(' if found[1] == '>' else '['}{found[2].strip()},\\infty )"
    return ""


def _solutions(text: str) -> frozenset[Fraction] | None:
    """The numbers of `{2, 3}`, `x = 2 or x = 3`, `±2`; None where order may matter, or not all are numbers."""
    listed = named(text) if _OF_SOLUTIONS.search(text.strip()) else None
    if not listed or len({name for name, _ in listed if name}) > 1:
        return None
    return frozenset(value for _, value in listed)
