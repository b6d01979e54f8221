"""Equations with x on both sides, with or without brackets: expand, collect, divide."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from reasoning.seedling.tasks.equations.terms import (
    LARGEST,
    Solved,
    Unsuitable,
    added,
    last_steps,
    linear,
    multiplied,
    subtracted,
)


@dataclass(frozen=True)
class Side:
    """`factor (slope x + inner) + more`; without a bracket `factor` is 1."""

    factor: int
    slope: int
    inner: int
    more: int = 0

    @property
    def text(self) -> str:
        if self.factor == 1:
            return linear(self.slope, self.inner + self.more)
        return f"{self.factor}({linear(self.slope, self.inner)})" + (f"{self.more:+d}" if self.more else "")

    def at(self, x: Fraction) -> Fraction:
        return self.factor * (self.slope * x + self.inner) + self.more


def draw(rng: random.Random, level: int) -> Solved:
    """An equation of a level. Raises Unsuitable."""
    hard = level == 3
    x = Fraction(rng.randint(-12, 15) if level > 1 else rng.randint(1, 10))
    if level > 1 and rng.random() < 0.12:
        x += Fraction(1, 2)
    left = _side(rng, bracket=rng.random() < (0.0, 0.1, 0.35, 0.75)[level], level=level)
    if rng.random() < 0.12 and level > 1:  # 2(x+3)-4=10
        right = Side(1, 0, 0)
    else:
        right = _side(rng, bracket=rng.random() < (0.0, 0.0, 0.2, 0.6)[level], level=level)
    if hard and left.factor == right.factor == 1:
        raise Unsuitable("no bracket")
    gap = left.at(x) - right.at(x)
    if gap.denominator != 1:
        raise Unsuitable("not whole")
    # The right side's constant closes the gap, inside its bracket where it fits.
    if right.factor != 1 and right.more == 0:
        if gap % right.factor:
            raise Unsuitable("not a multiple")
        right = Side(right.factor, right.slope, right.inner + int(gap) // right.factor)
        if right.inner == 0:
            raise Unsuitable("an empty bracket")
    else:
        right = Side(right.factor, right.slope, right.inner, right.more + int(gap))
    return solve(left, right, hard=hard)


def _side(rng: random.Random, *, bracket: bool, level: int) -> Side:
    negative = 0.25 if level == 3 else 0.1 if level == 2 else 0.0
    sign = -1 if rng.random() < negative else 1
    if not bracket:
        return Side(1, sign * rng.randint(1, 9), rng.randint(-20, 20) if level > 1 else rng.randint(1, 12))
    slope = rng.choice((1, 1, 1, 2, 3) if level == 3 else (1, 1, 1, 2))
    inner = rng.choice((-1, 1)) * rng.randint(1, 9)
    more = rng.choice((-1, 1)) * rng.randint(1, 12) if level == 3 and rng.random() < 0.4 else 0
    return Side(sign * rng.randint(2, 6), slope, inner, more)


def solve(left: Side, right: Side, *, hard: bool = False) -> Solved:
    """Both brackets are expanded, then x is collected on the side that has more of it."""
    steps: list[str] = []
    equation = f"{left.text}={right.text}"
    one, two = left, right
    for at in (0, 1):
        side = (one, two)[at]
        if side.factor == 1:
            continue
        done = []
        if side.slope != 1:
            done.append(multiplied(side.factor, side.slope))
        done.append(multiplied(side.factor, side.inner))
        flat = Side(1, side.factor * side.slope, side.factor * side.inner)
        shown = flat.text + (f"{side.more:+d}" if side.more else "")
        both = (shown, two.text) if at == 0 else (one.text, shown)
        steps.append(f"{', '.join(done)} → {both[0]}={both[1]}")
        flat = Side(1, flat.slope, flat.inner + side.more)
        one, two = (flat, two) if at == 0 else (one, flat)
        if side.more:
            steps.append(f"{added(side.factor * side.inner, side.more)} → {one.text}={two.text}")
    slope, constant = _collect(steps, (one.slope, one.inner + one.more), (two.slope, two.inner + two.more))
    if slope == 0:
        raise Unsuitable("no x left")
    more, value = last_steps(slope, constant)
    if not steps and not more:
        raise Unsuitable("solved already")
    if max(map(abs, (constant, one.inner, two.inner + two.more))) > LARGEST or len(steps) + len(more) > 8:
        raise Unsuitable("too large")
    return Solved(equation, [*steps, *more], value, hard)


def _collect(steps: list[str], one: tuple[int, int], two: tuple[int, int]) -> tuple[int, int]:
    """From ax+b=cx+d to ex=f, with e positive where there is x on both sides."""
    (a, b), (c, d) = one, two
    if a == c:
        raise Unsuitable("the same slopes")
    if c and c > a:  # what is on the right comes to the left
        (a, b), (c, d) = (c, d), (a, b)
    if c:
        steps.append(f"{subtracted(a, c)} → {linear(a - c, b)}={d}")
    if b:
        steps.append(f"{subtracted(d, b)} → {linear(a - c)}={d - b}")
    return a - c, d - b
