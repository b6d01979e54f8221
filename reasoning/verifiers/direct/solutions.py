"""Answers that name several solutions: `x = 2 or x = 3`, `{2, 3}`, `±2`, `x = 2, y = 3`, `(2, 3)`."""

from __future__ import annotations

import re
from fractions import Fraction

from ...exact import plain
from .claims import claimed
from .words import MOST_CHARS

_JOINT = re.compile(
    r"\s*(?:;|\bor\b|\band\b|\boder\b|\bund\b|\bou\b|\bet\b|\by\b(?! ?=)|\\text ?\{ ?(?:or|and) ?\}|,)\s*"
)
_NAME = re.compile(r"([a-z])(?:_?\{?\d\}?)? ?(?:=|:)\s*")
_BOTH_SIGNS = re.compile(r"±\s*|\\pm\s*|\+/-\s*")
_TIGHT_COMMA = re.compile(r"\d,\d")  # 2,5 is half of five to some, and 2,345 one number to others


def named(answer: str) -> list[tuple[str, Fraction]] | None:
    """The values that `answer` lists, each with its letter or ''. None where it is no list of values."""
    text = plain(answer.lower().strip(), unknown=True).strip(" .")
    if len(answer) > MOST_CHARS or re.search(r"\d,\d{3}(?!\d)", text):
        return None
    bare = text
    for left, right in (("\\{", "\\}"), ("{", "}"), ("(", ")")):
        if text.startswith(left) and text.endswith(right):
            text = text[len(left) : -len(right)]
            break
    if bare == text and _TIGHT_COMMA.search(text):
        return None
    found = []
    for part in _JOINT.split(text.strip()):
        name = _NAME.match(part)
        value = claimed(_BOTH_SIGNS.sub("", rest := part[name.end() :] if name else part))
        if value is None:
            return None
        letter = name[1] if name else ""
        found.append((letter, value))
        if _BOTH_SIGNS.match(rest):
            found.append((letter, -value))
    return found


def roots(answer: str, unknown: str) -> set[Fraction] | None:
    """The values that `answer` gives to the one `unknown`; None where it is no set of them."""
    listed = named(answer)
    if listed is None or any(name not in ("", unknown) for name, _ in listed):
        return None
    return {value for _, value in listed}


def pair(answer: str, unknowns: str) -> tuple[Fraction, Fraction] | None:
    """The values that `answer` gives to two unknowns. Without names they are in the order of the alphabet.

    The first name may be missing: a canonical answer has lost it.
    """
    listed = named(answer)
    if listed is None or len(listed) != 2:
        return None
    names = [name for name, _ in listed]
    if names[1] and not names[0]:
        names[0] = unknowns.replace(names[1], "")
    if names == ["", ""]:
        names = sorted(unknowns)
    values = dict(zip(names, (value for _, value in listed), strict=True))
    return (values[unknowns[0]], values[unknowns[1]]) if set(values) == set(unknowns) else None
