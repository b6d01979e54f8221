"""How people type in a chat: without apostrophes, `u` for you, letters drawn out, hits beside the key."""

from __future__ import annotations

import random
import re

SHARE = 0.14  # of lines that are typed carelessly
_SHORT = {
    "you": "u", "are": "r", "your": "ur", "please": "pls", "what": "wat", "and": "n", "because": "bc", "to": "2",
    "for": "4", "thanks": "thx", "people": "ppl", "about": "abt", "with": "w", "is": "s", "the": "da", "do not": "dont",
    "I am": "im", "you are": "ur", "do you": "do u", "can you": "can u", "are you": "r u", "going to": "gonna",
    "want to": "wanna", "tell me": "tell me pls", "what is": "whats", "how is": "hows", "I would": "id",
}  # fmt: skip
_SHORTENED = {word: re.compile(rf"\b{word}\b") for word in _SHORT}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)
}
_SIMPLE = (
    "you",
    "are",
    "your",
    "what is",
    "you are",
    "do you",
    "can you",
    "are you",
    "I am",
    "want to",
    "please",
)


def typed(rng: random.Random, line: str, share: float = SHARE) -> str:
    """The line as it stands, or in the part `share` of cases typed carelessly."""
    if rng.random() >= share:
        return line
    manner = rng.randrange(6)
    if manner == 0 and "'" in line:
        return line.replace("'", "")
    if manner <= 2:
        for word in rng.sample(_SIMPLE, 6) if manner else rng.sample(tuple(_SHORT), 4):
            line = _SHORTENED[word].sub(_SHORT[word], line)
        return line
    if manner == 3 and line[-1].isalpha() and len(line) < 20:
        return line + line[-1] * rng.randint(1, 4)
    if manner == 4 and len(line) > 5:
        return _beside(rng, line)
    return line.replace(", ", rng.choice((" ", ",", " , ")))


def _beside(rng: random.Random, line: str) -> str:
    at = rng.randrange(len(line))
    return line[:at] + rng.choice(_BESIDE[line[at]]) + line[at + 1 :] if line[at] in _BESIDE else line
