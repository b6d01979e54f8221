"""The strings and templates of a JavaScript source, found without a parser: enough for code written as ours is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .html import HOLE

_SKIP = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|' + r"'((?:[^'\\\n]|\\.)*)'")
_REGEX = re.compile(r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
# After these a slash begins a regular expression; after a value it divides.
_BEFORE_REGEX = re.compile(r"(?:[(,=:\[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of))\s*$|^\s*$")


class Kind(Enum):
    STRING = auto()
    TEMPLATE = auto()
    MARKUP = auto()  # a template with the tag `html`


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` has HOLE for each `${}` of a template; `start` is where it begins in the source."""

    kind: Kind
    text: str
    start: int
    line: int


def pieces(source: str) -> Iterator[Piece]:
    """All of them; what stands within a `${}` comes before the template that it is in."""
    found: list[Piece] = []
    _code(source, 0, found, inside=False)
    return iter(found)


def _code(source: str, at: int, found: list[Piece], *, inside: bool) -> int:
    """Read code from `at`, `inside` a template's `${` to its closing brace; where it ends."""
    depth = 0
    while at < len(source):
        character = source[at]
        if skip := _SKIP.match(source, at):
            at = skip.end()
        elif string := _STRING.match(source, at):
            text = string[1] if string[1] is not None else string[2]
            found.append(Piece(Kind.STRING, text, at, source.count("\n", 0, at) + 1))
            at = string.end()
        elif character == "`":
            at = _template(source, at, found)
        elif (
            character == "/"
            and _BEFORE_REGEX.search(source[max(0, at - 40) : at])
            and (regex := _REGEX.match(source, at))
        ):
            at = regex.end()
        else:
            if inside and character == "}" and depth == 0:
                return at + 1
            depth += (character == "{") - (character == "}")
            at += 1
    return at


def _template(source: str, start: int, found: list[Piece]) -> int:
    kind = Kind.MARKUP if source[:start].endswith("html") else Kind.TEMPLATE
    kept: list[str] = []
    at = start + 1
    while at < len(source) and source[at] != "`":
        if source.startswith("${", at):
            end = _code(source, at + 2, found, inside=True)
            kept.append(HOLE + "\n" * source.count("\n", at, end))
            at = end
        else:
            step = 2 if source[at] == "\\" else 1
            kept.append(source[at : at + step])
            at += step
    found.append(Piece(kind, "".join(kept), start, source.count("\n", 0, start) + 1))
    return at + 1
