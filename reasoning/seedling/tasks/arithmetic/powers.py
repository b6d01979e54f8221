"""Squares, cubes, other small powers, factorials, and roots that are whole."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.expressions import (
    LARGEST_CUBE_ROOT,
    LARGEST_POWER,
    LARGEST_ROOT,
    MAX_DIGITS,
    MAX_STEPS,
    OutOfRange,
    parse,
)
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks.arithmetic.calculation import problem, times, worked

_FORMS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
LARGEST_FACTORIAL = 8


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A power, a factorial or a root. Raises OutOfRange."""
    return rng.choice(KINDS)(rng, level)


def _square(rng: random.Random, level: int) -> Problem:
    n = rng.randint(2, rng.choice((12, 25, 99)) if level > 1 else 20)
    steps, answer = worked(times(n, n))
    return _asked(rng, "square", steps, answer, f"{n}×{n}", n=n)


def _cube(rng: random.Random, level: int) -> Problem:
    n = rng.choice((rng.randint(2, 10), rng.randint(2, 20), 20, 30))
    steps, answer = worked(parse(f"{n}*{n}*{n}"))
    return _asked(rng, "cube", steps, answer, f"{n}×{n}×{n}", n=n)


def _power(rng: random.Random, level: int) -> Problem:
    """2^5 by way of 2^2, 2^3, 2^4: the exponent counts along."""
    n, k = rng.choice((2, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10)), rng.randint(4, LARGEST_POWER)
    if n**k >= 10**MAX_DIGITS:
        raise OutOfRange(f"{n}^{k}")
    steps = [f"{n}^{e}={n ** (e - 1)}×{n}={n**e}" for e in range(3, k + 1)]
    if k - 1 <= MAX_STEPS:
        steps.insert(0, f"{n}^2={n}×{n}={n * n}")
    else:
        steps[0] = f"{n}^3={n}×{n}×{n}={n**3}"
    return _asked(rng, "power", steps, str(n**k), f"{n}^{k}", n=n, k=k)


def _root(rng: random.Random, level: int) -> Problem:
    n = rng.randint(1, LARGEST_ROOT)
    return _asked(rng, "root", [f"{n}×{n}={n * n}"], str(n), f"√{n * n}", n=n * n)


def _cube_root(rng: random.Random, level: int) -> Problem:
    n = rng.randint(1, LARGEST_CUBE_ROOT)
    return _asked(rng, "cube_root", [f"{n}×{n}×{n}={n**3}"], str(n), f"∛{n**3}", n=n**3)


def _factorial(rng: random.Random, level: int) -> Problem:
    n = rng.randint(3, LARGEST_FACTORIAL)
    steps, product = [], 2
    for factor in range(3, n + 1):
        steps.append(f"{product}×{factor}={product * factor}")
        product *= factor
    shown = "×".join(map(str, range(1, n + 1)))
    return _asked(rng, "factorial", steps, str(product), shown, n=n)


KINDS: tuple[Callable[[random.Random, int], Problem], ...] = (
    _square, _square, _square, _square, _cube, _cube, _power, _power, _root, _root, _cube_root, _factorial,
)  # fmt: skip


def _asked(rng: random.Random, form: str, steps: list[str], answer: str, shown: str, **slots: int) -> Problem:
    noun = rng.choice(_FORMS[form]).format(**slots)
    return problem(
        wording.about(rng, noun),
        steps,
        answer,
        opening=shown,
        key=shown if "×" in shown else f"{form} {shown}",
    )
