"""Functions in everyday words: each is a statement to test, a thing to return, or an imperative."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_TEST = (
    "{check whether|check if|test if|test whether|return True if|return true if|say whether|tell if|tell whether|"
    "find out if|determine whether|see if|decide if} "
)
_RETURN = "{return|return|return|give back|give|find|get|compute|calculate|work out|give me} "
_TRUE = ("true if {}", "{} or not", "whether {}", "{}, true or false", "{}, yes or no", "{}")
_QUESTION = re.compile(r"(.*?) (is|are|has|have|divides) (.*)")


def asks(entry: dict[str, Any]) -> tuple[str, ...]:
    """Templates of imperatives."""
    tests = [_TEST + said for said in entry.get("is", ())]
    returns = [_RETURN + said for said in entry.get("gives", ())]
    return (*tests, *returns, *entry.get("does", ()))


def shorts(entry: dict[str, Any]) -> tuple[str, ...]:
    """Templates of fragments: `biggest number in a list minus the smallest`."""
    made = [
        form.format(said.removeprefix("a ")) for said in map(_guarded, entry.get("is", ())) for form in _TRUE
    ]
    made += [_questioned(said) for said in entry.get("is", ())] * 2
    made += [said.removeprefix("the ") for said in entry.get("gives", ())]
    return tuple(text.replace("\x01", "{").replace("\x02", "}") for text in [*made, *entry.get("does", ())])


def _guarded(said: str) -> str:
    return said.replace("{", "\x01").replace("}", "\x02")


def _questioned(said: str) -> str:
    """`is a number even` for `a number is even`, where the verb stands outside a choice."""
    found = _QUESTION.fullmatch(said)
    if not found or said[: found.start(2)].count("{") != said[: found.start(2)].count("}"):
        return said
    subject, verb, rest = found.groups()
    if verb in ("is", "are"):
        return f"{verb} {subject} {rest}"
    return (
        f"{'do' if verb == 'have' else 'does'} {subject} {'divide' if verb == 'divides' else 'have'} {rest}"
    )


@cache
def entries() -> dict[str, list[dict[str, Any]]]:
    """The variants of every function, by its name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for name, entry in tomllib.loads(path.read_text()).items():
            found[name] = [_with(entry, row) for row in entry.get("k", [[]])]
    return found


def _with(entry: dict[str, Any], row: list[str]) -> dict[str, Any]:
    def put(value: Any) -> Any:
        if isinstance(value, list):
            return [put(item) for item in value]
        for mark, text in zip("abc", row, strict=False):
            value = value.replace(f"<{mark}>", text)
        return value

    return {field: put(value) for field, value in entry.items() if field != "k"}
