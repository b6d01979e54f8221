"""The operations that small functions are made of, and what they do to a value."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Operation:
    """One operation on a kind of value; operations.toml says what the fields mean. `run` does it."""

    name: str
    kind: str
    out: str
    role: str
    code: str
    var: str
    run: Callable[[Any, Any], Any]
    do: tuple[str, ...]
    terse: tuple[str, ...]
    part: tuple[str, ...] = ()
    choices: tuple[int | str, ...] = ()
    clash: str = ""
    head: str = ""
    tail: str = ""
    of: str = ""
    noun: str = ""
    signed: bool = False


@dataclass(frozen=True)
class Step:
    """An operation with its parameter."""

    operation: Operation
    k: int | str | None = None

    def says(self, words: str) -> str:
        """Words of the operation with the parameter in them."""
        return words.replace("{k}", str(self.k))


def _compiled(code: str, quoted: bool) -> Callable[[Any, Any], Any]:
    parameter = '"{k}"' if quoted else "{k}"
    body = code.replace(parameter, "k").format(x="x", y="y", k="k").strip().replace("\n", "\n    ")
    space: dict[str, Any] = {}
    exec(f"def run(x, k):\n    {body}\n    return y", space)  # noqa: S102 - this package's own text
    run: Callable[[Any, Any], Any] = space["run"]
    return run


def _operation(name: str, kind: str, entry: dict[str, Any]) -> Operation:
    choices = tuple(entry.get("k", ()))
    return Operation(
        name=name,
        kind=kind,
        out=entry.get("out", kind),
        role=entry["role"],
        code=entry["code"].strip(),
        var=entry["var"],
        run=_compiled(entry["code"], bool(choices) and isinstance(choices[0], str)),
        do=tuple(entry["do"]),
        terse=tuple(entry["terse"]),
        part=tuple(entry.get("part", ())),
        choices=choices,
        clash=entry.get("clash", ""),
        head=entry.get("head", ""),
        tail=entry.get("tail", ""),
        of=entry.get("of", ""),
        noun=entry.get("noun", ""),
        signed=entry.get("signed", False),
    )


OPERATIONS: dict[str, dict[str, Operation]] = {
    kind: {name: _operation(name, kind, entry) for name, entry in entries.items()}
    for kind, entries in tomllib.loads(Path(__file__).with_suffix(".toml").read_text()).items()
}
