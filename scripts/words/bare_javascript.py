"""Texts in our JavaScript that nobody can translate: not in `t()`, in an htm template or as a string.

A string counts as a text when it begins like a sentence or a name on a button: with a capital letter and small ones.
"""

from __future__ import annotations

import re

from .html import HOLE, READ, is_prose, read
from .tokens import Kind, Piece, pieces

_SENTENCE = re.compile(r"[A-Z][a-z]+(?=$|[ .,:…?!’'])|[A-Z] [a-z]{2,} |“[A-Za-z]")
_IN_CALL = re.compile(r'(?<![\w.$])(console\.\w+\(\s*|t\(\s*|tn\(\s*("(?:[^"\\]|\\.)*"\s*,\s*)?)$')
PROPERTIES = {"action", "label", "text"}  # of our components, which show them
# Keys of the keyboard, names of events, of errors and of what the browser's own functions take.
TECHNICAL = re.compile(
    r"(Arrow\w+|Backspace|Delete|End|Enter|Error|Escape|Home|Mac|Page\w+|Space|Tab|Content|Accept|Files|Mod|Array|Object|Seconds?)$"
)


def bare(source: str) -> list[tuple[int, str]]:
    """(line, text) of each."""
    found: list[tuple[int, str]] = []
    for piece in pieces(source):
        if piece.kind is Kind.MARKUP:
            found.extend(
                (piece.line + line - 1, text) for line, text in read(_parsable(piece.text), READ | PROPERTIES)
            )
        elif _reads_like_words(piece) and not _IN_CALL.search(source[: piece.start]):
            found.append((piece.line, piece.text.replace(HOLE, "…")))
    return sorted(found)


def _reads_like_words(piece: Piece) -> bool:
    text = piece.text.strip()
    return bool(_SENTENCE.match(text.lstrip(HOLE + " "))) and is_prose(text) and not TECHNICAL.match(text)


def _parsable(markup: str) -> str:
    """htm's `<${Component}>` and `<//>` as HTML knows tags."""
    return markup.replace(f"<{HOLE}", "<x-part").replace("<//>", "</x-part>").replace(f"</{HOLE}", "</x-part")
