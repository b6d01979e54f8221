"""Slips in the words for what is to be calculated: doubel, dvided, mutliply, perc ent."""

from __future__ import annotations

import random
import re

SHARE = 0.1  # of questions with such a slip
_WORDS = re.compile(
    r"\b(?:double|triple|twice|half|halve|halved|quarter|third|squared|cubed|square|plus|minus|times|divided|divide|"
    r"multiply|multiplied|subtract|remainder|percent|difference|between|product|average|total|product|calculate|"
    r"negative|what|added|take|away|from|then|sum)\b",
    re.IGNORECASE,
)


def slipped(rng: random.Random, question: str, share: float = SHARE) -> str:
    """The question, in the part `share` of cases with a slip in one of those words."""
    if rng.random() >= share:
        return question
    found = list(_WORDS.finditer(question))
    if not found:
        return question
    match = rng.choice(found)
    return question[: match.start()] + _wrong(rng, match[0]) + question[match.end() :]


def _wrong(rng: random.Random, word: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    manner = rng.randrange(5)
    if manner <= 1 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if manner == 2:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:] if manner == 3 or len(word) < 7 else f"{word[:at]} {word[at:]}"
