"""Scenarios whose forms are composed: facts and questions in any order, with chatty openings and closings."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import Scene, cast, load, number
from reasoning.seedling.tasks.words.measures.work import Number, Work, singular

_GROUPS = {
    "hi": "|||||||||||hi, |hey, |hello, |ok so |so |right, |quick one: |hiya, |umm |help me please: |just checking: "
    "|hi there! |quick question, |a little sum: |good morning. |i'm stuck. |sorry, one more: |silly question: ",
    "bye": "||||||||||||| pls| please| thanks| thx| ta|, do you know|, any idea",
    "aside": "||||||||||||||||| lol| haha| (phew)",
}
Sections = dict[str, dict[str, "list[str] | str"]]


def composed(module: str) -> Sections:
    """The forms beside a module, made of each scenario's `facts` and `asks`."""
    sections: Sections = {}
    for name, section in load(module).items():
        facts, asks = section["facts"], section["asks"]
        plain = [f"{fact}. {asks[0]}" for fact in facts]
        forms = [f"{{hi}}{fact}{{aside}}. {ask}{{bye}}" for fact in facts for ask in asks]
        forms += [f"{{hi}}{fact}, {ask}{{bye}}" for fact in facts for ask in asks[:2]]
        forms += [f"{{hi}}{ask}? {fact}" for fact in facts for ask in asks]
        own = {key: text for key, text in section.items() if isinstance(text, str)}
        sections[name] = {**_GROUPS, **own, "forms": plain + forms}
    return sections


def told(rng: random.Random, form: str, work: Work, answer: str, **slots: Number | str) -> Scene:
    """A scene whose slots are texts, or numbers that are still to be written."""
    values = cast(rng)
    for name, slot in slots.items():
        values[name] = slot if isinstance(slot, str) else number(rng, slot)
    return Scene(form, values, work, answer)


def fits(work: Work, whole: int, size: int, things: str) -> tuple[list[int], int]:
    """How often `size` goes into `whole`, digit by digit of the quotient: its parts, and what is left over."""
    parts = []
    rest, place = whole, 1
    while size * place * 10 <= whole:
        place *= 10
    while place:
        if digit := rest // (size * place):
            parts.append(digit * place)
            taken = work.times(digit * place, size, things)
            left = rest - int(taken)
            last = left < size
            tail = f"{singular(things) if left == 1 else things} left over" if last else things
            work.note(f"{rest}-{taken}={left} {tail}")
            rest = left
        place //= 10
    return parts or [0], rest


def rounded_up(work: Work, whole: int, size: int, things: str, holders: str) -> int:
    """Holders for all the things: one more where something is left over."""
    if whole % size == 0:
        return divided(work, whole, size, holders)
    parts, _ = fits(work, whole, size, things)
    return int(work.plus(*parts, 1, unit=holders))


def rounded_down(work: Work, whole: int, size: int, things: str, holders: str) -> int:
    """Full holders only."""
    if whole % size == 0:
        return divided(work, whole, size, holders)
    parts, _ = fits(work, whole, size, things)
    return int(work.plus(*parts, unit=holders)) if len(parts) > 1 else parts[0]


def divided(work: Work, whole: int, size: int, unit: str) -> int:
    """A division without rest; with a large divisor and a quotient of two digits in two parts."""
    count = whole // size
    head = count // 10 * 10
    if size <= 12 or count < 11 or head == count or count > 99 or size % 10 == 0:
        return int(work.over(whole, size, unit))
    first = work.over(head * size, size, unit)
    rest = work.minus(whole, head * size, unit="")
    second = work.over(rest, size, unit)
    return int(work.plus(first, second, unit=unit))
