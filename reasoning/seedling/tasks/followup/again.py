"""The same question with something else in it: 50 instead of 48, plus instead of times, five boxes instead of three."""

from __future__ import annotations

import random
from typing import Any

from reasoning.seedling import forms, wording
from reasoning.seedling.expressions import Expression, Operation, shown, tokens
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks.followup.earlier import (
    Amount,
    Earlier,
    calculation,
    operands,
    replaced,
    told,
    turns,
)
from reasoning.seedling.tasks.followup.made import FORMS, LINES, ask, made, written

STORIES: list[dict[str, Any]] = LINES["stories"]
THINGS: list[str] = LINES["things"]
HOLDERS: list[list[str]] = LINES["holders"]
_WORDS = {"+": ("plus", "adding"), "-": ("minus", "subtracting"), "*": ("times", "multiplying")}


def instead(rng: random.Random, level: int) -> Problem | None:
    """One number is exchanged: `same with 50 instead of 48`."""
    earlier = calculation(rng, level)
    numbers = operands(_whole(earlier))
    place = rng.randrange(len(numbers))
    old = numbers[place]
    if numbers.count(old) > 1:
        return None
    new = _near(rng, int(old))
    expression = replaced(_whole(earlier), place, new)
    asked = ask(rng, "instead", old=written(rng, int(old)), new=written(rng, new))
    return _problem(rng, earlier, asked, expression, "instead")


def another(rng: random.Random, level: int) -> Problem | None:
    """A calculation that is much like the one before: `what about 38*48?`"""
    earlier = calculation(rng, level)
    expression = _whole(earlier)
    for place, old in enumerate(operands(expression)):
        if place == 0 or rng.random() < 0.5:
            expression = replaced(expression, place, _near(rng, int(old)))
    asked = forms.fill(rng, rng.choice(FORMS["another"])).replace(
        "#", wording.written(rng, tokens(expression))
    )
    return _problem(rng, earlier, wording.dress(rng, asked), expression, "another")


def other_sign(rng: random.Random, level: int) -> Problem | None:
    """Two numbers with another operation: `and plus instead of times?`"""
    earlier = calculation(rng, level)
    expression = _whole(earlier)
    if not isinstance(expression, Operation) or any(
        isinstance(part, Operation) for part in (expression.left, expression.right)
    ):
        return None
    op = rng.choice([sign for sign in _WORDS if sign != expression.op])
    asked = ask(rng, "other_sign", old=_WORDS[expression.op][0], new=_WORDS[op][0], doing=_WORDS[op][1])
    return _problem(rng, earlier, asked, Operation(op, expression.left, expression.right), "sign")


def story(rng: random.Random, level: int) -> Problem | None:
    """A small story of two numbers, one of which changes: `and if there were 5 boxes?`"""
    plan = rng.choice(STORIES)
    one, many = rng.choice(HOLDERS)
    slots: dict[str, object] = {"things": rng.choice(THINGS), "holder": one, "holders": many}
    sizes = {"a": plan["sizes"][0], "b": plan["sizes"][1]}
    numbers = {name: rng.randint(*size) for name, size in sizes.items()}
    name = rng.choice([slot for slot in ("a", "b") if plan[slot]])
    changed = numbers | {name: rng.randint(*sizes[name])}
    if plan["op"] == "/":
        for each in (numbers, changed):
            each["a"] *= each["b"]
        if name == "b":
            changed["a"] = numbers["a"] = numbers["b"] * changed["b"] * rng.randint(1, 4)
        elif changed["b"] != numbers["b"]:
            return None
    if changed[name] == numbers[name]:
        return None
    amount = Amount(0, plan["sign"], forms.fill(rng, plan["unit"], **slots))
    amount = Amount(0, amount.sign, f" {amount.unit}" if amount.unit else "")
    first = Operation(plan["op"], numbers["a"], numbers["b"])
    texts = {slot: written(rng, number) for slot, number in numbers.items()}
    question = wording.dress(rng, forms.fill(rng, rng.choice(plan["text"]), **slots, **texts))
    earlier = Earlier(question, *told(first, amount))
    expression = Operation(plan["op"], changed["a"], changed["b"])
    reply, answer = told(expression, amount)
    asked = forms.fill(rng, rng.choice(plan[name]), **slots, n=written(rng, changed[name]))
    asked = forms.fill(rng, rng.choice(FORMS["if"])).replace("#", asked)
    key = f"story:{shown(first)}:{shown(expression)}"
    return made(wording.dress(rng, asked), reply, turns(rng, [earlier]), key, answer)


def _problem(rng: random.Random, earlier: Earlier, asked: str, expression: Expression, kind: str) -> Problem:
    reply, answer = told(expression)
    key = f"{kind}:{shown(_whole(earlier))}:{shown(expression)}"
    return made(asked, reply, turns(rng, [earlier]), key, answer)


def _whole(earlier: Earlier) -> Expression:
    assert earlier.expression is not None
    return earlier.expression


def _near(rng: random.Random, number: int) -> int:
    """Another number of about the same size."""
    while True:
        new = rng.choice(
            (number + rng.choice((-2, -1, 1, 2, 10)), rng.randint(2, max(3, number * 2)), round(number, -1))
        )
        if new > 1 and new != number:
            return new
