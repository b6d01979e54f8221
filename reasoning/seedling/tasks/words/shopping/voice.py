"""Who the story is about, with the verbs that go with them: I, we, you, Anna, my brother."""

from __future__ import annotations

import random
from collections.abc import Collection

from reasoning.seedling.tasks.words.story import NAMES

_FIRST = {
    "s": "",
    "es": "",
    "has": "have",
    "is": "am",
    "was": "was",
    "does": "do",
    "my": "my",
    "me": "me",
    "im": "I'm",
}
_WE = {**_FIRST, "is": "are", "was": "were", "my": "our", "me": "us", "im": "we're"}
_YOU = {**_WE, "my": "your", "me": "you", "im": "you're"}
_THIRD = {"s": "s", "es": "es", "has": "has", "is": "is", "was": "was", "does": "does"}
_RELATIVES = (
    ("my brother", "he", "his", "him"),
    ("my sister", "she", "her", "her"),
    ("my mum", "she", "her", "her"),
    ("my dad", "he", "his", "him"),
    ("my friend", "he", "his", "him"),
    ("my colleague", "she", "her", "her"),
    ("my neighbour", "he", "his", "him"),
    ("my aunt", "she", "her", "her"),
    ("a customer", "she", "her", "her"),
    ("a student", "he", "his", "him"),
    ("a woman", "she", "her", "her"),
    ("a man", "he", "his", "him"),
    ("my daughter", "she", "her", "her"),
    ("my son", "he", "his", "him"),
    ("the teacher", "she", "her", "her"),
)
# Two verb forms would be needed in one sentence for "Sam buys" and "they buy".
_NAMED = tuple(tuple(row) for row in NAMES if row[1] != "they")


class Voice:
    """`{i}` is the name where it comes first and a pronoun afterwards; `{s}`, `{does}`, `{has}` agree with it."""

    def __init__(self, rng: random.Random, others: Collection[object] = ()) -> None:
        style = rng.random()
        if style < 0.62:
            self._forms = _FIRST if style < 0.48 else _WE if style < 0.55 else _YOU
            self._first = self._later = "I" if style < 0.48 else "we" if style < 0.55 else "you"
            return
        name, they, their, them = rng.choice(_NAMED if style < 0.9 else _RELATIVES)
        while name in others:
            name, they, their, them = rng.choice(_NAMED)
        self._forms = {**_THIRD, "my": their, "me": them, "im": f"{they}'s"}
        self._first, self._later = name, they if rng.random() < 0.9 or style >= 0.9 else name

    def form(self, slot: str) -> str | None:
        """The word for a slot, None where the slot is not about the person."""
        if slot == "i":
            said, self._first = self._first, self._later
            return said
        return self._forms.get(slot)
