"""Several operations said in one breath: double 8 plus 3, 4 cubed minus 14, take 6 from 40 and halve it."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reasoning.seedling import wording
from reasoning.seedling.expressions import Expression, Operation, OutOfRange, shown, tokens
from reasoning.seedling.forms import fill
from reasoning.seedling.problem import Problem
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks.arithmetic.calculation import divided, problem, times, worked
from reasoning.seedling.tasks.arithmetic.slips import slipped

_FORMS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
PARTS: dict[str, list[str]] = _FORMS["parts"]
FIRST: dict[str, list[str]] = _FORMS["first"]
THEN: dict[str, list[str]] = _FORMS["then"]
JOINTS: list[str] = _FORMS["joints"]
SIMPLE = ("number", "number", "product", "sum")
SPOKEN = ("square", "square", "cube", "double", "double", "triple", "half", "half", "third", "quarter")
_SIGN_OF = {
    "+": ("plus", "plus", "plus", "+"),
    "-": ("minus", "minus", "-", "less"),
    "*": ("times", "times", "x"),
}

SPELLED = 0.08  # of questions with all their numbers in words
_DIGITS = re.compile(r"(?<![\w.,^*+−-])\d{1,3}(?![\w²³.^*!]|,\d)")

Said = tuple[str, Expression]


def generate(rng: random.Random, level: int = 2) -> Problem:
    """One of the kinds. Raises OutOfRange."""
    return rng.choice(KINDS)(rng)


def _beside(rng: random.Random) -> Problem:
    """A spoken part beside another: `half of 90 minus 6`, `7^2 - 3^2`, `2 cubed times 5`."""
    kinds = [rng.choice(SPOKEN), rng.choice((*SPOKEN, "number", "number", "number", "number", "product"))]
    if rng.random() < 0.25:
        kinds.reverse()
    elif kinds[1] != "number" and rng.random() < 0.4:
        kinds[1] = kinds[0]
    op = rng.choice("++--*")
    if op == "*" and "number" not in kinds:
        op = rng.choice("+-")
    (one, left), (two, right) = (_part(rng, kind, small=op == "*") for kind in kinds)
    if op == "*" and kinds[1] in ("half", "third", "quarter"):
        raise OutOfRange("a quotient as a factor would be taken apart")
    if op == "-" and _value(left) < _value(right):
        (one, left), (two, right) = (two, right), (one, left)
    sign = rng.choice(_SIGN_OF[op])
    gap = "" if one[-1] in "²³" and sign in "+-" and rng.random() < 0.5 else " "
    said = f"{one}{gap}{sign}{gap}{two}"
    if rng.random() < 0.15:
        more = rng.randint(1, 20)
        if op != "*":
            left, right = Operation(op, left, right), more
            said, op = f"{said} plus {more}", "+"
    return _asked(rng, wording.about(rng, said), Operation(op, left, right))


def _pair(rng: random.Random) -> Problem:
    """`the sum of 4 and 9 times 3`, `the product of 6 and 7 less 5`."""
    kind = rng.choice(("product", "product", "sum_of", "difference_of", "quotient"))
    said, left = _part(rng, kind)
    op = rng.choice("+-") if kind in ("product", "quotient") else rng.choice("**/+-")
    value = _value(left)
    n = rng.randint(2, 12) if op in "*/" else rng.randint(1, 40)
    if op == "/":
        divisors = [each for each in range(2, 13) if value % each == 0]
        if not divisors:
            raise OutOfRange(said)
        n = rng.choice(divisors)
    if op == "-" and n > value:
        raise OutOfRange(said)
    word = {"+": "(plus|and then plus|increased by|and add)", "-": "(minus|less|decreased by|take away)",
            "*": "(times|multiplied by|, then times|and that times)",
            "/": "(divided by|, then divided by|and that divided by)"}[op]  # fmt: skip
    said = fill(rng, f"{said} {word} {n}").replace(" ,", ",")
    return _asked(rng, wording.about(rng, said), Operation(op, left, n))


def _one_after_another(rng: random.Random) -> Problem:
    """`take 4 from 20 then halve it`, `add 3, 5 and 7 and divide by 5`."""
    first = rng.choice(tuple(FIRST))
    said, expression = _start(rng, first)
    for _ in range(rng.choice((1, 1, 1, 1, 2))):
        op = rng.choice(("+", "-", "*", "/", "double", "half", "half", "triple"))
        value = _value(expression)
        by = {"double": 2, "half": 2, "triple": 3}.get(op, 0)
        sign = {"double": "*", "half": "/", "triple": "*"}.get(op, op)
        if sign == "/":
            divisors = [each for each in range(2, 13) if value % each == 0 and (not by or each == by)]
            if not divisors:
                raise OutOfRange(f"{value}")
            by = rng.choice(divisors)
        by = by or (rng.randint(2, 9) if sign == "*" else rng.randint(1, min(60, max(1, int(value)))))
        expression = Operation(sign, expression, by)
        said += rng.choice(JOINTS) + fill(rng, rng.choice(THEN[op]), n=by)
    if rng.random() < 0.3:
        said = fill(rng, rng.choice(_FORMS["wraps"])).replace("#", said)
    return _asked(rng, wording.dress(rng, said), expression)


def _start(rng: random.Random, first: str) -> Said:
    a, b = rng.randint(2, 99), rng.randint(1, 40)
    slots: dict[str, object] = {"a": a, "b": b}
    if first == "-":
        a, b = max(a, b) + rng.randint(0, 60), min(a, b)
        expression: Expression = Operation("-", a, b)
    elif first == "*":
        a, b = rng.randint(2, 12), rng.randint(2, 20)
        expression = Operation("*", a, b)
    elif first == "/":
        b = rng.randint(2, 10)
        a = b * rng.randint(2, 20)
        expression = Operation("/", a, b)
    elif first == "several":
        numbers = [rng.randint(1, 40) for _ in range(rng.choice((3, 3, 3, 4)))]
        expression = numbers[0]
        for number in numbers[1:]:
            expression = Operation("+", expression, number)
        *most, last = map(str, numbers)
        slots["list"] = ", ".join(most) + rng.choice((" and ", " and ", ", and ", ", ")) + last
    elif first in ("double", "half", "triple"):
        factor = 3 if first == "triple" else 2
        a = a * 2 if first == "half" else a
        expression = divided(a, 2) if first == "half" else times(a, factor)
    else:
        expression = Operation("+", a, b)
    return fill(rng, rng.choice(FIRST[first]), **{**slots, "a": a, "b": b}), expression


def _again_and_again(rng: random.Random) -> Problem:
    """`3 times 3 times 3 times 3`, `7 plus 7 plus 7`: as often as it is said, no more and no less."""
    if rng.random() < 0.65:
        n, count = rng.choice(
            ((2, 6), (2, 5), (2, 4), (3, 4), (3, 5), (4, 3), (4, 4), (5, 3), (5, 4), (6, 3), (10, 4))
        )
        op, words = "*", ["times", "times", "x", "*", "×", "multiplied by"]
    else:
        n, count = rng.randint(2, 30), rng.randint(3, 6)
        op, words = "+", ["plus", "plus", "plus", "+"]
    numbers = [n] * count
    if rng.random() < 0.45:
        numbers[rng.randrange(count)] = rng.randint(2, 9)
    expression: Expression = numbers[0]
    for number in numbers[1:]:
        expression = Operation(op, expression, number)
    word = rng.choice(words)
    return _asked(rng, wording.about(rng, f" {word} ".join(map(str, numbers))), expression)


def _gap(rng: random.Random) -> Problem:
    """The difference of two numbers in any order: the larger minus the smaller."""
    a, b = rng.sample(range(1, rng.choice((50, 100, 1000, 1000, 5000))), 2)
    slots = [wording.number(rng, str(each)) for each in (a, b)]
    form = fill(rng, rng.choice(_FORMS["gaps"]), a=slots[0], b=slots[1])
    question = wording.about(rng, form) if form.startswith(("the ", "diff")) else wording.dress(rng, form)
    return _asked(rng, question, Operation("-", max(a, b), min(a, b)))


def _negative(rng: random.Random) -> Problem:
    """Two negative numbers, or one, in signs without brackets and in words: `-7 times -8`, `minus 3 minus 9`."""
    a, b = -rng.randint(1, rng.choice((12, 12, 40))), rng.randint(2, 12) * rng.choice((-1, -1, -1, 1))
    if rng.random() < 0.2:
        a, b = -a, -abs(b)
    op = rng.choice("****/+-")
    if op == "/":
        a *= abs(b)
    written = [_minus(rng, n) for n in (a, b)]
    if op == "*" and rng.random() < 0.4:
        said = fill(rng, rng.choice(_FORMS["negatives"]), a=written[0], b=written[1])
    else:
        word = rng.choice({"+": ("plus", "+", "added to"), "-": ("minus", "-", "take away"),
                           "*": ("times", "times", "x", "*", "×", "multiplied by"),
                           "/": ("divided by", "/", "over")}[op])  # fmt: skip
        said = f"{written[0]} {word} {written[1]}"
    question = wording.dress(rng, said) if said.startswith("multiply") else wording.about(rng, said)
    return _asked(rng, question, Operation(op, a, b))


KINDS: tuple[Callable[[random.Random], Problem], ...] = (
    _beside, _beside, _beside, _beside, _pair, _pair, _one_after_another, _one_after_another, _one_after_another,
    _again_and_again, _gap, _gap, _negative, _negative,
)  # fmt: skip


def _minus(rng: random.Random, n: int) -> str:
    if n >= 0:
        return str(n)
    word = rng.choice(("-", "-", "-", "-", "−", "minus ", "negative ", "negative "))
    return f"({word}{-n})" if word == "-" and rng.random() < 0.15 else f"{word}{-n}"


def _part(rng: random.Random, kind: str, *, small: bool = False) -> Said:
    n = rng.randint(2, 9 if small else 30)
    m = rng.randint(2, 12)
    match kind:
        case "square":
            n = rng.randint(2, 9 if small else 15)
            expression: Expression = times(n, n)
        case "cube":
            n = rng.randint(2, 6)
            expression = Operation("*", times(n, n), n)
        case "double" | "triple":
            n = n if small else rng.choice((n, rng.randint(10, 99), rng.randint(100, 500)))
            expression = times(n, 2 if kind == "double" else 3)
        case "half" | "third" | "quarter":
            by = {"half": 2, "third": 3, "quarter": 4}[kind]
            n = by * rng.randint(2, 10 if small else 80)
            expression = divided(n, by)
        case "product":
            n = rng.randint(2, 12)
            expression = times(n, m)
        case "quotient":
            n = m * rng.randint(2, 12)
            expression = divided(n, m)
        case "sum_of":
            expression = Operation("+", n, m)
        case "difference_of":
            n += m
            expression = Operation("-", n, m)
        case _:
            expression = n
    return fill(rng, rng.choice(PARTS[kind]), n=n, m=m), expression


def _value(expression: Expression) -> int:
    value = solve(expression).value
    if not isinstance(value, int):
        raise OutOfRange("not whole")
    return value


def _asked(rng: random.Random, question: str, expression: Expression) -> Problem:
    steps, answer = worked(expression)
    key = "".join(tokens(expression))
    if rng.random() < SPELLED:
        question = _DIGITS.sub(lambda found: wording.number(rng, found[0], spelled=True), question)
    return problem(slipped(rng, question), steps, answer, opening=shown(expression), key=key)
