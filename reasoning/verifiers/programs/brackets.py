"""Where a bracket closes in text that looks like Python: strings are skipped, depth and length are bounded."""

from __future__ import annotations

import re

LONGEST = 2000  # characters
DEEPEST = 20

_PAIRS = {"(": ")", "[": "]", "{": "}"}
_TOKEN = re.compile(
    r"(?P<string>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<comma>,)"
)


def closing(text: str, start: int) -> int:
    """The index after the bracket that closes the one at `start`, or -1 where there is none in bounds."""
    stack: list[str] = []
    for token in _TOKEN.finditer(text, start, start + LONGEST):
        if token["open"]:
            stack.append(_PAIRS[token["open"]])
            if len(stack) > DEEPEST:
                return -1
        elif token["close"]:
            if not stack or stack.pop() != token["close"]:
                return -1
            if not stack:
                return token.end()
    return -1


def depth(text: str) -> int:
    """How deep brackets nest in `text`, strings left aside."""
    deepest = now = 0
    for token in _TOKEN.finditer(text):
        now += 1 if token["open"] else -1 if token["close"] else 0
        deepest = max(deepest, now)
    return deepest


def split(inner: str) -> list[str]:
    """Text between brackets, split at its own commas, trimmed, without empty parts."""
    parts, depth, begin = [], 0, 0
    for token in _TOKEN.finditer(inner):
        depth += 1 if token["open"] else -1 if token["close"] else 0
        if token["comma"] and depth == 0:
            parts.append(inner[begin : token.start()])
            begin = token.end()
    return [part.strip() for part in (*parts, inner[begin:]) if part.strip()]
