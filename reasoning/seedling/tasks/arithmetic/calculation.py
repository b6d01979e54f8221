"""From an expression to a problem: what every room of arithmetic shares."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from reasoning.seedling import wording
from reasoning.seedling.expressions import MAX_STEPS, Expression, Number, Operation, OutOfRange, shown, tokens
from reasoning.seedling.forms import fill
from reasoning.seedling.problem import Problem, answer_line, in_steps, meaning
from reasoning.seedling.solving import solve

FAMILY = "arithmetic"
MAX_REPLY = 300  # characters; nearly each of them is a token
ROUNDED = " (rounded)"
_ANSWER = re.compile(r"Answer: (-?\d+)")


def from_expression(expression: Expression, question: str, *, hard: bool = False) -> Problem:
    """The problem that asks for this expression in these words. Raises OutOfRange."""
    steps, answer = worked(expression, rounding=isinstance(expression, Operation) and expression.op == "/")
    key = "".join(tokens(expression))
    return problem(question, steps, answer, opening=shown(expression), key=key, hard=hard)


def worked(expression: Expression, *, rounding: bool = False) -> tuple[list[str], str]:
    """The steps and the answer of an expression. Raises OutOfRange, also for too many steps."""
    solution = solve(expression, rounding=rounding)
    if not 0 < len(solution.steps) <= MAX_STEPS:
        raise OutOfRange(f"{len(solution.steps)} steps")
    return solution.steps, solution.answer


def problem(
    question: str, steps: Sequence[str], answer: str, *, opening: str, key: str, hard: bool = False
) -> Problem:
    """A problem of this family. Raises OutOfRange where the reply would be too long."""
    reply = in_steps(steps, answer, opening)
    if len(reply) > MAX_REPLY:
        raise OutOfRange(f"{len(reply)} characters")
    return Problem(
        family=FAMILY,
        question=question,
        reply=reply,
        answer=answer,
        key=key.replace("×", "*"),  # the same expression in whatever words
        check=value_check(answer),
        hard=hard,
    )


def asked(rng: random.Random, forms: Mapping[str, Sequence[str]], **slots: str) -> str:
    """A question in one of these forms: about one of the `nouns`, where there are any, or one that is `asked`."""
    nouns = forms.get("nouns")
    if nouns and rng.random() < 0.6:
        return wording.about(rng, fill(rng, rng.choice(nouns), **slots))
    return wording.dress(rng, fill(rng, rng.choice(forms["asked"]), **slots))


def value_check(answer: str) -> Callable[[str], bool]:
    """A check for the same value, whether or not a rounded one is said to be rounded."""
    wanted = meaning(answer.removesuffix(ROUNDED))

    def check(reply: str) -> bool:
        line = answer_line(reply)
        return line is not None and meaning(line.removesuffix(ROUNDED)) == wanted

    return check


def divided(a: Expression, b: Expression) -> Operation:
    return Operation("/", a, b)


def times(a: Expression, b: Expression) -> Operation:
    return Operation("*", a, b)


def priced(value: Number, currency: str) -> str:
    """The number behind a currency sign, in cents where it has any: $12.50. Without a sign the number alone."""
    if not currency:
        return str(value)
    amount = str(abs(value)) if isinstance(value, int) else f"{abs(value):.2f}"
    return f"{'-' if value < 0 else ''}{currency}{amount}"


def answer_of(reply: str) -> int | None:
    """The whole number after the last `Answer:`, or None."""
    found = _ANSWER.findall(reply)
    return int(found[-1]) if found else None
