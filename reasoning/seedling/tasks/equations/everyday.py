"""Kinds that are asked again and again: 60-x=23, 90-4x=58, 17=2x+5, half of my number plus 5 is 12."""

from __future__ import annotations

import random
import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

from reasoning.seedling import wording
from reasoning.seedling.forms import fill
from reasoning.seedling.tasks.equations.chains import Chain, Deed, solve
from reasoning.seedling.tasks.equations.terms import LARGEST, Solved, Unsuitable

_FORMS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
SUBTRACTED = ("~", "~", "~", "*~", "*~", "/~")
USUAL = ("+", "-", "*", "/", "*+", "*+", "*-", "*-", "/+", "/-", "+*", "-*", "+/", "-/", "*~", "~")
TOLD = (
    "*+",
    "*+",
    "*-",
    "*-",
    "/+",
    "/+",
    "/-",
    "+*",
    "-*",
    "+/",
    "-/",
    "*/",
    "*+/",
    "*-*",
    "~",
    "+",
    "-",
    "*",
    "/",
)
FRACTIONS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth"}
_UNKNOWN = re.compile(r"(?<![a-z])x(?![a-z])")
MULTIPLES = {2: ("twice", "double", "two times"), 3: ("three times", "triple"), 4: ("four times",)}


def equation(rng: random.Random, letter: str = "x") -> tuple[str, Solved]:
    """A question with the letter, and its solution with x. Mostly x is subtracted, or on the right side alone.

    Raises Unsuitable.
    """
    away = rng.random() < 0.6
    solved = solve(_drawn(rng, rng.choice(SUBTRACTED if away else USUAL)))
    left, _, right = solved.equation.partition("=")
    flipped = rng.random() < (0.25 if away else 1.0)
    sides = (right, left) if flipped else (left, right)
    gap = rng.random() < 0.6
    text = ("{} = {}" if gap or rng.random() < 0.3 else "{}={}").format(*sides)
    if gap:
        text = re.sub(r"(?<=[\dx)])([-+])(?=[\dx(])", r" \1 ", text)
    asked = fill(rng, rng.choice(_FORMS["asked"])).replace("#", text)
    if asked == text and text[0] == "-":
        raise Unsuitable("it would go on from something")
    return wording.dress(rng, _UNKNOWN.sub(letter, asked)), solved


def riddle(rng: random.Random) -> tuple[str, Solved]:
    """What is done to a number, told as people tell it. Raises Unsuitable."""
    style = rng.random()
    if style < 0.4:
        return _of_my_number(rng)
    chain = _drawn(rng, rng.choice(TOLD))
    done = []
    for at, (name, number) in enumerate(chain.deeds):
        ways = [*_FORMS["deeds"].get(f"{name}{number}", ()), *_FORMS["deeds"][name]]
        done.append(fill(rng, rng.choice(ways), n=_number(rng, number)))
        if at:
            done[-1] = rng.choice(_FORMS["joints"]) + done[-1]
    text = fill(rng, rng.choice(_FORMS["told"])).replace("#", "".join(done)).replace("@", str(chain.result))
    return wording.dress(rng, text), solve(chain)


def _of_my_number(rng: random.Random) -> tuple[str, Solved]:
    """`half of my number plus 5 is 12`"""
    chain = _drawn(rng, rng.choice(("*+", "*-", "/+", "/-", "*", "/", "/+", "/-")))
    number = chain.deeds[0][1]
    whose = rng.choice(_FORMS["whose"])
    if chain.deeds[0][0] == "/":
        part = f"{FRACTIONS[number]} of {whose}" if number in FRACTIONS else f"{whose} divided by {number}"
    else:
        part = f"{rng.choice(MULTIPLES.get(number, (f'{number} times', f'{number} x')))} {whose}"
    if len(chain.deeds) > 1:
        name, more = chain.deeds[1]
        part += " " + fill(rng, rng.choice(_FORMS["more" if name == "+" else "less"]), n=_number(rng, more))
    text = fill(rng, rng.choice(_FORMS["mine"])).replace("#", part).replace("@", str(chain.result))
    return wording.dress(rng, text), solve(chain)


def _number(rng: random.Random, number: int) -> str:
    return wording.number(rng, str(number), spelled=number < 100 and rng.random() < 0.1)


def _drawn(rng: random.Random, names: str) -> Chain:
    """A chain of these deeds with positive whole numbers on the way. Raises Unsuitable."""
    value = start = rng.randint(1, rng.choice((12, 25, 60)))
    if names[0] == "/":
        by = rng.choice((2, 2, 2, 3, 3, 4, 5, 6, 10))
        value = start = by * rng.randint(1, 30)
    deeds: list[Deed] = []
    for at, name in enumerate(names):
        number = rng.randint(2, 10) if name in "*/" else rng.randint(1, rng.choice((10, 30, 60)))
        if name == "/":
            divisors = [each for each in range(2, 11) if value % each == 0]
            if not divisors:
                raise Unsuitable("nothing divides it")
            number = by if at == 0 else rng.choice(divisors)
        if name == "~":
            number += value
        value = {
            "+": value + number,
            "-": value - number,
            "*": value * number,
            "/": value // number,
            "~": number - value,
        }[name]
        if not 0 < value < LARGEST:
            raise Unsuitable(f"{value}")
        deeds.append((name, number))
    return Chain(Fraction(start), tuple(deeds), value, False)
