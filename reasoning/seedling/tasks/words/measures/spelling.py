"""British and American spelling: the reply spells metres and litres as the question does."""

from __future__ import annotations

import random
import re

_BRITISH = re.compile(r"([Mm]et|[Ll]it)re(?=s?\b)")
AMERICAN = 0.45  # share of the questions


def respelled(
    rng: random.Random, text: str, steps: tuple[str, ...], answer: str
) -> tuple[str, tuple[str, ...], str]:
    """The text, perhaps in American spelling, and steps and answer that follow it."""
    if rng.random() >= AMERICAN:
        return text, steps, answer
    other = _american(text)
    if other == text:
        return text, steps, answer
    other = (
        other.replace("neighbour", "neighbor")
        .replace("practise", "practice")
        .replace("travelling", "traveling")
    )
    return other, tuple(map(_american, steps)), _american(answer)


def _american(text: str) -> str:
    return _BRITISH.sub(r"\1er", text)
