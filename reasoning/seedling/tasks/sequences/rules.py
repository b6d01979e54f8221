"""Rules of number sequences: how the terms come about, and which equations lead to the next one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reasoning.seedling.expressions import Number, trimmed

LARGEST = 99_999


@dataclass(frozen=True)
class Sequence:
    """The shown `terms`, the steps to the `following` one."""

    terms: tuple[Number, ...]
    following: Number
    steps: tuple[str, ...]


def minus(a: Number, b: Number) -> str:
    return f"{a}{'-' if b >= 0 else '+'}{abs(b)}={trimmed(a - b)}"


def plus(a: Number, b: Number) -> str:
    return f"{a}{'+' if b >= 0 else '-'}{abs(b)}={trimmed(a + b)}"


def differences(terms: tuple[Number, ...] | list[Number]) -> list[Number]:
    return [trimmed(b - a) for a, b in pairwise(terms)]


def _shown(terms: list[Number], last: int = 4) -> tuple[list[Number], list[str]]:
    """The last differences and the equations that find them."""
    pairs = list(pairwise(terms))[-last:]
    return differences(terms), [minus(b, a) for a, b in pairs]


def steady(rng: random.Random, level: int) -> Sequence:
    """The same is added or taken away each time."""
    by: Number = rng.randint(2, rng.choice((10, 12, 25, 100)) if level else 10) * (
        -1 if rng.random() < 0.3 else 1
    )
    start: Number = rng.randint(1, rng.choice((10, 50, 200)))
    if by < 0 and rng.random() < 0.8:
        start += 6 * -by  # mostly it stays positive
    elif rng.random() < 0.08 * level:
        start = -start
    if level > 1 and rng.random() < 0.12:
        start, by = trimmed(Decimal(start) / 2), trimmed(Decimal(by) / 2)
    count = rng.choice((3, 4, 4, 4, 5))
    terms = [trimmed(start + by * at) for at in range(count + 1)]
    return _by_differences(terms)


def _by_differences(terms: list[Number]) -> Sequence:
    _, found = _shown(terms[:-1], 2)
    return Sequence(tuple(terms[:-1]), terms[-1], (*found, plus(terms[-2], trimmed(terms[-1] - terms[-2]))))


def multiplied(rng: random.Random, level: int) -> Sequence:
    """The same factor each time, or the same divisor."""
    factor, count = rng.choice((2, 2, 2, 3, 3, 4, 5, 10)), rng.choice((3, 4, 4, 5))
    start = rng.randint(1, rng.choice((5, 5, 12)))
    terms = [start * factor**at for at in range(count + 1)]
    if rng.random() < 0.25:
        terms.reverse()
        found = [f"{a}/{b}={factor}" for a, b in zip(terms[-4:], terms[-3:-1], strict=False)]
        return Sequence(tuple(terms[:-1]), terms[-1], (*found, f"{terms[-2]}/{factor}={terms[-1]}"))
    sign = -1 if level > 1 and rng.random() < 0.08 else 1
    terms = [sign**at * term for at, term in enumerate(terms)]
    found = [
        f"{b}/{a if a > 0 else f'({a})'}={sign * factor}"
        for a, b in zip(terms[-4:], terms[-3:-1], strict=False)
    ]
    by = f"{factor}" if sign > 0 else f"(-{factor})"
    return Sequence(tuple(terms[:-1]), terms[-1], (*found, f"{terms[-2]}×{by}={terms[-1]}"))


def squares(rng: random.Random, level: int) -> Sequence:
    """1, 4, 9, or all of them with the same number added."""
    first, count = rng.choice((1, 1, 1, rng.randint(2, 12))), rng.choice((4, 4, 5))
    more = rng.choice((0, 0, 0, 1, -1, 2)) if level > 1 else 0
    roots = range(first, first + count + 1)
    steps = [f"{n}×{n}{f'{more:+d}' if more else ''}={n * n + more}" for n in roots][-4:]
    terms = [n * n + more for n in roots]
    return Sequence(tuple(terms[:-1]), terms[-1], tuple(steps))


def cubes(rng: random.Random, level: int) -> Sequence:
    first, count = rng.choice((1, 1, 1, 2, 3, 4)), rng.choice((4, 4, 5))
    roots = range(first, first + count + 1)
    terms = [n**3 for n in roots]
    return Sequence(tuple(terms[:-1]), terms[-1], tuple(f"{n}×{n}×{n}={n**3}" for n in roots)[-3:])


def growing(rng: random.Random, level: int) -> Sequence:
    """The differences themselves grow by the same each time; triangular numbers among them."""
    step, first = rng.choice((1, 1, 2, 2, 3, 4, 5)), rng.randint(1, 8)
    if rng.random() < 0.15:
        step = -step
        first += 5 * -step
    term = rng.choice((1, 1, 2, 3, rng.randint(0, 30)))
    terms: list[Number] = [term]
    for at in range(rng.choice((4, 4, 5))):
        terms.append(terms[-1] + first + at * step)
    return by_growth(terms, step)


def by_growth(terms: list[Number], step: int) -> Sequence:
    """The differences, the next of them and the next term."""
    found, equations = _shown(terms[:-1])
    return Sequence(
        tuple(terms[:-1]),
        terms[-1],
        (*equations, plus(found[-1], step), plus(terms[-2], trimmed(found[-1] + step))),
    )


def fibonacci(rng: random.Random, level: int) -> Sequence:
    """Each term is the sum of the two before it."""
    terms = [1, 1] if rng.random() < 0.2 else [rng.randint(1, 9), rng.randint(1, 12)]
    for _ in range(rng.choice((4, 4, 5, 6))):
        terms.append(terms[-2] + terms[-1])
    steps = [f"{a}+{b}={a + b}" for a, b in pairwise(terms)][-4:-1]
    return Sequence(tuple(terms[:-1]), terms[-1], tuple(steps))


def alternating(rng: random.Random, level: int) -> Sequence:
    """Now this is added, now that."""
    one, two = rng.randint(1, 12), rng.choice((-1, -1, 1)) * rng.randint(1, 9)
    if rng.random() < 0.3:
        one, two = two, one
    terms: list[Number] = [rng.randint(1, 30)]
    for at in range(rng.choice((5, 5, 6))):
        terms.append(terms[-1] + (one, two)[at % 2])
    _, equations = _shown(terms[:-1])
    return Sequence(
        tuple(terms[:-1]), terms[-1], (*equations, plus(terms[-2], trimmed(terms[-1] - terms[-2])))
    )


def affine(rng: random.Random, level: int) -> Sequence:
    """Times a factor and plus a number: 3, 7, 15, 31. Its differences have the factor between them."""
    factor, more = rng.choice((2, 2, 2, 3, 3, 4)), rng.choice((1, 1, -1, -1, 2, 3, -2, 5))
    terms: list[Number] = [rng.randint(1, 7)]
    for _ in range(4):
        terms.append(terms[-1] * factor + more)
    found, equations = _shown(terms[:-1])
    return Sequence(
        tuple(terms[:-1]),
        terms[-1],
        (*equations, f"{found[-1]}×{factor}={found[-1] * factor}", plus(terms[-2], found[-1] * factor)),
    )


def woven(rng: random.Random, level: int) -> Sequence:
    """Two sequences in turn: 1, 10, 2, 20, 3, 30."""
    count = rng.choice((6, 6, 7))
    steps = [rng.choice((1, 2, 3, 5, 10, -1, -2, -5, 4)) for _ in range(2)]
    starts = [rng.randint(1, 30), rng.randint(1, 60)]
    doubled = rng.random() < 0.25
    terms: list[Number] = []
    for at in range(count + 1):
        which, turn = at % 2, at // 2
        terms.append(
            starts[which] % 9 * 2**turn if doubled and which else starts[which] + steps[which] * turn
        )
    return interleaved(terms)


def interleaved(terms: list[Number]) -> Sequence:
    """Only every second number counts for the one that is last in `terms`."""
    *row, following = terms[(len(terms) + 1) % 2 :: 2]
    told = f"every second number: {', '.join(map(str, row))}"
    if len(row) > 2 and row[0] > 0 and all(b == 2 * a for a, b in pairwise((*row, following))):
        found = [*(f"{b}/{a}=2" for a, b in pairwise(row)), f"{row[-1]}×2={following}"]
    else:
        found = [*(minus(b, a) for a, b in pairwise(row)), plus(row[-1], trimmed(following - row[-1]))]
    return Sequence(tuple(terms[:-1]), following, (told, *found))


def doubling_differences(rng: random.Random, level: int) -> Sequence:
    """1, 2, 4, 8 is added in turn."""
    step, term, factor = rng.randint(1, 5), rng.randint(0, 20), rng.choice((2, 2, 3))
    terms: list[Number] = [term]
    for at in range(5):
        terms.append(terms[-1] + step * factor**at)
    found, equations = _shown(terms[:-1])
    return Sequence(
        tuple(terms[:-1]),
        terms[-1],
        (*equations, f"{found[-1]}×{factor}={found[-1] * factor}", plus(terms[-2], found[-1] * factor)),
    )


Rule = Callable[[random.Random, int], Sequence]
RULES: tuple[tuple[Rule, ...], ...] = (  # by level
    (steady, steady, steady, steady, multiplied),
    (steady, steady, steady, multiplied, multiplied, squares, growing, fibonacci),
    (
        steady, steady, steady, steady, multiplied, multiplied, squares, cubes, growing, growing, fibonacci,
        alternating, affine, woven, doubling_differences,
    ),
    (growing, growing, fibonacci, alternating, alternating, affine, affine, woven, woven, doubling_differences),
)  # fmt: skip
