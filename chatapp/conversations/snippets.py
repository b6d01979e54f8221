"""The part of a text that shows why it was found, in pieces that say which of them are what was looked for. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .words import fold_each

BEFORE, AFTER = 50, 130  # characters around the first place


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `hit` where it is what was looked for."""

    text: str
    hit: bool


def snippet(text: str, wanted: list[str]) -> list[Piece]:
    """About BEFORE + AFTER characters of `text` on one line, around the first of the `wanted` phrases (folded)."""
    flat = " ".join(unicodedata.normalize("NFC", text).split())
    places = _places(flat, wanted)
    first = places[0][0] if places else 0
    start, end = _begin(flat, first), min(len(flat), first + AFTER)
    pieces = _cut(flat, places, start, end)
    if start > 0:
        pieces.insert(0, Piece("… ", False))
    if end < len(flat):
        pieces.append(Piece("…", False))
    return pieces


def marked(text: str, wanted: list[str]) -> list[Piece]:
    """All of `text` in pieces."""
    text = unicodedata.normalize("NFC", text)
    return _cut(text, _places(text, wanted), 0, len(text))


def _begin(text: str, first: int) -> int:
    start = max(0, first - BEFORE)
    space = text.find(" ", start, first) if start else -1
    return space + 1 if space >= 0 else start


def _cut(text: str, places: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for first, last in places:
        if first < at or first >= end:
            continue
        if first > at:
            pieces.append(Piece(text[at:first], False))
        at = min(last, end)
        pieces.append(Piece(text[first:at], True))
    if at < end:
        pieces.append(Piece(text[at:end], False))
    return pieces


def _places(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where the phrases begin and end in `text`, in order: at the beginning of words, as the index finds them."""
    if not wanted:
        return []
    folded = fold_each(text)
    origin = [at for at, part in enumerate(folded) for _ in part]
    # Longer ones first: "swallows" is not to be marked as "swallow" and an s.
    ordered = sorted(wanted, key=len, reverse=True)
    found = re.compile("|".join(re.escape(phrase) for phrase in ordered)).finditer("".join(folded))
    return [
        (origin[match.start()], origin[match.end() - 1] + 1)
        for match in found
        if _begins_word(text, origin[match.start()])
    ]


def _begins_word(text: str, at: int) -> bool:
    """In scripts without spaces every place begins one."""
    return at == 0 or not text[at - 1].isalnum() or ord(text[at]) >= 0xE00 or ord(text[at - 1]) >= 0xE00
