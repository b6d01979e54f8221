"""A number puzzle in the words of a person."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

from reasoning.seedling.tasks.countdown.draw import Puzzle
from reasoning.seedling.wording import dress

_FORMS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
PLAIN = "Using the numbers {n}, {rule}, make {t}."
NAMED, BARE = 0.15, 0.25  # shares of questions with a game's name or with no word about the rule


def ask(rng: random.Random, puzzle: Puzzle, plain: float = 0.0) -> str:
    """The question; in the part `plain` of cases in one simple form."""
    kind = rng.random()
    if kind < plain:
        form = PLAIN
    elif puzzle.every:
        form = rng.choice(_FORMS["games" if kind > 0.5 else "ruled"])
    else:
        form = rng.choice(
            _FORMS["named" if kind > 1 - NAMED else "bare" if kind > 1 - NAMED - BARE else "ruled"]
        )
    rule = rng.choice(_FORMS["every" if puzzle.every else "once"])
    before = form.partition("{rule}")[0].rstrip()
    if before.endswith((".", "?")):
        rule = rule[0].upper() + rule[1:]
    asked = form.format(n=_listed(rng, puzzle.numbers), t=puzzle.target, rule=rule)
    return asked if kind < plain else dress(rng, asked)


def _listed(rng: random.Random, numbers: Sequence[int]) -> str:
    order = rng.random()
    shown = [str(n) for n in (numbers if order < 0.35 else rng.sample(numbers, len(numbers)))]
    joint = rng.choice(_FORMS["joints"])
    if joint == ", " and rng.random() < 0.6:
        return ", ".join(shown[:-1]) + rng.choice((" and ", " and ", ", and ")) + shown[-1]
    listed = joint.join(shown)
    return f"[{listed}]" if joint[0] == "," and rng.random() < 0.1 else listed
