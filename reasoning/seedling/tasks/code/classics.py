"""The functions that everybody asks for, with the results of their calls."""

from __future__ import annotations

import ast
import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reasoning.seedling.tasks.code import everyday
from reasoning.seedling.tasks.code.running import Case

EVERYDAY = 0.6  # the part of the functions in everyday words


@dataclass(frozen=True)
class Classic:
    """A well-known function: its text, what it does in imperatives, and what its calls return."""

    name: str
    asks: tuple[str, ...]
    says: str
    text: str
    arguments: str
    cases: tuple[Case, ...]
    shorts: tuple[str, ...] = ()
    topic: str = ""

    def code(self, name: str) -> str:
        """The function under another name."""
        return re.sub(rf"\b{self.name}\b", name, self.text)


def pick(rng: random.Random) -> Classic:
    """One of the textbook's, or in the part EVERYDAY of cases one in everyday words."""
    if rng.random() < EVERYDAY:
        return rng.choice(VARIANTS[rng.choice(_TOPICS)])
    return rng.choice(TEXTBOOK)


def _classic(topic: str, entry: dict[str, Any]) -> Classic:
    text = entry["code"].strip()
    name = entry.get("name", topic)
    space: dict[str, Any] = {}
    exec(text, space)  # noqa: S102 - this package's own text
    cases = tuple(Case(call, space[name](*ast.literal_eval(f"[{call}]"))) for call in entry["calls"])
    arguments = text.partition(f"def {name}(")[2].partition(")")[0]
    asks = tuple(entry["asks"]) if "asks" in entry else everyday.asks(entry)
    shorts = asks if "asks" in entry else everyday.shorts(entry)
    return Classic(name, asks, entry["says"], text, arguments, cases, shorts, topic)


TEXTBOOK = tuple(
    _classic(name, entry)
    for name, entry in tomllib.loads(Path(__file__).with_suffix(".toml").read_text()).items()
)
VARIANTS = {
    topic: tuple(_classic(topic, entry) for entry in entries) for topic, entries in everyday.entries().items()
}
_TOPICS = tuple(VARIANTS)
CLASSICS = TEXTBOOK + tuple(variants[0] for variants in VARIANTS.values())
