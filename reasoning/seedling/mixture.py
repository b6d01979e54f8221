"""What training sees: conversations from the task families, some with a system text or an earlier exchange."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import NamedTuple

from reasoning.seedling.problem import Problem, Turn, is_held_out
from reasoning.seedling.tasks import FAMILIES, REASONED
from reasoning.seedling.tasks.product import with_facts

ALL, HARD = 2, 3  # levels: everything, and only the hard tier


class Stage(NamedTuple):
    """What is trained until this share of the fresh data: the tasks' level, and how often each family."""

    until: float
    level: int
    weights: dict[str, float]


# Copying numbers out of a question and single calculations come first: all else is built on them.
_FIRST = {
    "arithmetic": 0.50, "words": 0.20, "equations": 0.06, "sequences": 0.05, "countdown": 0.04, "code": 0.05,
    "smalltalk": 0.05, "offtopic": 0.05,
}  # fmt: skip
_ALL = {
    "arithmetic": 0.19, "words": 0.29, "equations": 0.06, "sequences": 0.05, "countdown": 0.14, "code": 0.10,
    "product": 0.03, "followup": 0.05, "smalltalk": 0.03, "offtopic": 0.06,
}  # fmt: skip
STAGES = (Stage(0.015, 0, _FIRST), Stage(0.05, 1, _ALL), Stage(math.inf, ALL, _ALL))
# For going on from weights that know all families: most of what people ask is told in words.
FURTHER = Stage(math.inf, ALL, {
    "arithmetic": 0.14, "words": 0.44, "equations": 0.04, "sequences": 0.04, "countdown": 0.05, "code": 0.09,
    "product": 0.02, "followup": 0.07, "smalltalk": 0.02, "offtopic": 0.09,
})  # fmt: skip
SYSTEM_SHARE, FACTS_SHARE, HISTORY_SHARE = 0.03, 0.03, 0.05
SYSTEMS = (
    "You are Fragaria, a helpful assistant.",
    "You are a helpful assistant.",
    "Answer briefly.",
    "Answer in numbered steps, one calculation a step, and end with a line 'Answer: ' and the number.",
    "Think step by step. Write each step on its own numbered line. Finish with 'Answer:'.",
    "You are a careful assistant. Solve the question in short numbered steps.",
    "Be polite and honest. Say so when you do not know.",
    "The person's name is Anna. She prefers short answers.",
    "Today is Monday. Answer the person's question.",
)


def stage_at(share: float) -> Stage:
    """The stage when `share` (0 to 1) of the training is done."""
    return next(stage for stage in STAGES if share < stage.until)


def draw(rng: random.Random, family: str, level: int) -> Problem:
    """A problem of the family for training: never a held-out one."""
    while True:
        problem = FAMILIES[family](rng, level)
        # The others' problems are not withheld: hand-written questions measure those families.
        if family not in REASONED or not is_held_out(problem.key):
            return problem


def held_out(family: str, seed: int, count: int, level: int = ALL) -> list[Problem]:
    """`count` held-out problems of a family, no key twice, the same for the same seed.

    Of families that withhold nothing (all but REASONED) they are merely drawn anew.
    """
    rng = random.Random(f"held-out:{family}:{seed}:{level}")
    found: dict[str, Problem] = {}
    while len(found) < count:
        problem = FAMILIES[family](rng, level)
        if is_held_out(problem.key) or family not in REASONED:
            found.setdefault(problem.key, problem)
    return list(found.values())


def conversation(rng: random.Random, stage: Stage) -> tuple[list[Turn], str]:
    """The turns before the reply, and the reply to train on."""
    families, weights = tuple(stage.weights), tuple(stage.weights.values())
    problem = draw(rng, rng.choices(families, weights)[0], stage.level)
    if not problem.system:
        dice = rng.random()
        if dice < SYSTEM_SHARE:
            problem = replace(problem, system=rng.choice(SYSTEMS))
        elif dice < SYSTEM_SHARE + FACTS_SHARE:
            problem = with_facts(rng, problem)
    if not problem.history and rng.random() < HISTORY_SHARE:
        history: list[Turn] = []
        for _ in range(rng.randint(1, 2)):
            earlier = draw(rng, rng.choices(families, weights)[0], stage.level)
            # The product keeps the whole of a fast answer, and of a thinking one only what stands behind `Answer:`.
            said = earlier.answer if earlier.answer and rng.random() < 0.5 else earlier.reply
            history += [("user", earlier.question), ("assistant", said)]
        problem = replace(problem, history=tuple(history))
    return problem.turns(), problem.reply
