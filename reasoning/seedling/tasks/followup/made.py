"""From the parts of a follow-up to a problem."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from pathlib import Path

from reasoning.seedling import forms, wording
from reasoning.seedling.problem import Problem, Turn, answer_line, says

FAMILY = "followup"
LINES = tomllib.loads(Path(__file__).with_name("forms.toml").read_text())
FORMS: dict[str, list[str]] = LINES["forms"]
PLAIN: dict[str, list[str]] = LINES["plain"]


def made(
    asked: str,
    reply: str,
    history: tuple[Turn, ...],
    key: str,
    answer: str = "",
    check: Callable[[str], bool] | None = None,
) -> Problem:
    """The problem; without `check` the `Answer:` line decides."""
    return Problem(FAMILY, asked, reply, answer, key, check or says(answer), history)


def ask(rng: random.Random, kind: str, level: int = 2, **slots: object) -> str:
    """One of the many ways to ask this; at level 0 a plain one where there is any."""
    if level == 0 and kind in PLAIN:
        return rng.choice(PLAIN[kind]).format(**slots)
    return wording.dress(rng, forms.fill(rng, rng.choice(FORMS[kind]), **slots))


def written(rng: random.Random, number: int) -> str:
    """The number as people write it: mostly digits."""
    if number < 100 and rng.random() < 0.12:
        return wording.spelled_out(number)
    return f"{number:,}" if number >= 1000 and rng.random() < 0.25 else str(number)


def prose(*needs: str) -> Callable[[str], bool]:
    """A check for sentences: all of `needs` are in the reply, which has no `Answer:` line."""
    return lambda reply: answer_line(reply) is None and all(need.lower() in reply.lower() for need in needs)
