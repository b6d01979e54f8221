"""Number puzzles: make a target from a few numbers, with the search for it written out."""

from __future__ import annotations

import random

from reasoning.seedling.problem import Problem, in_steps
from reasoning.seedling.tasks.countdown import draw
from reasoning.seedling.tasks.countdown.asking import ask
from reasoning.seedling.tasks.countdown.draw import Puzzle
from reasoning.seedling.tasks.countdown.rules import instance, is_solution, judge, key, random_tries

__all__ = ["FAMILY", "from_puzzle", "generate", "instance", "is_solution", "random_tries"]

FAMILY = "countdown"
# By level, how often each kind of puzzle is drawn: easy, middle, game of 24, hard.
WEIGHTS = ((1.0, 0.0, 0.0, 0.0), (0.4, 0.5, 0.1, 0.0), (0.1, 0.2, 0.1, 0.6), (0.0, 0.0, 0.0, 1.0))
PLAIN = (0.7, 0.4, 0.1, 0.1)  # by level, the part of questions in the simplest words
_DRAWS = (draw.easy, draw.middle, draw.game, draw.hard)


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A puzzle: 0 has two or three numbers, 1 three or four, 2 two to five, 3 (hard) four or five."""
    puzzle = rng.choices(_DRAWS, weights=WEIGHTS[level])[0](rng)
    return from_puzzle(puzzle, ask(rng, puzzle, PLAIN[level]))


def from_puzzle(puzzle: Puzzle, question: str) -> Problem:
    """The problem that asks for this puzzle in these words."""
    numbers, target, every = puzzle.numbers, puzzle.target, puzzle.every
    # Numbers and target in one order and spelling, whatever the question's: the search attends to them.
    opening = f"{' '.join(map(str, numbers))} → {target}" + (", all" if every else "")
    return Problem(
        family=FAMILY,
        question=question,
        reply=in_steps(puzzle.solution.steps, puzzle.solution.expression, opening),
        answer=puzzle.solution.expression,
        key=key(numbers, target),
        check=lambda reply: judge(reply, numbers, target, every),
        hard=puzzle.hard,
    )
