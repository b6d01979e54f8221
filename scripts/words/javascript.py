"""Texts in our JavaScript: the literal arguments of `t()` and `tn()` (chatapp/static/js/text/t.js)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from ..console import ROOT

JS = ROOT / "chatapp" / "static" / "js"
_CALL = re.compile(r"(?<![\w.$])(tn?)\(\s*")
_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_COMMA = re.compile(r"\s*,\s*")


class Unusable(ValueError):
    """No catalogue can have this text: it is computed, or has two plurals."""


def modules() -> list[Path]:
    """Our modules, without the one that defines `t`."""
    return sorted(path for path in JS.rglob("*.js") if path != JS / "text" / "t.js")


def texts(source: str, name: str = "") -> Iterator[tuple[str, str | None]]:
    """(text, its plural or None) of each call. Raises Unusable, with the place in `name`."""
    for call in _CALL.finditer(source):
        one = _LITERAL.match(source, call.end())
        many = None
        if one and call[1] == "tn":
            comma = _COMMA.match(source, one.end())
            many = comma and _LITERAL.match(source, comma.end())
        if not one or (call[1] == "tn" and not many):
            line = source.count("\n", 0, call.start()) + 1
            raise Unusable(
                f'{name}, line {line}: {call[1]}() needs its texts as literals in double quotes ("…").'
            )
        yield json.loads(one[0]), json.loads(many[0]) if many else None
