"""What was said before: a question with its reply, as the product keeps it in the conversation."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reasoning.seedling import wording
from reasoning.seedling.expressions import (
    MAX_STEPS,
    Expression,
    Number,
    Operation,
    OutOfRange,
    parse,
    shown,
    tokens,
    trimmed,
)
from reasoning.seedling.problem import Turn, in_steps, is_held_out
from reasoning.seedling.solving import solve

WHOLE = 0.55  # how often the earlier answer was a fast one, which is kept with its steps
SOLVED = ("words", "words", "arithmetic", "equations", "sequences")
_AMOUNT = re.compile(r"(?:[a-z] = )?([$€£]?)(-?\d+(?:\.\d+)?)( [a-z][a-z° -]*)?")
_NOT_UNITS = frozenset((" am", " pm", " remainder"))
# Units that can be broken and do not come and go like things.
MEASURES = frozenset(
    re.findall(
        r"\S+",
        """
        years months weeks days hours minutes seconds km m cm mm metres meters kilometres kilometers centimetres
        centimeters miles feet inches yards square cubic litres liters ml millilitres grams g kg kilograms mg pounds
        ounces tons tonnes degrees mph percent calories cents dollars euros points per a
        """,
    )
)
_SIZES = {"a": (2, 12), "b": (11, 99), "c": (101, 999), "d": (1001, 9999)}
_SHAPES = (
    "a+b", "b+b", "b-a", "b+c", "c-b", "c+c", "d-c", "d+d", "a*a", "a*b", "b*a", "b*b", "a*c", "a*b+a", "a*b-a",
    "b*b-b", "b*b+b", "b+b+b", "b+a*b", "(b+a)*a", "(b-a)*a", "b-a+c",
)  # fmt: skip
_LETTER = re.compile(r"[a-d]")


@dataclass(frozen=True)
class Amount:
    """A number with what stands around it: `$` before, ` apples` behind."""

    number: Number
    sign: str = ""
    unit: str = ""

    def text(self, number: Number) -> str:
        """An answer of the same kind with another number: `$12.50`, `31 apples`. Raises OutOfRange where things would
        be negative, broken, or one (its noun is then another word)."""
        if self.sign:
            if number < 0 or Decimal(number) * 100 % 1:
                raise OutOfRange(f"{self.sign}{number}")
            return f"{self.sign}{number}" if isinstance(number, int) else f"{self.sign}{number:.2f}"
        broken = MEASURES.isdisjoint(self.unit.split()) and (number < 2 or not isinstance(number, int))
        if self.unit and (broken or number <= 0 or number == 1):
            raise OutOfRange(f"{number}{self.unit}")
        return f"{number}{self.unit}"


@dataclass(frozen=True)
class Earlier:
    """A solved question; `expression` where it was a plain calculation."""

    question: str
    reply: str
    answer: str
    expression: Expression | None = None

    @property
    def steps(self) -> list[str]:
        """The calculations of the reply's steps, unnumbered."""
        return [line.partition(". ")[2] for line in self.reply.split("\n") if re.match(r"\d\. ", line)]

    @property
    def opening(self) -> str:
        """The line before the steps, or nothing."""
        first = self.reply.partition("\n")[0]
        return "" if re.match(r"\d\. |Answer", first) else first

    @property
    def amount(self) -> Amount | None:
        """The answer as a number with its unit; None for anything else."""
        found = _AMOUNT.fullmatch(self.answer)
        if not found or found[3] in _NOT_UNITS:
            return None
        number = trimmed(Decimal(found[2])) if "." in found[2] else int(found[2])
        if found[3] and number < 2:
            return None
        return Amount(number, found[1], found[3] or "")


def calculation(rng: random.Random, level: int) -> Earlier:
    """A calculation of two or three whole numbers."""
    shapes = _SHAPES[:6] if level == 0 else _SHAPES
    while True:
        shape = rng.choice(shapes)
        try:
            return worked(rng, parse(_LETTER.sub(lambda found: str(rng.randint(*_SIZES[found[0]])), shape)))
        except OutOfRange:
            continue


def worked(rng: random.Random, expression: Expression) -> Earlier:
    """The calculation, asked in one of many ways. Raises OutOfRange."""
    reply, answer = told(expression)
    return Earlier(wording.ask(rng, tokens(expression), 0.5), reply, answer, expression)


def told(expression: Expression, amount: Amount | None = None, opening: str = "") -> tuple[str, str]:
    """The reply in steps and the answer, with the sign and unit of `amount`; without an `opening` it begins with the
    expression. Raises OutOfRange."""
    if is_held_out("".join(tokens(expression))):
        raise OutOfRange("kept for evaluation")
    solution = solve(expression)
    if not 0 < len(solution.steps) <= MAX_STEPS:
        raise OutOfRange(f"{len(solution.steps)} steps")
    answer = (amount or Amount(0)).text(solution.value)
    steps = list(solution.steps)
    if amount and amount.unit:
        steps[-1] += amount.unit
    return in_steps(steps, answer, opening or shown(expression)), answer


def from_family(rng: random.Random, name: str, level: int) -> Earlier | None:
    """A problem of another task family, where there is such a family."""
    from reasoning.seedling.tasks import FAMILIES  # it imports this package

    if name not in FAMILIES:
        return None
    problem = FAMILIES[name](rng, min(level, 1))
    while is_held_out(problem.key):
        problem = FAMILIES[name](rng, min(level, 1))
    return Earlier(problem.question, problem.reply, problem.answer)


def solved(rng: random.Random, level: int) -> Earlier:
    """Something solved in steps: mostly a calculation, else a problem of another family."""
    if rng.random() < 0.55:
        return calculation(rng, level)
    return from_family(rng, rng.choice(SOLVED), level) or calculation(rng, level)


def turns(rng: random.Random, earlier: Sequence[Earlier], whole: bool | None = None) -> tuple[Turn, ...]:
    """The conversation so far; `whole` says whether answers are kept with their steps (None: some)."""
    out: list[Turn] = []
    for each in earlier:
        kept = rng.random() < WHOLE if whole is None else whole
        out += [
            ("user", each.question),
            ("assistant", each.reply if kept or not each.answer else each.answer),
        ]
    return tuple(out)


def whole_number(earlier: Earlier) -> int | None:
    """The answer where it is a plain whole number."""
    amount = earlier.amount
    return (
        amount.number
        if amount and not (amount.unit or amount.sign) and isinstance(amount.number, int)
        else None
    )


def operands(expression: Expression) -> list[Number]:
    """Its numbers, left to right."""
    if not isinstance(expression, Operation):
        return [expression]
    return [*operands(expression.left), *operands(expression.right)]


def replaced(expression: Expression, place: int, number: int) -> Expression:
    """The expression with its operand number `place` (from 0) exchanged."""

    def visit(part: Expression, at: int) -> tuple[Expression, int]:
        if not isinstance(part, Operation):
            return (number if at == place else part), at + 1
        left, at = visit(part.left, at)
        right, at = visit(part.right, at)
        return Operation(part.op, left, right), at

    return visit(expression, 0)[0]
