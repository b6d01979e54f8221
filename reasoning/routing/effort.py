"""Which way to think a question takes, and with how many paths: by mode, effort and kind of question. Pure.

The one table of it. What a plan allows bounds everything: an effort asks for fewer paths than that, never for more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..types import QuestionKind
from .router import Mode

Effort = Literal["light", "standard", "deep"]


@dataclass(frozen=True, slots=True)
class Way:
    """A strategy and the most paths that it may begin."""

    strategy: str
    paths: int


# The strategy of questions whose paths can vote, and the most paths (None: as many as the plan has).
EFFORTS: dict[Effort, tuple[str, int | None]] = {
    "light": ("adaptive", 4),
    "standard": ("adaptive", None),
    "deep": ("revise", None),
}
# Open questions: one of four paths is a draft, and where nobody can compare them there is only one.
OPEN = "review"


def strategy_for(mode: Mode, effort: Effort, kind: QuestionKind, *, paths: int) -> Way:
    """How to answer; `paths` are the plan's."""
    if mode == "fast":
        return Way("single", 1)
    votes, most = EFFORTS[effort]
    return Way(OPEN if kind == "open" else votes, min(paths, most or paths))
