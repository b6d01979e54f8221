"""Whole numbers: what remains of a division, and rounding to tens or to decimal places."""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor

from ...exact import NUMBER
from .. import Verdict
from .claims import claimed, judged
from .words import Asked

_N = rf"(-?(?:{NUMBER}))"
_WHOLE = r"(\d{1,30})"
_BOTH = re.compile(
    rf"(?:quotient (?:and|&|with) (?:remainder|rest)(?: of| for)?[ :]*{_WHOLE}(?: ?/ ?| by ){_WHOLE}"
    rf"|{_WHOLE} ?/ ?{_WHOLE} with (?:its )?(?:remainder|rest))"
)
_REMAINDER = re.compile(
    rf"{_WHOLE} (?:mod|modulo) {_WHOLE}"
    rf"|(?:remainder|rest) (?:of |when |if |from |for |: )?{_WHOLE}(?: is)? ?/ ?{_WHOLE}"
    rf"|(?:remainder|rest) (?:of|when|if|from|after) dividing {_WHOLE} by {_WHOLE}"
)
_BOTH_CLAIMED = re.compile(
    r"(\d{1,30})(?:,| and)?(?: with)?(?: a)? ?(?:remainder|rest|rem|r)\.?(?: of|:| is)? ?(\d{1,30})"
)
_PLACES = {
    "10|tens?": -1,
    "100|hundreds?": -2,
    "1,?000|thousands?": -3,
    "integer|whole number|units?|ones?|whole": 0,
    "tenths?": 1,
    "hundredths?": 2,
    "thousandths?": 3,
}
_NEAREST = "|".join(f"(?P<p{at}>{names})" for at, names in enumerate(_PLACES))
_TO = rf"to (?:(?:nearest |closest )?(?:{_NEAREST})|(?P<places>[1-6]) ?(?:decimal )?(?:places?|decimals?|dp))"
_ROUNDED = (
    re.compile(rf"round (?:off )?(?:number )?{_N} (?:off )?{_TO}"),
    re.compile(rf"{_N} rounded (?:off )?{_TO}"),
    re.compile(rf"{_N} to (?:nearest|closest) (?:{_NEAREST})"),
)


def remainder(asked: Asked, answer: str, text: str) -> Verdict | None:
    """The verdict on `answer`, such as `2` or `3 remainder 2`."""
    said = asked.said
    if found := _REMAINDER.fullmatch(said):
        over, under = (int(group) for group in found.groups() if group)
        return judged(said, Fraction(over % under), claimed(answer), text) if under else None
    both, claim = _BOTH.fullmatch(said), _BOTH_CLAIMED.fullmatch(answer.strip())
    if not both or not claim:
        return None
    over, under = (int(group) for group in both.groups() if group)
    if not under:
        return None
    right = divmod(over, under)
    shown = f"{over} / {under} = {right[0]} remainder {right[1]}"
    if (int(claim[1]), int(claim[2])) == right:
        return Verdict("passed", shown, "math")
    return Verdict("failed", f"{shown}, not {claim[1]} remainder {claim[2]}", "math")


def rounding(asked: Asked, answer: str, text: str) -> Verdict | None:
    """The verdict on `answer`, a rounded number; a half may go up or to the even neighbour, and is left alone."""
    said = asked.said
    found = next((match for pattern in _ROUNDED if (match := pattern.fullmatch(said))), None)
    if not found:
        return None
    groups = found.groupdict()
    places = int(groups.get("places") or 0)
    for at, place in enumerate(_PLACES.values()):
        places = place if groups[f"p{at}"] else places
    scaled = Fraction(found[1].replace(",", "")) * Fraction(10) ** places
    if (scaled - floor(scaled)) == Fraction(1, 2):
        return None
    return judged(said, Fraction(round(scaled)) / Fraction(10) ** places, claimed(answer), text)
