"""Questions whose answer is a percentage, or the whole behind one: `what percent of 60 is 15?`"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from ...exact import NUMBER
from .. import Verdict
from .claims import claimed, judged
from .words import Asked

_N = rf"(-?(?:\d{{1,30}}/\d{{1,30}}|{NUMBER}))"
_WHAT = r"(?:what|how much|how many)"
_UP = r"(?:increase|growth|rise|gain|change)"
_DOWN = r"(?:decrease|drop|fall|decline|reduction|loss|change)"


def _share(part: Fraction, whole: Fraction) -> Fraction | None:
    return 100 * part / whole if whole > 0 and part >= 0 else None


def _whole(part: Fraction, per_cent: Fraction) -> Fraction | None:
    return 100 * part / per_cent if per_cent > 0 else None


def _other_share(one: Fraction, per_cent: Fraction, other: Fraction) -> Fraction | None:
    return one / per_cent * other if per_cent > 0 else None


Work = Callable[..., Fraction | None]
# Of a question without its harmless words at both ends: "what is" is gone, and so is "of what number?".
_FORMS: tuple[tuple[re.Pattern[str], Work], ...] = tuple(
    (re.compile(pattern), work)
    for pattern, work in (
        (rf"(?:{_WHAT} )?% of {_N} (?:is|are|would be|makes?) {_N}", lambda b, a: _share(a, b)),
        (rf"{_N} (?:is|are|as|makes?) (?:{_WHAT} )?(?:a )?% of {_N}", _share),
        (rf"(?:{_WHAT} )?% (?:is|are) {_N} (?:out )?(?:of|from) {_N}", _share),
        (rf"{_N} (?:out of|of|/) {_N} (?:is |are |in |as |to |into |how many |what )+(?:a )?%", _share),
        (rf"{_N} (?:in|as|to|into|is what|what|how many) (?:a )?%", lambda n: _share(n, Fraction(1))),
        (rf"% {_UP} (?:is |was )?(?:from )?{_N} to {_N}", lambda a, b: _share(b - a, a)),
        (rf"% {_DOWN} (?:is |was )?(?:from )?{_N} to {_N}", lambda a, b: _share(a - b, a)),
        (rf"{_N} % of (?:my |a |some |what )?(?:number|it|something) is {_N}", lambda p, a: _whole(a, p)),
        (rf"{_N} (?:is|equals) {_N} % of", _whole),
        (
            rf"{_N} % (?:is|are|=) {_N}[ ,.;?]*(?:then )?{_WHAT} (?:is|are) {_N} %",
            lambda p, a, q: _other_share(a, p, q),
        ),
        (rf"{_N} (?:is|are|=) {_N} %[ ,.;?]*(?:then )?{_WHAT} (?:is|are) {_N} %", _other_share),
    )
)


def percentage(asked: Asked, answer: str, text: str) -> Verdict | None:
    """The verdict on `answer`, a number with or without its sign for per cent."""
    claim = claimed(answer)
    if claim is None or "%" not in asked.said:
        return None
    for pattern, work in _FORMS:
        if found := pattern.fullmatch(asked.said):
            try:
                value = work(*(Fraction(group.replace(",", "")) for group in found.groups()))
            except ZeroDivisionError:
                return None
            if value is None or claim in (value / 100, -value):
                return None
            return judged(asked.said, value, claim, text)
    return None
