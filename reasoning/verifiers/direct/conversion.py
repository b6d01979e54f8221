"""Units that convert exactly: `how many minutes are in 3.5 hours?`, `convert 2 km 300 m to metres`."""

from __future__ import annotations

import re
from fractions import Fraction

from ...exact import NUMBER
from .. import Verdict
from ..units import UNIT, UNITS, Quantity, Unit, quantity
from .claims import claimed, judged
from .words import AMBIGUOUS, Asked, harmless

_ONE = rf"(?:{NUMBER}) ?(?:{UNIT})"
_AMOUNT = rf"(?P<amount>{_ONE}(?: (?:and )?{_ONE}){{0,2}})"
_PART = re.compile(rf"({NUMBER}) ?({UNIT})")
_TARGET = rf"(?P<unit>{UNIT})"
_TURN = r"(?:\b(?:convert|change|express|turn|write) )?"
_FORMS = (
    re.compile(rf"\bhow many {_TARGET} (?:(?:are|is|there|do|make|makes|in) )*{_AMOUNT}(?![\w/^²³])"),
    re.compile(
        rf"{_TURN}(?<![\w.,/^*+-]){_AMOUNT} (?:(?:is|are|into|in|to|as|how|many|=) )+{_TARGET}(?![\w/^²³])"
    ),
)


def conversion(asked: Asked, answer: str, text: str) -> Verdict | None:
    """The verdict on `answer`, a number with or without the unit that was asked for."""
    for form in _FORMS:
        found = form.search(asked.text)
        if not found or AMBIGUOUS.search(found["amount"]):
            continue
        around = f"{asked.text[: found.start()]} | {asked.text[found.end() :]}"
        amounts = [
            Quantity(Fraction(n.replace(",", "")), UNITS[unit]) for n, unit in _PART.findall(found["amount"])
        ]
        wanted = UNITS[found["unit"]]
        if not harmless(around) or any(each.unit.kind != wanted.kind for each in amounts):
            return None
        value = sum((each.base for each in amounts), Fraction(0)) / wanted.size
        return judged(f"{found['amount']} in {found['unit']}", value, _claimed(answer, wanted), text)
    return None


def _claimed(answer: str, wanted: Unit) -> Fraction | None:
    """The number of `wanted` units that an answer says; None where it is in another unit."""
    said = quantity(answer)
    return claimed(answer) if said is None else said.number if said.unit == wanted else None
