"""One training or evaluation item: a question, its written steps and a check of any reply to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

REPLY_TOKENS = 256  # room for any reply: the longest that is taught has some 230 characters
HELD_OUT_SHARE = 50  # one key in this many is kept for evaluation
HELD_OUT_KEYS = frozenset({"37*48-19"})  # the product's own example is never trained on


@dataclass(frozen=True)
class Problem:
    """A question and what a good reply to it is.

    `opening` says the question again in a few plain signs, and `steps` are unnumbered calculations such as
    ``37×40=1480``; both are empty for prose replies. `answer` is the canonical number of a problem with steps,
    otherwise the whole reply. `key` names the problem for the held-out split, whatever its wording. `check`
    judges a model's whole reply.
    """

    family: str
    question: str
    opening: str
    steps: tuple[str, ...]
    answer: str
    key: str
    check: Callable[[str], bool]

    def reply(self) -> str:
        """The assistant text to train on: opening, numbered steps and an `Answer:` line, or plain prose."""
        if not self.steps:
            return self.answer
        lines = [f"{number}. {step}" for number, step in enumerate(self.steps, 1)]
        return "\n".join([self.opening, *lines, f"Answer: {self.answer}"])


def is_held_out(key: str) -> bool:
    """True when the problem with this key belongs to evaluation and must never be trained on."""
    if key in HELD_OUT_KEYS:
        return True
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % HELD_OUT_SHARE == 0
