"""Sequences of puzzle pages: gaps that grow or shrink by one, two rows in turn, halves, cubes, counting down."""

from __future__ import annotations

import random
from itertools import pairwise

from reasoning.seedling.expressions import Number
from reasoning.seedling.tasks.sequences.rules import Rule, Sequence, by_growth, interleaved, minus, plus


def widening(rng: random.Random, level: int) -> Sequence:
    """The gaps grow by the same: 1, 2, 4, 7, 11, or downwards 50, 49, 47, 44."""
    step, first = rng.choice((1, 1, 1, 1, 2, 2, 3, 5, 10)), rng.choice((1, 1, 1, 2, 2, 3, 4, 5, 6, 10))
    count = rng.choice((4, 5, 5, 6))
    term: int = rng.choice((0, 1, 1, 2, 3, 4, 5, rng.randint(5, 60)))
    sign = 1
    if rng.random() < 0.45:
        sign = -1
        fall = sum(first + step * at for at in range(count))
        term = fall + rng.choice((0, 1, 2, 5, rng.randint(0, 60)))
        if rng.random() < 0.5:
            term += -term % 10
    terms: list[Number] = [term]
    for at in range(count):
        terms.append(terms[-1] + sign * (first + step * at))
    return by_growth(terms, sign * step)


def narrowing(rng: random.Random, level: int) -> Sequence:
    """The gaps shrink by the same: 1, 11, 20, 28, 35, or downwards 60, 50, 41, 33."""
    count, step = rng.choice((4, 4, 5)), rng.choice((1, 1, 2, 2, 3))
    first, sign = step * count + rng.randint(0, 6), rng.choice((1, 1, -1))
    term: int = rng.randint(0, 20)
    if sign < 0:
        term += sum(first - step * at for at in range(count))
    terms: list[Number] = [term]
    for at in range(count):
        terms.append(terms[-1] + sign * (first - step * at))
    return by_growth(terms, -sign * step)


def two_rows(rng: random.Random, level: int) -> Sequence:
    """Two rows in turn, and the next number belongs to the one that did not speak last."""
    kind, count = rng.randrange(5), rng.choice((6, 6, 7, 7, 8, 9))
    turns = range(count // 2 + 1)
    start, by = rng.randint(1, 20), rng.choice((1, 1, 2, 2, 3, 4, 5, 10))
    one = [start + by * at for at in turns]
    if kind == 0:  # the same times something
        factor = rng.choice((2, 3, 5, 10, 10, 100))
        two = [factor * each for each in one]
    elif kind == 1:  # one counts up and the other down
        down = rng.choice((1, 2, 2, 3, 5, 10))
        high = down * len(turns) + rng.randint(0, 90)
        two = [high - down * at for at in turns]
    elif kind == 2:  # one row stays
        two = [rng.randint(0, 20)] * len(turns)
    else:
        other, low = rng.choice((1, 2, 3, 4, 5, 6, 10, 20)), rng.randint(1, 99)
        two = [low + other * at for at in turns]
    if rng.random() < 0.5:
        one, two = two, one
    terms: list[Number] = []
    for pair in zip(one, two, strict=True):
        terms += pair
    return interleaved(terms[: count + 1])


def halving(rng: random.Random, level: int) -> Sequence:
    """Each is half of the one before it, or a third, a fifth, a tenth."""
    by, count = rng.choice((2, 2, 2, 2, 3, 5, 10)), rng.choice((3, 3, 4, 4, 5))
    last = rng.randint(1, rng.choice((3, 9, 25)))
    if last * by**count > 99_999:
        count = 3
    terms = [last * by**at for at in range(count, -1, -1)]
    found = [f"{a}/{b}={by}" for a, b in pairwise(terms[-4:-1])]
    return Sequence(tuple(terms[:-1]), terms[-1], (*found, f"{terms[-2]}/{by}={terms[-1]}"))


def third_powers(rng: random.Random, level: int) -> Sequence:
    first, count = rng.choice((1, 1, 2, 2, 3, 4, 5, 6)), rng.choice((3, 4, 4, 5))
    more = rng.choice((0, 0, 0, 1, -1))
    roots = range(first, first + count + 1)
    terms = [n**3 + more for n in roots]
    steps = [f"{n}×{n}×{n}{f'{more:+d}' if more else ''}={n**3 + more}" for n in roots]
    return Sequence(tuple(terms[:-1]), terms[-1], tuple(steps[-4:]))


def downwards(rng: random.Random, level: int) -> Sequence:
    """The same is taken away each time, below nothing too."""
    by, count = rng.choice((2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 25, 50)), rng.choice((3, 4, 4, 5))
    start = by * count + rng.randint(0, 100) if rng.random() < 0.65 else rng.randint(-10, by * count)
    terms: list[Number] = [start - by * at for at in range(count + 1)]
    found = [minus(b, a) for a, b in list(pairwise(terms[:-1]))[-2:]]
    return Sequence(tuple(terms[:-1]), terms[-1], (*found, plus(terms[-2], -by)))


RULES: tuple[Rule, ...] = (
    widening, widening, widening, narrowing, two_rows, two_rows, two_rows, halving, third_powers, downwards,
)  # fmt: skip
