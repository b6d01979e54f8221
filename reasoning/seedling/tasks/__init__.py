"""The task families that the seedling is trained on. A new one is a module and a line here."""

from __future__ import annotations

import random
from collections.abc import Callable

from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks import (
    arithmetic,
    code,
    countdown,
    equations,
    followup,
    offtopic,
    product,
    sequences,
    smalltalk,
    words,
)

Generator = Callable[[random.Random, int], Problem]

FAMILIES: dict[str, Generator] = {
    arithmetic.FAMILY: arithmetic.generate,
    words.FAMILY: words.generate,
    equations.FAMILY: equations.generate,
    sequences.FAMILY: sequences.generate,
    countdown.FAMILY: countdown.generate,
    code.FAMILY: code.generate,
    product.FAMILY: product.generate,
    followup.FAMILY: followup.generate,
    smalltalk.FAMILY: smalltalk.generate,
    offtopic.FAMILY: offtopic.generate,
}
# Whose problems can be checked, have a hard tier, and a share of them that training never sees.
REASONED = tuple(family.FAMILY for family in (arithmetic, words, equations, sequences, countdown, code))
