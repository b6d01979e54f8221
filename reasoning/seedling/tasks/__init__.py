"""The task families that the seedling is trained on. A new one is a module and a line here."""

from __future__ import annotations

import random
from collections.abc import Callable

from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks import arithmetic, offtopic, smalltalk

Generator = Callable[[random.Random, int], Problem]

FAMILIES: dict[str, Generator] = {
    arithmetic.FAMILY: arithmetic.generate,
    smalltalk.FAMILY: smalltalk.generate,
    offtopic.FAMILY: offtopic.generate,
}
