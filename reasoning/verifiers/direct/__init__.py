"""Checks that need no model and no sandbox: the question itself says how its answer can be tested.

A calculation is done again, the solution of an equation is put in, a number puzzle's rules are followed. Only a
question that is understood to its last word is checked; everything else is `unknown`. Pure, within a millisecond.
"""

from __future__ import annotations

from .. import Verdict
from .calculation import calculation
from .claims import UNKNOWN
from .conversion import conversion
from .equation import equation
from .percent import percentage
from .polynomial import polynomial
from .puzzle import check_puzzle
from .sequence import sequence
from .system import system
from .whole import remainder, rounding
from .words import MOST_CHARS, normal, read

__all__ = ["check"]

READERS = (equation, polynomial, system, sequence, conversion, percentage, remainder, rounding, calculation)


def check(question: str, answer: str, text: str = "") -> Verdict:
    """Whether `answer`, in its canonical form, is right by the question's own words.

    `text` is the answer as it was written: a puzzle asks for the calculation itself, not for its value.
    """
    if len(question) > MOST_CHARS or len(answer) > MOST_CHARS:
        return UNKNOWN
    asked = normal(question)
    if verdict := check_puzzle(asked, text):
        return verdict
    words = read(asked)
    for reader in READERS:
        if verdict := reader(words, answer, text):
            return verdict
    return UNKNOWN
