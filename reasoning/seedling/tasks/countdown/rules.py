"""The rules of the puzzle: which expressions count, how instances are named, and how far luck gets."""

from __future__ import annotations

import random
import re
from collections import Counter
from fractions import Fraction

from reasoning.exact import NotExact, is_calculation, number, plain
from reasoning.seedling.problem import answer_line
from reasoning.seedling.tasks.countdown.search import pairs

_SIGNS = re.compile(r"[\d+\-*/() ]+")


def key(numbers: tuple[int, ...], target: int) -> str:
    """`3 7 25 50 -> 157`: the sorted numbers and the target."""
    return f"{' '.join(map(str, sorted(numbers)))} -> {target}"


def instance(key: str) -> tuple[tuple[int, ...], int]:
    """The numbers and the target that a key names."""
    numbers, _, target = key.partition(" -> ")
    return tuple(map(int, numbers.split())), int(target)


def is_solution(expression: str, numbers: tuple[int, ...], target: int, every: bool = False) -> bool:
    """Whether the expression makes the target from the numbers, each at most (with `every` exactly) once."""
    text = plain(expression.strip()).partition("=")[0].strip()
    if not _SIGNS.fullmatch(text) or not is_calculation(text):
        return False
    used = Counter(int(digits) for digits in re.findall(r"\d+", text))
    given = Counter(numbers)
    if used - given or (every and used != given):
        return False
    try:
        return number(text) == Fraction(target)
    except NotExact:
        return False


def judge(reply: str, numbers: tuple[int, ...], target: int, every: bool = False) -> bool:
    """Whether the `Answer:` line of the reply is a solution."""
    line = answer_line(reply)
    return line is not None and is_solution(line, numbers, target, every)


def random_tries(rng: random.Random, numbers: tuple[int, ...], target: int, tries: int) -> bool:
    """Whether one of `tries` random legal expressions, of two numbers or more, makes the target."""
    return any(_random_value(rng, numbers) == target for _ in range(tries))


def _random_value(rng: random.Random, numbers: tuple[int, ...]) -> int:
    pool = rng.sample(numbers, rng.randint(2, len(numbers)))
    while len(pool) > 1:
        one, two = (pool.pop(rng.randrange(len(pool))) for _ in range(2))
        pool.append(rng.choice(pairs(one, two))[1])
    return pool[0]
