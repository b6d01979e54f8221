"""A story is told again with one number changed: what if it were 6 boxes, oh wait 5 broke, make it 8 hours."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

from reasoning.seedling import forms, wording
from reasoning.seedling.expressions import Expression, parse, shown
from reasoning.seedling.problem import Problem, in_steps
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks.followup.earlier import Amount, Earlier, operands, told, turns
from reasoning.seedling.tasks.followup.made import LINES, made, written

_TOLD: dict[str, Any] = tomllib.loads(Path(__file__).with_name("stories.toml").read_text())
STORIES: list[dict[str, Any]] = _TOLD["stories"]
MEASURES = (
    "km",
    "miles",
    "pages",
    "minutes",
    "laps",
    "lengths",
    "push-ups",
    "chapters",
    "words",
    "hours",
    "cups",
    "steps",
)
PEOPLE = ("people", "passengers", "kids", "guests", "students", "children", "visitors", "players")
NAMES = (
    "Sara",
    "Ben",
    "Mia",
    "Tom",
    "Lena",
    "Omar",
    "Ana",
    "Jack",
    "Priya",
    "Noah",
    "Ella",
    "Ravi",
    "mum",
    "my sister",
    "Leo",
)
_PRICES = (
    ("${}", "$"),
    ("${}", "$"),
    ("{} dollars", "$"),
    ("{} bucks", "$"),
    ("€{}", "€"),
    ("{} euros", "€"),
    ("£{}", "£"),
    ("{} pounds", "£"),
)
_LETTER = re.compile(r"[a-d]")


def swapped(rng: random.Random, level: int) -> Problem | None:
    """The story's calculation with the new number."""
    plan = rng.choice(STORIES)
    numbers = {name: rng.randint(*size) for name, size in plan["sizes"].items()}
    name = rng.choice(tuple(plan["nouns"]))
    changed = numbers | {name: rng.randint(*plan["sizes"][name])}
    if plan["expr"] == "a/b":
        for each in (numbers, changed):
            each["a"] *= each["b"]
        if name == "b":
            numbers["a"] = changed["a"] = numbers["b"] * changed["b"] * rng.randint(1, 3)
    if changed[name] == numbers[name]:
        return None
    price, sign = rng.choice(_PRICES)
    one, many = rng.choice(LINES["holders"])
    names = rng.sample(NAMES, 3)
    slots: dict[str, object] = {
        "holder": one, "holders": many, "things": rng.choice(LINES["things"]), "measure": rng.choice(MEASURES),
        "people": rng.choice(PEOPLE), "name": names[0], "other": names[1], "third": names[2],
    }  # fmt: skip
    amount = (
        Amount(0, sign) if plan.get("money") else Amount(0, "", f" {forms.fill(rng, plan['unit'], **slots)}")
    )
    shape = str if plan.get("money") else lambda number: written(rng, number)  # €eight is no price
    texts = {slot: shape(number) for slot, number in numbers.items()}
    question = wording.dress(rng, _filled(rng, rng.choice(plan["text"]), price, slots | texts))
    first, expression = (_expression(plan["expr"], values) for values in (numbers, changed))
    earlier = _earlier(rng, question, first, amount)
    reply, answer = told(expression, amount)
    asked = _asked(rng, plan, name, list(numbers.values()))
    new = {"n": shape(changed[name]), "old": str(numbers[name])}
    key = f"swapped:{shown(first)}:{shown(expression)}"
    return made(
        wording.dress(rng, _filled(rng, asked, price, slots | texts | new)),
        reply,
        turns(rng, [earlier]),
        key,
        answer,
    )


def _asked(rng: random.Random, plan: dict[str, Any], name: str, numbers: list[int]) -> str:
    style = rng.random()
    if style < 0.12 and len(set(numbers)) == len(numbers):
        return str(rng.choice(_TOLD["bare"]))
    kind = "nouns" if style < 0.6 else "says"
    return str(rng.choice(_TOLD[kind])).replace("#", rng.choice(plan[kind][name]))


def _filled(rng: random.Random, text: str, price: str, slots: dict[str, object]) -> str:
    text = re.sub(r"\{\$([a-z])\}", lambda found: price.format(f"{{{found[1]}}}"), text)
    return forms.fill(rng, text, **slots)


def _expression(plan: str, numbers: dict[str, int]) -> Expression:
    return parse(_LETTER.sub(lambda found: str(numbers[found[0]]), plan))


def _earlier(rng: random.Random, question: str, expression: Expression, amount: Amount) -> Earlier:
    """As calculations or as word problems are answered: with what is left to do, or a unit in each step."""
    reply, answer = told(expression, amount)
    steps = [step.partition(" → ")[0] for step in solve(expression).steps]
    if rng.random() < 0.5 and len(steps) == len(operands(expression)) - 1:
        reply = in_steps([step + amount.unit for step in steps], answer)
    return Earlier(question, reply, answer)
