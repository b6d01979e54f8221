"""What an answer claims, and the verdict on it once the right value is known."""

from __future__ import annotations

import re
from fractions import Fraction
from math import gcd

from ...answers import boxed
from ...exact import NUMBER, NotExact, number, plain, say
from .. import Verdict
from .words import MOST_CHARS

UNKNOWN = Verdict("unknown", "", "math")

_DIGITS = 160  # of a number that is looked at
_PLAIN = re.compile(rf"[-+]?(?:{NUMBER})(?:\s?/\s?\d+)?")
_MIXED = re.compile(r"([-+]?)(\d{1,9})(?: and | )?\(?\(?(?<![\d])(\d{1,9})\)?\s?/\s?\(?(\d{1,9})\)?\)?")
_WRITTEN_FRACTION = re.compile(r"[-+]?(\d{1,30})\s?/\s?(\d{1,30})")
_LATEX_FRACTION = re.compile(r"\\[dt]?frac\{(\d{1,30})\}\{(\d{1,30})\}")


def claimed(answer: str) -> Fraction | None:
    """The number that an answer is, also as `1 4/5`; None for everything else, a calculation included."""
    text = plain(answer.strip())
    if len(text) > _DIGITS:
        return None
    if mixed := _MIXED.fullmatch(text):
        whole, over, under = (int(digits) for digits in mixed.groups()[1:])
        if 0 < over < under:
            return (whole + Fraction(over, under)) * (-1 if mixed[1] == "-" else 1)
        return None
    if not _PLAIN.fullmatch(text):
        return None
    try:
        return number(text)
    except NotExact:
        return None


def unfinished(text: str) -> bool:
    """Whether an answer as it was written is a fraction that is still to be reduced, as 144/12 and 6/8 are."""
    inner = boxed(text[: MOST_CHARS * 4]) or text
    if len(inner) > MOST_CHARS:
        return False
    bare = _LATEX_FRACTION.sub(r"\1/\2", inner).strip(" \t\n$*_`.()\\[]")
    found = _WRITTEN_FRACTION.fullmatch(bare)
    return found is not None and (int(found[2]) == 1 or gcd(int(found[1]), int(found[2])) != 1)


def judged(said: str, value: Fraction, claim: Fraction | None, text: str = "") -> Verdict | None:
    """The verdict on `claim` where `said` comes to `value`; None where nobody can tell.

    A claim that is close to a value with a fraction may be rounded as it was meant.
    """
    if claim is None:
        return None
    if value == claim:
        return None if unfinished(text) else Verdict("passed", f"{said} = {say(value)}", "math")
    if value.denominator > 1 and abs(value - claim) < 1:
        return None
    return Verdict("failed", f"{said} = {say(value)}, not {say(claim)}", "math")
