"""Puzzles worth solving: numbers and a target that a short calculation makes."""

from __future__ import annotations

import random
from dataclasses import dataclass

from reasoning.seedling.tasks.countdown.search import Solution, pairs, solve

LARGE = (25, 50, 75, 100)
HARD_TARGETS = range(100, 1000)
# What the letters of a form make: a product of two (p), a product with a made factor (m), one number (n), a pair (q).
FOUR = ("p+n", "p+q", "p+q", "p+q", "m", "m+n", "m+n")
FIVE = ("p+q", "p+q", "p+q", "m+n", "m+q")


@dataclass(frozen=True)
class Puzzle:
    """`numbers` is sorted; with `every` all of them must be used."""

    numbers: tuple[int, ...]
    target: int
    solution: Solution
    every: bool = False
    hard: bool = False


def hard(rng: random.Random) -> Puzzle:
    """Four or five numbers and a target of three digits."""
    while True:
        count = 4 if rng.random() < 0.6 else 5
        puzzle = _made(rng, _numbers(rng, count), rng.choice(FOUR if count == 4 else FIVE), HARD_TARGETS)
        if puzzle is not None and len(puzzle.solution.steps) > 1:
            return Puzzle(puzzle.numbers, puzzle.target, puzzle.solution, hard=True)


def middle(rng: random.Random) -> Puzzle:
    """Three or four numbers and a target below 400."""
    while True:
        count = 3 if rng.random() < 0.5 else 4
        forms = ("p+n", "p+n", "m", "m") if count == 3 else FOUR
        every = count == 3 and rng.random() < 0.3
        puzzle = _made(rng, _numbers(rng, count), rng.choice(forms), range(10, 400), every)
        if puzzle is not None:
            return puzzle


def easy(rng: random.Random) -> Puzzle:
    """Two or three small numbers; one or two calculations."""
    while True:
        count = 2 if rng.random() < 0.35 else 3
        numbers = tuple(rng.randint(1, 12 if rng.random() < 0.7 else 25) for _ in range(count))
        form = rng.choice(("s", "p+n", "m")) if count == 3 else "q"
        puzzle = _made(rng, numbers, form, range(2, 200))
        if puzzle is not None:
            return puzzle


def game(rng: random.Random) -> Puzzle:
    """The game of 24 and its relatives: three or four small numbers, all of them to be used."""
    while True:
        count = 4 if rng.random() < 0.75 else 3
        numbers = tuple(sorted(rng.randint(1, 10 if rng.random() < 0.7 else 13) for _ in range(count)))
        target = 24 if rng.random() < 0.6 else rng.randint(10, 60)
        solution = solve(numbers, target, every=True)
        if solution is not None:
            return Puzzle(numbers, target, solution, every=True)


def _numbers(rng: random.Random, count: int) -> tuple[int, ...]:
    large = rng.sample(LARGE, rng.choice((0, 0, 1, 1, 1, 2)))
    small = [
        rng.randint(2, 10) if rng.random() < 0.6 else rng.randint(1, 25) for _ in range(count - len(large))
    ]
    return tuple(rng.sample((*large, *small), count))


def _made(
    rng: random.Random, numbers: tuple[int, ...], form: str, targets: range, every: bool = False
) -> Puzzle | None:
    """The puzzle whose target this form makes of the numbers in their order, if it fits and its solution is short."""
    left = list(numbers)
    target = 0
    for letter in form:
        if letter == "+":
            continue
        value = _part(rng, letter, left)
        target = value if not target else target + value if rng.random() < 0.55 else target - value
    if target not in targets or target in numbers:
        return None
    ordered = tuple(sorted(numbers))
    solution = solve(ordered, target, every)
    return Puzzle(ordered, target, solution, every) if solution else None


def _part(rng: random.Random, letter: str, left: list[int]) -> int:
    if letter == "n":
        return left.pop()
    if letter == "p":
        return left.pop() * left.pop()
    made = rng.choice(pairs(left.pop(), left.pop()))[1]
    if letter == "q":
        return made
    return made * left.pop() if letter == "m" else made + rng.choice((1, -1)) * left.pop()
