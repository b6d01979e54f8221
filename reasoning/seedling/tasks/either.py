"""Templates in which {a|b} is either word."""

from __future__ import annotations

import random
import re

_PIECE = r"(?:[^{}|]|\{\w+\})*"  # a slot may stand in a choice
_EITHER = re.compile(rf"\{{({_PIECE}(?:\|{_PIECE})+)\}}")


def expand(rng: random.Random, template: str) -> str:
    """One text of the template."""
    return _EITHER.sub(lambda found: rng.choice(found[1].split("|")), template)
