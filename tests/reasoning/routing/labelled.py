"""The labelled questions of questions.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("questions.toml")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with its kind and mode; `before` is what was asked before it."""

    text: str
    kind: str
    mode: str
    before: str = ""


def questions(half: str) -> list[Labelled]:
    """Those of `look` or `held`."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))[half]
    alone = [
        Labelled(text, kind, mode)
        for kind in ("closed", "code", "open")
        for mode, texts in data[kind].items()
        for text in texts
    ]
    return alone + [Labelled(**each) for each in data["follow"]]
