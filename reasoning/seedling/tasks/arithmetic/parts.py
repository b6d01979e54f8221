"""Shares of a whole that need care: 27 of 72 in percent, 5/8-1/4 over 8, 20% of 60 and then 7 more."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.expressions import MAX_STEPS, Expression, Operation, OutOfRange, shown, trimmed
from reasoning.seedling.forms import fill
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks.arithmetic import fractions
from reasoning.seedling.tasks.arithmetic.calculation import divided, priced, problem, times, worked
from reasoning.seedling.tasks.arithmetic.slips import slipped

_FORMS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
_PERCENTS = (
    5,
    8,
    10,
    12,
    15,
    16,
    20,
    24,
    25,
    25,
    30,
    32,
    35,
    36,
    40,
    45,
    48,
    50,
    55,
    60,
    64,
    65,
    70,
    72,
    75,
    80,
    85,
    90,
    95,
)
_WRITTEN = ("{}%", "{}%", "{}%", "{} %", "{} percent", "{}percent", "{} per cent", "{} perc ent", "{} pct")
_TWICE = (2, 2, 3, 4)
_NAMES = {"+": "plus", "-": "minus", "*": "times", "/": "over"}


def generate(rng: random.Random, level: int = 2) -> Problem:
    """One of the kinds. Raises OutOfRange."""
    return rng.choice(KINDS)(rng)


def _share(rng: random.Random) -> Problem:
    """The part times 100, then divided by the whole, in parts of the quotient."""
    p, n = (
        rng.choice(_PERCENTS),
        rng.choice((rng.randint(4, 30), rng.randint(8, 99), rng.randint(4, 40) * 5, rng.randint(2, 30) * 20)),
    )
    if p * n % 100:
        raise OutOfRange(f"{p}% of {n}")
    m = p * n // 100
    steps, answer = worked(divided(times(m, 100), n))
    if len(steps) > MAX_STEPS:
        raise OutOfRange("too long")
    asked = fill(rng, rng.choice(_FORMS["share"]), m=m, n=n)
    key = f"{m} of {n} in %"
    return problem(slipped(rng, wording.dress(rng, asked)), steps, f"{answer}%", opening=key, key=key)


def _percent_and_more(rng: random.Random) -> Problem:
    """A percentage of a number, on it or off it, and one more operation."""
    p, n = (
        rng.choice((5, 10, 10, 15, 20, 20, 25, 30, 40, 50, 60, 75, 80)),
        rng.randint(2, 60) * rng.choice((5, 10, 20)),
    )
    part = divided(times(n, p), 100)
    kind = rng.choice(("of", "of", "of", "less", "more", "added"))
    value = Decimal(n) * {"of": p, "less": 100 - p, "more": 100 + p, "added": p}[kind] / 100
    first = {"of": part, "added": part, "less": Operation("-", n, part), "more": Operation("+", n, part)}[
        kind
    ]
    op = "+" if kind == "added" else rng.choice("++--*/")
    if op == "*":
        m = rng.randint(2, 6)
    elif op == "/":
        m = rng.choice([each for each in (2, 3, 4, 5, 6, 8, 10) if value % each == 0] or [2])
    else:
        m = rng.randint(1, 50) if op == "+" else rng.randint(1, max(1, int(value)))
    expression: Expression = Operation("+", m, part) if kind == "added" else Operation(op, first, m)
    steps, answer = worked(expression)
    form = fill(rng, rng.choice(_FORMS[kind]), p=rng.choice(_WRITTEN).format(p), n=n, m=m)
    if kind != "added":
        forms = _FORMS[_NAMES[op]]
        if op in "*/" and kind != "of":  # the last of what is said, not of the percentage
            forms = [each for each in forms if each.startswith((",", " and then"))]
        form = _joined(form, fill(rng, rng.choice(forms), m=m))
    wrapped = rng.random() < 0.6 and form.split()[0] not in ("take", "add", "reduce", "increase")
    question = wording.about(rng, form) if wrapped else wording.dress(rng, form)
    return problem(slipped(rng, question), steps, answer, opening=shown(expression), key=shown(expression))


def _one_goes_into_the_other(rng: random.Random) -> Problem:
    """5/8-1/4: the larger denominator does for both."""
    under = rng.choice((2, 2, 3, 4, 5, 6))
    common = under * rng.choice(_TWICE)
    if common > 20:
        raise OutOfRange(f"{common}")
    one, two = (rng.randint(1, common - 1), common), (rng.randint(1, under - 1), under)
    if Fraction(*one).denominator != common or Fraction(*two).denominator != under:
        raise OutOfRange("not in lowest terms")
    if rng.random() < 0.5:
        one, two = two, one
    op = rng.choice("+-")
    if op == "-" and Fraction(*one) <= Fraction(*two):
        one, two = two, one
    steps, answer = fractions.added(op, one, two)
    pieces = [f"{one[0]}/{one[1]}", op, f"{two[0]}/{two[1]}"]
    return _of_fractions(rng, pieces, steps, answer, "".join(pieces))


def _divided(rng: random.Random) -> Problem:
    """3/4 divided by 1/8, and a whole number divided by a fraction: times the fraction turned over."""
    one, two = fractions.proper(rng, 10), fractions.proper(rng, 10)
    if rng.random() < 0.35:
        one = (rng.randint(1, 12), 1)
    elif rng.random() < 0.2:
        two = (rng.randint(2, 9), 1)
    first, second, turned = fractions.text(one), fractions.text(two), fractions.text((two[1], two[0]))
    bracketed = [f"({each})" if "/" in each else each for each in (first, second)]
    over, under = one[0] * two[1], one[1] * two[0]
    restated = "/".join(bracketed)
    times_turned = f"{first}×{turned}"
    steps = [
        f"{restated}={times_turned}",
        f"{times_turned}={over}/{under}",
        *fractions.reduced((over, under)),
    ]
    asked = fill(rng, rng.choice(_FORMS["divided"]), a=first, b=second).replace("<", "(").replace(">", ")")
    asked = wording.about(rng, asked) if asked.startswith(("the ", "(")) else wording.dress(rng, asked)
    return problem(
        slipped(rng, asked), steps, fractions.lowest((over, under)), opening=restated, key=restated
    )


def _joined(first: str, second: str) -> str:
    return first + ("" if second[0] == "," else " ") + second


def _of_fractions(rng: random.Random, pieces: list[str], steps: list[str], answer: str, key: str) -> Problem:
    first, op, second = pieces
    words = {"+": ("plus", "and", "added to"), "-": ("minus", "take away", "less")}[op]
    style = rng.random()
    said = (
        f"{first}{op}{second}"
        if style < 0.3
        else f"{first} {op} {second}"
        if style < 0.65
        else f"{first} {rng.choice(words)} {second}"
    )
    if op == "-" and style > 0.9:
        said = rng.choice((f"the difference between {first} and {second}", f"{second} less than {first}"))
    return problem(slipped(rng, wording.about(rng, said)), steps, answer, opening=key, key=key)


def _price(rng: random.Random) -> Problem:
    """A price with a discount or tax, and then an amount off or on top."""
    p, n = rng.choice((5, 10, 10, 15, 20, 20, 25, 30, 40, 50)), rng.randint(2, 40) * rng.choice((2, 4, 5, 10))
    op, kind = rng.choice((("-", "sale"), ("-", "sale"), ("+", "tax")))
    then, m = rng.choice((("+", rng.randint(2, 15)), ("-", rng.randint(1, max(1, n // 4)))))
    expression = Operation(then, Operation(op, n, divided(times(n, p), 100)), m)
    steps, answer = worked(expression)
    value = trimmed(Decimal(answer))
    if value != round(value, 2):
        raise OutOfRange(answer)
    currency = rng.choice("$$€£")
    slots = {"p": rng.choice(_WRITTEN).format(p), "n": f"{currency}{n}", "m": f"{currency}{m}"}
    more = "fee" if then == "+" else "coupon"
    form = _joined(*(fill(rng, rng.choice(_FORMS[part]), **slots) for part in (kind, more)))
    return problem(
        slipped(rng, wording.dress(rng, form)),
        steps,
        priced(value, currency),
        opening=shown(expression),
        key=f"{currency}{shown(expression)}",
    )


KINDS: tuple[Callable[[random.Random], Problem], ...] = (
    _share, _share, _share, _percent_and_more, _percent_and_more, _one_goes_into_the_other, _one_goes_into_the_other,
    _divided, _price, fractions.mixed,
)  # fmt: skip
