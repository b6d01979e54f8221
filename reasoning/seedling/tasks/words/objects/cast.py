"""Who a story is about, and how they are named as the text goes on: "Anna ... she ... her", "I ... my"."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from reasoning.seedling.tasks.words.story import NAMES, RELATIVES, ROLES

# In a text under way these characters stand for the subject, its possessive and its object form.
THEY, THEIR, THEM = "\x01", "\x02", "\x03"
_MARK = re.compile("[\x01\x02\x03]")


@dataclass(frozen=True)
class Subject:
    """The main person: named fully once, afterwards by a pronoun or by the `later` name."""

    first: str
    later: str
    they: str
    their: str
    them: str
    agreement: int  # 0 for I, 1 for you and we, 2 for one other person


SPEAKER = Subject("I", "I", "I", "my", "me", 0)
_OTHERS = (SPEAKER, Subject("you", "you", "you", "your", "you", 1), Subject("we", "we", "we", "our", "us", 1))


def subject(rng: random.Random) -> Subject:
    """A name, the speaker, a role such as `a farmer`; sometimes you or we."""
    style = rng.random()
    if style < 0.42:
        return named(rng)
    if style < 0.7:
        return SPEAKER
    if style < 0.86:
        first, later, they, their, them = rng.choice(ROLES)
        return Subject(first, later, they, their, them, 2)
    return rng.choice(_OTHERS)


def named(rng: random.Random) -> Subject:
    name, they, their, them = rng.choice(NAMES)
    if they == "they":  # a singular they would need verbs of its own
        they, their, them = name, name + "'s", name
    return Subject(name, name, they, their, them, 2)


def other(rng: random.Random, apart_from: Subject) -> str:
    """Somebody else: a name, or `her brother`, whose possessive is a mark still to be resolved."""
    return f"{THEIR} {rng.choice(RELATIVES)}" if rng.random() < 0.45 else other_name(rng, apart_from)


def other_name(rng: random.Random, apart_from: Subject) -> str:
    """A name that the subject's pronoun cannot mean."""
    while (row := rng.choice(NAMES))[0] == apart_from.first or row[1] == apart_from.they:
        pass
    return row[0]


def resolve(rng: random.Random, text: str, who: Subject) -> str:
    """The text with the subject named where it first comes up and mostly by pronouns after that."""
    seen = False

    def name(found: re.Match[str]) -> str:
        nonlocal seen
        first, seen = not seen, True
        if who.agreement < 2:
            return {THEY: who.they, THEIR: who.their, THEM: who.them}[found[0]]
        if first or rng.random() < 0.15:
            known = who.first if first else who.later
            return known + "'s" if found[0] == THEIR else known
        return {THEY: who.they, THEIR: who.their, THEM: who.them}[found[0]]

    return _MARK.sub(name, text)
