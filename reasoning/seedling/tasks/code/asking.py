"""What people type when they want a function."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reasoning.seedling.tasks.code.describe import FORMS, JOINTS, joined, third
from reasoning.seedling.tasks.code.running import Case
from reasoning.seedling.wording import dress

TERSE = 0.15  # the share of questions in key words
SLOPPY = 0.12  # the share of questions with shortened words
MANNERS = ("third", "third", "third", "inf", "inf", "chat", "chat", "bare")
FRAGMENTS = 0.35  # the share of questions for a classic that are no sentence


@dataclass(frozen=True)
class Wish:
    """What a question says: imperatives, perhaps a name and an example. `exact` texts keep their letter case."""

    clauses: Sequence[str]
    name: str = ""
    arguments: str = ""
    example: Case | None = None
    notes: str = ""
    base: str = ""
    exact: bool = False
    fragment: str = ""


def ask(rng: random.Random, wish: Wish, plain: float) -> str:
    """The question; in the part `plain` of cases in one of the simplest forms."""
    simple = rng.random() < plain
    inside = bool(wish.name) and not simple and rng.random() < 0.6
    forms = "plain" if simple else "named" if inside else rng.choice(MANNERS)
    if wish.notes and not simple and not inside and rng.random() < TERSE:
        asked = str(rng.choice(FORMS["terse"])).format(
            base=rng.choice(FORMS["base"][wish.base]), notes=wish.notes
        )
    elif wish.fragment and not simple and not inside and rng.random() < FRAGMENTS:
        asked = str(rng.choice(FORMS["fragment"])).format(fragment=wish.fragment)
    else:
        joint = rng.choice(JOINTS)
        asked = str(rng.choice(FORMS[forms])).format(
            inf=joined(wish.clauses, joint),
            third=joined([third(clause) for clause in wish.clauses], joint),
            name=wish.name,
            arguments=wish.arguments,
        )
    if not inside and not wish.exact and not simple:
        asked = dress(rng, sloppy(rng, asked))
    elif rng.random() < 0.3:
        asked = asked[0].lower() + asked[1:]
    asked += _name(rng, wish, asked, inside)
    return asked + _example(rng, wish, asked)


def invented(rng: random.Random, name: str, share: float) -> str:
    """A name that a question asks for, in this share of cases; otherwise none."""
    if rng.random() >= share:
        return ""
    kind = rng.random()
    words: dict[str, list[str]] = FORMS["invented"]
    if kind < 0.2:
        return rng.choice(words["single"])
    if kind < 0.4:
        return name
    if kind < 0.6:
        return f"{rng.choice(words['verbs'])}_{name.split('_')[0]}"
    return f"{rng.choice(words['verbs'])}_{rng.choice(words['nouns'])}"


def sloppy(rng: random.Random, text: str) -> str:
    """The text with some words shortened or misspelled, in the part SLOPPY of cases."""
    if rng.random() >= SLOPPY:
        return text
    slips: dict[str, list[str]] = FORMS["slips"]
    for word in rng.sample(tuple(slips), len(slips) // 2):
        text = re.sub(rf"\b{word}\b", rng.choice(slips[word]), text)
    return text


def _name(rng: random.Random, wish: Wish, asked: str, inside: bool) -> str:
    if not wish.name or inside or (wish.example and rng.random() < 0.7):
        return ""
    stop = "" if asked[-1] in ".?!:" else "."
    return stop + str(rng.choice(FORMS["calling"])).format(name=wish.name)


def _example(rng: random.Random, wish: Wish, asked: str) -> str:
    if wish.example is None:
        return ""
    call = f"{wish.name}({wish.example.arguments})"
    form = str(rng.choice(FORMS["examples"]))
    stop = "" if asked[-1] in ".?!:" or form[0] == "\n" else rng.choice((".", ",", ":"))
    return stop + form.format(call=call, result=repr(wish.example.result))
