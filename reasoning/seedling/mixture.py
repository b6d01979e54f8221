"""What training sees: conversations from the task families, some with a system text or earlier turns."""

from __future__ import annotations

import math
import random

from reasoning.seedling.problem import Problem, is_held_out
from reasoning.seedling.tasks import FAMILIES
from reasoning.seedling.tokenizer import Turn

WEIGHTS = {"arithmetic": 0.80, "smalltalk": 0.11, "offtopic": 0.09}
# Until this share of the training, the level of arithmetic. Plain single calculations come first, because copying
# numbers out of a question is what takes the longest to learn.
STAGES = ((0.05, 0), (0.12, 1), (math.inf, 2))
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


def stage(share: float) -> int:
    """The level of difficulty when `share` (0 to 1) of the training is done: easy first."""
    return next(level for until, level in STAGES if share < until)


def draw(rng: random.Random, level: int, family: str = "") -> Problem:
    """A problem for training, of any family when none is named: never a held-out one."""
    family = family or rng.choices(tuple(WEIGHTS), weights=tuple(WEIGHTS.values()))[0]
    while True:
        problem = FAMILIES[family](rng, level)
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


def conversation(rng: random.Random, level: int) -> tuple[list[Turn], str]:
    """The turns before the reply, and the reply to train on."""
    problem = draw(rng, level)
    turns: list[Turn] = []
    if rng.random() < SYSTEM_SHARE:
        turns.append(("system", rng.choice(SYSTEMS)))
    if rng.random() < HISTORY_SHARE:
        for _ in range(rng.randint(1, 2)):
            earlier = draw(rng, level)
            # The product keeps answers in the history, not the thinking before them.
            said = earlier.reply() if rng.random() < 0.5 else earlier.answer
            turns += [("user", earlier.question), ("assistant", said)]
    return [*turns, ("user", problem.question)], problem.reply()
