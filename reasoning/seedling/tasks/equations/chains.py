"""Equations whose one side does one thing after another to x, and which are undone from the outside in."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from fractions import Fraction

from reasoning.seedling.tasks.equations.terms import (
    LARGEST,
    Solved,
    Unsuitable,
    added,
    multiplied,
    quotient,
    subtracted,
)

# +, -, * and / do something with a number to what is there; ~ subtracts what is there from the number.
Deed = tuple[str, int]
SHAPES = tuple(  # by level
    tuple(line.split())
    for line in (
        "+ + - - * / ~",
        "+ - * / *+ *+ *- *- /+ /- +* -* *~ +/ -/",
        "*+ *+ *- /+ /- +* -* *~ +/ -/ */ *+* *-* *+/ *-/ +*- -*+ /+* ~*",
        "*+* *-* *+/ *-/ +*- -*+ *+*- *-*+ *~* +*~ *+/- -*/",
    )
)
START = ((1, 12), (1, 15), (-6, 25), (-12, 30))  # the range of x by level, where it may be negative
_BRACKET = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Chain:
    """What is done to `start`, and the result."""

    start: Fraction
    deeds: tuple[Deed, ...]
    result: int
    hard: bool


def draw(rng: random.Random, level: int) -> Chain:
    """A chain of a level with whole results on the way. Raises Unsuitable."""
    names = rng.choice(SHAPES[level])
    low, high = START[level] if level > 1 and rng.random() < 0.3 else (1, (12, 15, 30, 30)[level])
    value = Fraction(rng.randint(low, high))
    deeds: list[Deed] = []
    if names[0] == "*" and level > 0 and rng.random() < 0.1:
        value += Fraction(1, 2)
    start = value
    for name in names:
        number = _number(rng, name, value)
        value = {
            "+": value + number, "-": value - number, "*": value * number, "/": value / number, "~": number - value,
        }[name]  # fmt: skip
        if value.denominator != 1 or abs(value) > LARGEST:
            raise Unsuitable(f"{value}")
        deeds.append((name, number))
    return Chain(start, tuple(deeds), int(value), level == 3)


def _number(rng: random.Random, name: str, value: Fraction) -> int:
    if name == "*":
        return (
            rng.choice((2, 4, 6, 8))
            if value.denominator == 2
            else rng.choice((2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10))
        )
    if name == "/":
        divisors = [number for number in range(2, 11) if value % number == 0]
        if not divisors or value == 0:
            raise Unsuitable("nothing divides it")
        return rng.choice(divisors)
    high = rng.choice((10, 20, 50))
    if name == "-" and value >= 1 and rng.random() < 0.8:  # mostly nothing gets negative
        return rng.randint(1, max(1, min(high, int(value))))
    return rng.randint(max(1, int(value)), max(2, int(value)) + high) if name == "~" else rng.randint(1, high)


def texts(deeds: tuple[Deed, ...]) -> list[str]:
    """What stands there after each deed, x itself first: `x`, `3x`, `3x+5`."""
    stages, text = ["x"], "x"
    for name, number in deeds:
        inner = f"({text})" if _is_sum(text) else text
        if name == "*":
            # 3 times 2x in a row would be read as 32x.
            text = f"{number}{inner}" if text == "x" or _is_sum(text) else f"{number}({text})"
        elif name == "/":
            text = f"{inner}/{number}"
        elif name == "~":
            text = f"{number}-{inner}"
        else:
            text = f"{text}{name}{number}"
        stages.append(text)
    return stages


def _is_sum(text: str) -> bool:
    while text != (text := _BRACKET.sub("", text)):
        pass
    return "+" in text or "-" in text


def solve(chain: Chain) -> Solved:
    """The steps that undo the deeds, the last one first."""
    stages, steps, value = texts(chain.deeds), [], chain.result
    for at in range(len(chain.deeds) - 1, -1, -1):
        name, number = chain.deeds[at]
        if name == "+":
            done, value = subtracted(value, number), value - number
        elif name == "-":
            done, value = added(value, number), value + number
        elif name == "~":
            done, value = subtracted(number, value), number - value
        elif name == "/":
            done, value = multiplied(value, number), value * number
        else:
            before = quotient(value, number)
            done = f"{value}/{number}={before}"
            if at == 0:
                steps.append(f"{done} → x={before}")
                return Solved(f"{stages[-1]}={chain.result}", steps, before, chain.hard)
            value = int(before)
        steps.append(f"{done} → {stages[at]}={value}")
    return Solved(f"{stages[-1]}={chain.result}", steps, value, chain.hard)
