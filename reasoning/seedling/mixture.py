"""What training sees: conversations from the task families, some with a system text or earlier turns."""

from __future__ import annotations

import math
import random
from typing import NamedTuple

from reasoning.seedling.problem import Problem, is_held_out
from reasoning.seedling.tasks import FAMILIES
from reasoning.seedling.tokenizer import Turn


class Stage(NamedTuple):
    """What is trained until this share of the training: the level of arithmetic, and how often each family."""

    until: float
    level: int
    weights: dict[str, float]


MOSTLY_SUMS = {"arithmetic": 0.80, "smalltalk": 0.11, "offtopic": 0.09}
MORE_TALK = {"arithmetic": 0.45, "smalltalk": 0.33, "offtopic": 0.22}
POLISH = 0.87  # the share of the training at which the last stage begins
# Plain single calculations come first, because copying numbers out of a question is the basis of all else. Small
# talk gets its turn at the end: only a few characters of its replies carry any choice, which calculations drown out.
STAGES = (
    Stage(0.04, 0, MOSTLY_SUMS),
    Stage(0.10, 1, MOSTLY_SUMS),
    Stage(POLISH, 2, MOSTLY_SUMS),
    Stage(math.inf, 2, MORE_TALK),
)
SYSTEM_SHARE, HISTORY_SHARE = 0.05, 0.02
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


def draw(rng: random.Random, stage: Stage) -> Problem:
    """A problem for training: never a held-out one."""
    family = rng.choices(tuple(stage.weights), weights=tuple(stage.weights.values()))[0]
    while True:
        problem = FAMILIES[family](rng, stage.level)
        # Small talk has too few lines to withhold any; its figures come from hand-written questions.
        if family != "arithmetic" or not is_held_out(problem.key):
            return problem


def held_out(family: str, seed: int, count: int, level: int) -> list[Problem]:
    """`count` different held-out problems of a family, the same for the same seed."""
    rng = random.Random(f"held-out:{seed}")
    found: dict[str, Problem] = {}
    while len(found) < count:
        problem = FAMILIES[family](rng, level)
        if is_held_out(problem.key):
            found.setdefault(problem.key, problem)
    return list(found.values())


def conversation(rng: random.Random, stage: Stage) -> tuple[list[Turn], str]:
    """The turns before the reply, and the reply to train on."""
    problem = draw(rng, stage)
    turns: list[Turn] = []
    if rng.random() < SYSTEM_SHARE:
        turns.append(("system", rng.choice(SYSTEMS)))
    if rng.random() < HISTORY_SHARE:
        for _ in range(rng.randint(1, 2)):
            earlier = draw(rng, stage)
            # The product keeps answers in the history, not the thinking before them.
            said = earlier.reply() if rng.random() < 0.5 else earlier.answer
            turns += [("user", earlier.question), ("assistant", said)]
    return [*turns, ("user", problem.question)], problem.reply()
