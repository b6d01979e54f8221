"""Near misses: knowledge with numbers, problems that lack their decisive number, and functions in other languages."""

from __future__ import annotations

import random
import re
from typing import Any

from reasoning.seedling import wording
from reasoning.seedling.tasks.careless import typed
from reasoning.seedling.tasks.code import classics, pipeline
from reasoning.seedling.tasks.code.describe import clauses, joined, notes, third
from reasoning.seedling.tasks.either import expand
from reasoning.seedling.tasks.offtopic.filling import NUMBERS, SLOTS, fill, framed, lines, slots_of

_LINES: dict[str, Any] = lines("near")
FACTS: list[str] = _LINES["facts"]
LACKING: list[str] = _LINES["lacking"]
WISHES: list[str] = _LINES["wishes"]
SUMS: list[str] = _LINES["sums"]
LANGUAGES: list[str] = _LINES["code"]["languages"]
FORMS: list[str] = _LINES["code"]["forms"]
NEAR_SLOTS: dict[str, list[str]] = {**SLOTS, **_LINES["slots"]}
_NUMBER = re.compile(r"(?<![$\d.:,])\b\d{1,2}\b(?![%\d:.])")


def whole(rng: random.Random, template: str) -> str:
    """A template with either-or choices inside others resolved from the inside."""
    return expand(rng, expand(rng, expand(rng, template)))


def facts(rng: random.Random) -> str:
    """General knowledge with numbers and units in it."""
    return _said(rng, fill(rng, whole(rng, rng.choice(FACTS)), NEAR_SLOTS))


def wishes(rng: random.Random) -> str:
    """Poems about mathematics, opinions, errands, and what nobody has told it."""
    return _said(rng, fill(rng, whole(rng, rng.choice(WISHES)), NEAR_SLOTS))


def lacking(rng: random.Random) -> str:
    """A word problem without the number that decides it."""
    told = whole(rng, rng.choice(LACKING))
    for slot in slots_of(told):
        if slot in NUMBERS:
            told = told.replace(f"{{{slot}}}", str(NUMBERS[slot](rng)), 1)
        else:  # the same person or thing wherever it is named
            told = told.replace(f"{{{slot}}}", rng.choice(NEAR_SLOTS[slot]))
    if rng.random() < 0.2:
        told = _NUMBER.sub(lambda found: wording.spelled_out(int(found[0])), told)
    told = re.sub(r"(?<=\. )[a-z]", lambda found: found[0].upper(), told) if rng.random() < 0.6 else told
    return _said(rng, told)


def sums(rng: random.Random) -> str:
    """A calculation or a word problem in another language."""
    told = fill(rng, whole(rng, rng.choice(SUMS)), NEAR_SLOTS)
    return told + rng.choice(("", "", "?", "?", " ?", "."))


def languages(rng: random.Random) -> str:
    """A function that would be written in Python, but is wanted in another language."""
    if rng.random() < 0.75:
        classic = classics.pick(rng)
        said, short = [expand(rng, rng.choice(classic.asks))], expand(rng, rng.choice(classic.shorts))
    else:
        wanted = pipeline.draw(rng, rng.choice((1, 1, 2, 2, 3)))
        said, short = clauses(rng, wanted), notes(rng, wanted)
    form = whole(rng, rng.choice(FORMS))
    for slot, text in (
        ("lang", rng.choice(LANGUAGES)),
        ("third", joined([third(clause) for clause in said])),
        ("inf", joined(said)),
        ("short", short),
    ):
        form = form.replace(f"{{{slot}}}", text)
    return wording.dress(rng, typed(rng, form, 0.08))


def _said(rng: random.Random, question: str) -> str:
    if rng.random() < 0.25:
        return typed(rng, question, 0.4)
    return wording.dress(rng, typed(rng, framed(rng, question), 0.15))
