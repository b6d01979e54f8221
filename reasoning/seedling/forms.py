"""Templates with alternatives: `(how much|what) (is|would) {plan} (|please)` stands for many sentences."""

from __future__ import annotations

import random
import re

_CHOICE = re.compile(r"\(([^()]*)\)")
_SPACES = re.compile(r" {2,}")


def fill(rng: random.Random, template: str, **slots: object) -> str:
    """One sentence of the template: an alternative of each bracket, innermost first, then the slots."""
    while found := _CHOICE.search(template):
        template = template[: found.start()] + rng.choice(found[1].split("|")) + template[found.end() :]
    return _SPACES.sub(" ", template).strip().format(**slots)
