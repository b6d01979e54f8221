"""Linear equations with one unknown, as equations and as riddles about a number."""

from __future__ import annotations

import random

from reasoning.seedling.problem import Problem, in_steps, says
from reasoning.seedling.tasks.equations import balanced, chains, everyday, wordings
from reasoning.seedling.tasks.equations.terms import Solved, Unsuitable

FAMILY = "equations"
RIDDLES = (0.25, 0.3, 0.3, 0.0)  # how often a chain of operations is told in words, by level
HARD_SHARE = 0.12  # of level 2
EVERYDAY = (0.0, 0.12, 0.4, 0.0)  # how often an everyday kind is asked, by level


def generate(rng: random.Random, level: int = 2) -> Problem:
    """One equation. Level 3 has the unknown on both sides, with brackets and negative numbers."""
    if level == 2 and rng.random() < HARD_SHARE:
        level = 3
    while True:
        try:
            if rng.random() < EVERYDAY[level]:
                return _everyday(rng)
            return _riddle(rng, level) if rng.random() < RIDDLES[level] else _equation(rng, level)
        except Unsuitable:
            continue


def _equation(rng: random.Random, level: int) -> Problem:
    letter = wordings.letter(rng, level)
    both = (0.0, 0.2, 0.45, 0.85)[level]
    solved = balanced.draw(rng, level) if rng.random() < both else chains.solve(chains.draw(rng, level))
    return _problem(wordings.equation(rng, solved.equation, letter, level), solved, letter, named=True)


def _everyday(rng: random.Random) -> Problem:
    if rng.random() < 0.5:
        question, solved = everyday.riddle(rng)
        return _problem(question, solved, "x", named=False)
    letter = wordings.letter(rng, 2)
    question, solved = everyday.equation(rng, letter)
    return _problem(question, solved, letter, named=True)


def _riddle(rng: random.Random, level: int) -> Problem:
    chain = chains.draw(rng, level)
    return _problem(wordings.riddle(rng, chain), chains.solve(chain), "x", named=False)


def _problem(question: str, solved: Solved, letter: str, *, named: bool) -> Problem:
    reply = in_steps(solved.steps, "", solved.equation)
    answer = f"x = {solved.value}" if named else str(solved.value)
    if letter != "x":
        reply, answer = reply.replace("x", letter), answer.replace("x", letter)
    return Problem(
        family=FAMILY,
        question=question,
        reply=reply + answer,
        answer=answer,
        key=solved.equation,
        check=says(answer),
        hard=solved.hard,
    )
