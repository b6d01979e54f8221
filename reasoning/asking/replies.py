"""What a model replied where JSON was asked for. Pure, linear in time, and never an exception.

Models wrap JSON in prose and code fences, quote with the wrong marks, leave commas over, and are cut off. Only flat
objects are read, each for itself: a broken one does not take the whole ones with it, and nesting has no depth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..text import storable

LONGEST = 100_000  # characters of a reply that are looked at
MOST = 100  # objects that are read

Value = str | int | float | bool | None

# A quotation mark that is not followed by a JSON sign belongs to the text: models forget to escape it.
# The quantifiers are possessive: without an end there is nothing to try again.
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.|"(?!\s*+[,:}\]]))*+)"', re.DOTALL)
_SINGLE = re.compile(r"'((?:[^'\\]|\\.|'(?!\s*+[,:}\]]))*+)'", re.DOTALL)
_BARE = re.compile(r"[A-Za-z_][\w-]{0,40}+(?![\w-])")
_NUMBER = re.compile(r"-?\d{1,20}+(\.\d{1,20}+)?([eE][+-]?\d{1,3}+)?(?![\w.])")
_COLON = re.compile(r"\s*+:\s*+")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None, "none": None}
_RATING = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(?: ?/ ?10)?")
_DRESS = re.compile(r"[\s\"'\\]+")


@dataclass(frozen=True, slots=True)
class Record:
    """One flat object: its fields, where in the reply each value's text stands, and the object as it was written."""

    fields: dict[str, Value]
    spans: dict[str, tuple[int, int]]
    raw: str

    def text(self, name: str) -> str:
        """The field as text; empty where it is none."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> float | None:
        """The field as a number, also one that is written as text, '8' or '8/10'; None where it is none."""
        value = self.fields.get(name)
        if isinstance(value, str):
            found = _RATING.fullmatch(value.strip())
            return float(found[1]) if found else None
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def records(reply: str, quoted: Sequence[str] = ()) -> list[Record]:
    """The flat objects in `reply`, in order. One that says the same field twice, differently, is left out, and so
    is one that stands in a text of `quoted`, what the model was shown: repeating is not saying.
    """
    reply = reply[:LONGEST]
    found: list[Record] = []
    at = reply.find("{")
    shown = [_bare(text) for text in quoted] if at >= 0 else []
    while at >= 0 and len(found) < MOST:
        record, at = _record(reply, at)
        if record and not any(_bare(record.raw) in text for text in shown):
            found.append(record)
        at = reply.find("{", at)
    return found


def _record(text: str, start: int) -> tuple[Record | None, int]:
    """The object that begins at `start`, or None where it is no flat one, and where to go on reading. That is
    never inside a string that was read: what a string contains is not the model's own object."""
    fields: dict[str, Value] = {}
    spans: dict[str, tuple[int, int]] = {}
    whole = True
    at = start + 1
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == ","):
            at += 1
        if text.startswith("}", at):
            end = at + 1
            return Record(fields, spans, text[start:end]) if whole and fields else None, end
        key = _scalar(text, at)
        if key is None:
            return None, _resume(text, at)
        name, at = str(key[0]), key[2]
        if not (colon := _COLON.match(text, at)):
            return None, at
        at = colon.end()
        value = _scalar(text, at)
        if value is None:
            return None, _resume(text, at)
        if name in fields and fields[name] != value[0]:
            whole = False
        fields[name], spans[name], at = value[0], value[1], value[2]


def _scalar(text: str, at: int) -> tuple[Value, tuple[int, int], int] | None:
    """A string, number or word at `at`: its value, where its text stands, and where it ends."""
    for pattern in (_DOUBLE, _SINGLE):
        if found := pattern.match(text, at):
            return _unescape(found[1]), found.span(1), found.end()
    if found := _NUMBER.match(text, at):
        return float(found[0]) if found[1] or found[2] else int(found[0]), found.span(), found.end()
    if found := _BARE.match(text, at):
        return _WORDS.get(found[0].lower(), found[0]), found.span(), found.end()
    return None


def _resume(text: str, at: int) -> int:
    """Where to go on after something unreadable at `at`. A string without an end is the rest of the reply."""
    return len(text) if text[at : at + 1] in ("'", '"') else at


def _unescape(body: str) -> str:
    if "\\" in body:
        body = _ESCAPE.sub(_character, body)
        # Two escaped halves of one character become that character.
        body = body.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return storable(body)


def _character(found: re.Match[str]) -> str:
    sign = found[1]
    return chr(int(sign[1:], 16)) if len(sign) == 5 else _ESCAPES.get(sign, sign)


def _bare(text: str) -> str:
    return _DRESS.sub("", text)
