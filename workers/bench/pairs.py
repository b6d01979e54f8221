"""Pairs of problems that differ in one fact, made by the generators themselves.

A generator draws all that it tells from one source of randomness. The same source with one draw changed tells the same
problem but for what hangs on that draw: another number or another word. Where the right answer is then another, a fact
has changed; where it is the same, something irrelevant has.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reasoning.seedling.mixture import HARD
from reasoning.seedling.problem import Problem, is_held_out
from reasoning.seedling.tasks import FAMILIES, code, sequences

Kind = Literal["relevant", "irrelevant"]
KINDS: tuple[Kind, ...] = ("relevant", "irrelevant")
TRIES = 300  # changed draws for one pair, before another problem is taken
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+|[^\w\s]")
_SPOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two problems of a family. The reply to the first is right for the second as well only if it is 'irrelevant'."""

    kind: Kind
    first: Problem
    second: Problem


class Nudged(random.Random):
    """A source of randomness of which draw number `at` is another than `seed` says, by `other`. None are changed
    below 0; `drawn` counts them."""

    def __init__(self, seed: str, at: int = -1, other: int = 0) -> None:
        self.drawn = 0
        self._at = at
        self._other = random.Random(other)
        super().__init__(seed)

    def random(self) -> float:
        value = super().random()
        return self._other.random() if self._is_it() else value

    def getrandbits(self, k: int, /) -> int:
        value = super().getrandbits(k)
        return self._other.getrandbits(k) if self._is_it() else value

    def _is_it(self) -> bool:
        self.drawn += 1
        return self.drawn - 1 == self._at


def pairs(family: str, kind: Kind, count: int, seed: int) -> list[Pair]:
    """`count` pairs, all their problems held out from training, no first one twice."""
    found: dict[str, Pair] = {}
    for pair in _pairs(family, kind, seed):
        found.setdefault(pair.first.key, pair)
        if len(found) == count:
            break
    return list(found.values())


def _pairs(family: str, kind: Kind, seed: int) -> Iterator[Pair]:
    number = 0
    while True:
        number += 1
        source = f"pair:{family}:{kind}:{seed}:{number}"
        rng = Nudged(source)
        first = FAMILIES[family](rng, HARD)
        if is_held_out(first.key) and (second := _partner(source, rng.drawn, first, kind)):
            yield Pair(kind, first, second)


def _partner(source: str, draws: int, first: Problem, kind: Kind) -> Problem | None:
    """The first changed draw that makes a pair with `first`."""
    rng = random.Random(source)
    for _ in range(TRIES):
        changed = Nudged(source, rng.randrange(draws), rng.randrange(1 << 32))
        second = FAMILIES[first.family](changed, HARD)
        if is_held_out(second.key) and _differ(first, second, kind):
            return second
    return None


def _differ(first: Problem, second: Problem, kind: Kind) -> bool:
    """Whether the two are a pair of this kind. What costs most is looked at last: programs are run."""
    if kind == "irrelevant":
        if first.key != second.key or first.answer != second.answer:
            return False
        if _SPOKEN.findall(first.question.lower()) == _SPOKEN.findall(second.question.lower()):
            return False  # a comma or a capital letter is no fact
        return second.check(first.reply) and first.check(second.reply)
    if not one_fact(first, second):
        return False
    return not second.check(first.reply) and not first.check(second.reply)


def one_fact(first: Problem, second: Problem) -> bool:
    """Whether the questions differ in one number or word. A sequence's terms all hang on the one that was changed."""
    if first.family == sequences.FAMILY:
        if first.question == second.question:
            return False
        return _NUMBER.sub("#", first.question) == _NUMBER.sub("#", second.question)
    one, two = _WORD.findall(first.question), _WORD.findall(second.question)
    if len(one) != len(two):
        return False
    apart = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if first.family == code.FAMILY:
        return len(apart) == 1
    return len(apart) == 1 and all(word.isdigit() for word in apart[0])
