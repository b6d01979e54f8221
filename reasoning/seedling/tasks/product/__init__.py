"""Questions about the product, answered from facts in the system text that differ each time."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path

from reasoning.seedling import forms, wording
from reasoning.seedling.facts import PlanFacts, facts_text
from reasoning.seedling.problem import Problem, Turn
from reasoning.seedling.tasks.product.catalogue import catalogue
from reasoning.seedling.tasks.product.prose import PROSE
from reasoning.seedling.tasks.product.said import Said
from reasoning.seedling.tasks.product.several import SEVERAL
from reasoning.seedling.tasks.product.single import SINGLE
from reasoning.seedling.tasks.product.sums import SUMS

FAMILY = "product"
_LINES = tomllib.loads(Path(__file__).with_name("forms.toml").read_text())
FORMS: dict[str, list[str]] = _LINES["forms"]
NAMED: list[str] = _LINES["named"]
OTHER_PLAN: list[str] = _LINES["other_plan"]
OTHER_THING: dict[str, list[str]] = _LINES["other_thing"]
WEIGHTS = {"single": 0.42, "several": 0.24, "prose": 0.16, "sums": 0.08, "after": 0.10}
EASY_WEIGHTS = {"single": 0.8, "several": 0.1, "prose": 0.1, "sums": 0.0, "after": 0.0}
# Which questions about the same plan may follow one another: "and yearly?", "and thinking?"
NEXT = {
    "price": "yearly",
    "monthly": "yearly",
    "yearly": "monthly",
    "fast": "think",
    "think": "fast",
    "paths": "steps",
}


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A question about a random catalogue; `level` 0 asks mostly about one plan."""
    plans = catalogue(rng)
    weights = EASY_WEIGHTS if level == 0 else WEIGHTS
    room = rng.choices(tuple(weights), tuple(weights.values()))[0]
    if room == "after":
        return _after(rng, plans)
    said = _said(rng, plans, room)
    return _problem(_ask(rng, said), said, plans)


def with_facts(rng: random.Random, problem: Problem) -> Problem:
    """The same problem with a random catalogue in view, which it does not need."""
    return replace(problem, system=facts_text(catalogue(rng)))


def _said(rng: random.Random, plans: tuple[PlanFacts, ...], room: str) -> Said:
    if room == "sums" and (said := rng.choice(tuple(SUMS.values()))(rng, plans)):
        return said
    if room in ("single", "sums"):
        return rng.choice(tuple(SINGLE.values()))(rng.choice(plans))
    return rng.choice(tuple((SEVERAL if room == "several" else PROSE).values()))(rng, plans)


def _after(rng: random.Random, plans: tuple[PlanFacts, ...]) -> Problem:
    """A question that needs the one before it: `and Team?`, `what about yearly?`"""
    kind, plan = rng.choice(tuple(SINGLE)), rng.choice(plans)
    first = SINGLE[kind](plan)
    if kind in NEXT and rng.random() < 0.4:
        said = SINGLE[NEXT[kind]](plan)
        asked = forms.fill(rng, rng.choice(OTHER_THING[said.kind]))
    else:
        other = rng.choice([each for each in plans if each is not plan])
        said = SINGLE[kind](other)
        asked = forms.fill(rng, rng.choice(OTHER_PLAN), plan=_named(rng, other.name))
    history = (("user", _ask(rng, first)), ("assistant", first.reply))
    return _problem(wording.dress(rng, asked), said, plans, history)


def _ask(rng: random.Random, said: Said) -> str:
    slots = {key: _named(rng, text) if key in ("plan", "other") else text for key, text in said.slots.items()}
    slots = {key: forms.fill(rng, text) for key, text in slots.items()}
    return wording.dress(rng, forms.fill(rng, rng.choice(FORMS[said.kind]), **slots))


def _named(rng: random.Random, name: str) -> str:
    return forms.fill(rng, rng.choice(NAMED), name=name)


def _problem(
    question: str, said: Said, plans: tuple[PlanFacts, ...], history: tuple[Turn, ...] = ()
) -> Problem:
    # A reply that names no number is the same for every catalogue: then the catalogue tells problems apart.
    about = said.reply if said.slots else "/".join(f"{plan.name}{plan.fast}{plan.paths}" for plan in plans)
    return Problem(
        family=FAMILY,
        question=question,
        reply=said.reply,
        answer=said.answer,
        key=f"{said.kind}:{','.join(said.slots.values())}:{about}",
        check=lambda reply: said.accepts(reply, plans),
        history=history,
        system=facts_text(plans),
    )
