"""Puts the clauses of a story together: the question last or first, one sentence or several, telegram style."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise

from reasoning.seedling.tasks.words.objects.cast import THEY

_SENTENCE_START = re.compile(r"([.?!]\s+)([a-z])")
_DOZEN = re.compile(
    r"\b(the|these|those|all|another|her|his|my|our|your|their|first|last|other|'s) a dozen\b", re.IGNORECASE
)
_VOWEL = re.compile(r" a (?=eight|eleven|8|11\b|18\b)")
_SUPPOSE = (
    "suppose {}",
    "say {}",
    "imagine {}",
    "let's say {}",
    "assume {}",
    "imagine that {}",
    "so {}",
    "ok so {}",
)
_BEFORE = (
    "",
    "",
    "",
    "",
    "",
    "so ",
    "now ",
    "then ",
    "question: ",
    "tell me, ",
    "can you tell me: ",
    "i wonder, ",
)
_FRAGMENT_GAPS = (", ", ", ", ". ", " - ", "; ", " ", " and ", " & ")
_GAPS = (" and then ", ", then ", " and ", " and ", " and ", " but ", ", ", "; ")
_ASK_GAPS = (". ", ". ", ", ", ": ", " - ", " ", "; ", " -> ", ", so ", " = ")


def told(rng: random.Random, facts: Sequence[str], ask: str, plain: bool = False) -> str:
    """Whole sentences around a question; the simplest order where `plain`."""
    style = 0.0 if plain else rng.random()
    if style < 0.36:
        return ". ".join(facts) + ". " + ("" if plain else _pick(rng, _BEFORE)) + ask
    joined = _joined(rng, facts)
    if style < 0.52:
        return f"{joined}. {_pick(rng, _BEFORE)}{ask}"
    if style < 0.64:
        return f"{joined}, {ask}"
    if style < 0.74:
        then = ", then " if rng.random() < 0.3 else ", "
        return f"{_pick(rng, ('if', 'if', 'if', 'when', 'given that'))} {joined}{then}{ask}"
    if style < 0.84:
        return f"{ask} if {joined}"
    if style < 0.92:
        return f"{ask}? {'. '.join(facts) if rng.random() < 0.6 else joined}."
    opened = _pick(rng, _SUPPOSE).format(facts[0])
    return ". ".join([opened, *facts[1:], ask])


def noted(rng: random.Random, notes: Sequence[str], short: str) -> str:
    """Fragments as people type them into a search box."""
    if rng.random() < 0.12:
        return f"{short}? {', '.join(notes)}"
    return _pick(rng, _FRAGMENT_GAPS).join(notes) + _pick(rng, _ASK_GAPS) + short


def polished(text: str) -> str:
    """Single spaces, no gap before a stop, a capital letter where a sentence begins."""
    text = (
        _VOWEL.sub(" an ", " ".join(text.split()))
        .replace(" ,", ",")
        .replace(" .", ".")
        .replace(" ?", "?")
        .replace(" ;", ";")
    )
    if "a dozen" in text:
        text = _DOZEN.sub(r"\1 dozen", text)
    return _SENTENCE_START.sub(lambda found: found[1] + found[2].upper(), text)


def loosened(rng: random.Random, text: str) -> str:
    """Now and then without full stops between the sentences, or with line breaks."""
    style = rng.random()
    if style < 0.86:
        return text
    gap = ", " if style < 0.9 else " " if style < 0.94 else "\n" if style < 0.97 else " ... "
    head = text.rstrip(".")
    return (head.replace(". ", gap).lower() if gap != "\n" else head.replace(". ", ".\n")) + text[len(head) :]


def _joined(rng: random.Random, facts: Sequence[str]) -> str:
    """One sentence of all the facts; a subject that stays the same may be left out."""
    if len(facts) == 1:
        return facts[0]
    # "then" suits what somebody does, not what simply is so.
    gap = _pick(rng, _GAPS if all(fact.startswith(THEY) for fact in facts[1:]) else _GAPS[2:])
    parts = [facts[0]]
    for before, fact in pairwise(facts):
        again = THEY + " "
        if gap.startswith(" ") and fact.startswith(again) and before.startswith(again) and rng.random() < 0.6:
            fact = fact[2:]
        parts.append(fact)
    if len(parts) > 2 and gap.startswith(" "):
        return ", ".join(parts[:-1]) + gap + parts[-1]
    return gap.join(parts)


def _pick(rng: random.Random, options: Sequence[str]) -> str:
    return options[int(rng.random() * len(options))]
