"""The functions that everybody asks for, with the results of their calls."""

from __future__ import annotations

import ast
import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reasoning.seedling.tasks.code.running import Case


@dataclass(frozen=True)
class Classic:
    """A well-known function: its text, what it does in imperatives, and what its calls return."""

    name: str
    asks: tuple[str, ...]
    says: str
    text: str
    arguments: str
    cases: tuple[Case, ...]

    def code(self, name: str) -> str:
        """The function under another name."""
        return re.sub(rf"\b{self.name}\b", name, self.text)


def pick(rng: random.Random) -> Classic:
    return rng.choice(CLASSICS)


def _classic(name: str, entry: dict[str, Any]) -> Classic:
    text = entry["code"].strip()
    space: dict[str, Any] = {}
    exec(text, space)  # noqa: S102 - this package's own text
    cases = tuple(Case(call, space[name](*ast.literal_eval(f"[{call}]"))) for call in entry["calls"])
    arguments = text.partition(f"def {name}(")[2].partition(")")[0]
    return Classic(name, tuple(entry["asks"]), entry["says"], text, arguments, cases)


CLASSICS = tuple(
    _classic(name, entry)
    for name, entry in tomllib.loads(Path(__file__).with_suffix(".toml").read_text()).items()
)
