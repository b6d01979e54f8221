"""A calculation is done again, whether it is written in signs or told: `(7 + 5) * 3`, `15% of 80, then double it`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...exact import NotExact, is_calculation, number
from .. import Verdict
from .claims import claimed, judged
from .phrase import LISTS, Phrase
from .stages import apply, split
from .vocabulary import FILLERS
from .words import AMBIGUOUS, Asked

_OF_SEVERAL = ("sum", "total", "start", "take")  # with one number, something from before is to be added


def calculation(asked: Asked, answer: str, text: str) -> Verdict | None:
    """The verdict on `answer` where the question is a calculation and nothing else."""
    claim = claimed(answer)
    said = "".join(f"{' ' * token.spaced}{token.text}" for token in asked.core).strip()
    if claim is None or not said or AMBIGUOUS.search(said):
        return None
    words = [token.text for token in asked.core if token.text not in FILLERS]
    told = any(word[0].isalpha() or word in "%√" for word in words)
    numbers = sum(word[0].isdigit() for word in words)
    if not told and (not is_calculation(said) or (numbers == 1 and len(words) > 1)):
        return None  # - 2/3
    if numbers == 1 and words[0] in _OF_SEVERAL:
        return None
    if any("," in word[1:] for word in words) and not LISTS.isdisjoint(words):
        return None  # 280,101 may be two numbers
    try:
        values = {value(words, loose=loose) for loose in (False, True)}
    except NotExact:
        return None
    if len(values) > 1 or ("difference" in words and -claim in values):
        return None
    return judged(said, values.pop(), claim, text)


def value(words: Sequence[str], *, loose: bool) -> Fraction:
    """What the words come to, read in one of the two ways (see phrase.py). Raises NotExact."""
    first, *stages = split(words)
    text = Phrase(first, loose=loose).whole()
    for stage in stages:
        text = apply(text, stage, loose=loose)
    return number(text)
