"""Fractions with small denominators: calculating with them, reducing them, turning them into decimals and back."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.expressions import OutOfRange, trimmed
from reasoning.seedling.forms import fill
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks.arithmetic.calculation import divided, problem, times, worked

_FORMS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
DENOMINATORS = (2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 12)
SPOKEN = {
    (1, 2): "a half",
    (1, 3): "a third",
    (2, 3): "two thirds",
    (1, 4): "a quarter",
    (3, 4): "three quarters",
}
_NAMES = {
    2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth",
    12: "twelfth",
}  # fmt: skip
Pair = tuple[int, int]  # numerator, denominator, as they are written


def generate(rng: random.Random, level: int = 2) -> Problem:
    """One of the things that people do with fractions. Raises OutOfRange."""
    return rng.choice(KINDS[:-3] if level < 2 else KINDS)(rng)


def _sum(rng: random.Random) -> Problem:
    """a/b + c/d: both over a common denominator, then the numerators."""
    op = rng.choice("++-")
    one, two = proper(rng), proper(rng)
    if rng.random() < 0.3:
        two = (two[0] % one[1] or 1, one[1])
    if rng.random() < 0.12:
        one = (rng.randint(1, 9), 1)
    if one[1] == two[1] == 1 or (op == "-" and Fraction(*one) < Fraction(*two)):
        raise OutOfRange("a negative fraction")
    steps, answer = added(op, one, two)
    return _calculation(rng, [text(one), op, text(two)], steps, answer)


def _product(rng: random.Random) -> Problem:
    op = rng.choice("**/")
    one, two = proper(rng), proper(rng)
    if op == "/":
        # a/b/c/d could be read in many ways, so both stand in brackets.
        turned = (two[1], two[0])
        steps = [f"({text(one)})/({text(two)})={text(one)}×{text(turned)}"]
        pieces, shown = ["(", text(one), ")", "/", "(", text(two), ")"], f"({text(one)})/({text(two)})"
        two = turned
    else:
        steps, pieces, shown = [], [text(one), "*", text(two)], ""
    over, under = one[0] * two[0], one[1] * two[1]
    steps.append(f"{text(one)}×{text(two)}={over}/{under}")
    return _calculation(rng, pieces, [*steps, *reduced((over, under))], lowest((over, under)), shown)


def _part(rng: random.Random) -> Problem:
    """3/4 of 60."""
    over, under = proper(rng)
    n = under * rng.randint(1, rng.choice((12, 20, 60)))
    inner = divided(n, under)
    steps, answer = worked(inner if over == 1 else times(inner, over))
    spoken = _spoken(over, under) if rng.random() < 0.5 else f"{over}/{under}"
    noun = f"{spoken} of {wording.number(rng, str(n))}"
    shown = f"{over}/{under} of {n}"
    return problem(wording.about(rng, noun), steps, answer, opening=shown, key=shown)


def _simplify(rng: random.Random) -> Problem:
    over, under = proper(rng)
    factor = rng.choice((2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12))
    if gcd(over, under) > 1:
        raise OutOfRange("written twice as large already")
    return _turned(
        rng, "simplify", f"{over * factor}/{under * factor}", reduced((over * factor, under * factor))
    )


def _decimal(rng: random.Random) -> Problem:
    over, under = proper(rng)
    under = rng.choice((under, 20, 25, 50, 100))
    steps, answer = worked(divided(over, under), rounding=True)
    if rng.random() < 0.5:
        return _turned(rng, "decimal", f"{over}/{under}", steps, answer)
    steps, answer = worked(divided(times(over, 100), under), rounding=True)
    number, space, word = answer.partition(" ")
    return _turned(rng, "percent", f"{over}/{under}", steps, f"{number}%{space}{word}")


def _from_decimal(rng: random.Random) -> Problem:
    places = rng.choice((1, 2, 2))
    over, under = rng.randint(1, 10**places - 1), 10**places
    shown = str(trimmed(Decimal(over) / under))
    if rng.random() < 0.35:
        step, answer = f"{shown}×100={over * 100 // under}", f"{over * 100 // under}%"
        return _turned(rng, "percent", shown, [step], answer)
    if over % 10 == 0:
        over, under = over // 10, under // 10
    return _turned(
        rng, "fraction", shown, [f"{shown}={over}/{under}", *reduced((over, under))], lowest((over, under))
    )


def mixed(rng: random.Random) -> Problem:
    """1 1/2 + 2 1/4: each as one fraction, then as fractions."""
    op, first, second = rng.choice("+-"), rng.randint(1, 5), rng.randint(0, 4)
    one, two = proper(rng, 8), proper(rng, 8)
    if Fraction(*one) + first <= Fraction(*two) + second:
        raise OutOfRange("a negative fraction")
    steps, parts, pieces = [], [], []
    for whole, (over, under) in ((first, one), (second, two)):
        parts.append((whole * under + over, under))
        pieces.append(f"{whole} {over}/{under}" if whole else f"{over}/{under}")
        if whole:
            steps.append(f"{whole}+{over}/{under}={text(parts[-1])}")
    more, answer = added(op, parts[0], parts[1])
    return _calculation(rng, [pieces[0], f" {op} ", pieces[1]], [*steps, *more], answer)


KINDS: tuple[Callable[[random.Random], Problem], ...] = (
    _sum, _sum, _sum, _product, _part, _part, _simplify, _decimal, _product, _from_decimal, mixed,
)  # fmt: skip


def proper(rng: random.Random, largest: int = 12) -> Pair:
    under = rng.choice([number for number in DENOMINATORS if number <= largest])
    over = 1 if rng.random() < 0.3 else rng.randint(1, under - 1)
    return over, under


def added(op: str, one: Pair, two: Pair) -> tuple[list[str], str]:
    common = lcm(one[1], two[1])
    steps, tops = [], []
    for over, under in (one, two):
        tops.append(over * common // under)
        if under != common:
            steps.append(f"{text((over, under))}={tops[-1]}/{common}")
    total = tops[0] + tops[1] if op == "+" else tops[0] - tops[1]
    steps.append(f"{tops[0]}/{common}{op}{tops[1]}/{common}={total}/{common}")
    return [*steps, *reduced((total, common))], lowest((total, common))


def reduced(pair: Pair) -> list[str]:
    over, under = pair
    return [] if gcd(over, under) == 1 and under != 1 else [f"{over}/{under}={lowest(pair)}"]


def lowest(pair: Pair) -> str:
    return str(Fraction(*pair))


def text(pair: Pair) -> str:
    return f"{pair[0]}/{pair[1]}" if pair[1] != 1 else str(pair[0])


def _spoken(over: int, under: int) -> str:
    if (over, under) in SPOKEN:
        return SPOKEN[over, under]
    name = _NAMES[under]
    return (
        f"a {name}"
        if over == 1 and name[0] != "e"
        else f"{wording.UNITS[over]} {name}{'s' if over > 1 else ''}"
    )


def _calculation(
    rng: random.Random, pieces: list[str], steps: list[str], answer: str, shown: str = ""
) -> Problem:
    bare = "".join(pieces)
    asked = wording.dress(rng, rng.choice(wording.SIGNS).format(_worded(rng, pieces)))
    return problem(asked, steps, answer, opening=(shown or bare).replace("*", "×"), key=bare)


def _worded(rng: random.Random, pieces: list[str]) -> str:
    """The fractions with signs or with words between them."""
    style = rng.random()
    if style < 0.2 and "(" not in pieces:
        word = rng.choice(wording.WORDS[pieces[1].strip()][:4])
        return f"{pieces[0]} {word} {pieces[2]}"
    if style < 0.3 and "(" not in pieces and " " not in pieces[0] + pieces[1] and "/" in pieces[0]:
        first, second = (tuple(map(int, pieces[at].split("/"))) for at in (0, 2))
        return f"{_spoken(*first)} {rng.choice(wording.WORDS[pieces[1]][:3])} {_spoken(*second)}"
    if "(" in pieces and style < 0.4:
        return f"({pieces[1]}) divided by ({pieces[5]})"
    gap = "" if style < 0.6 else " "
    middle = [
        f"{gap}{rng.choice(wording.SYMBOLS[p]) if p != '/' else p}{gap}" if p in wording.SYMBOLS else p
        for p in pieces
    ]
    return "".join(middle)


def _turned(rng: random.Random, form: str, shown: str, steps: list[str], answer: str = "") -> Problem:
    asked = wording.dress(rng, fill(rng, rng.choice(_FORMS[form]), x=shown))
    last = answer or steps[-1].rpartition("=")[2]
    return problem(asked, steps, last, opening=shown, key=f"{form} {shown}")
