"""Word problems about money: shopping, bills, offers, work, plans."""

from __future__ import annotations

import random
from collections.abc import Callable

from reasoning.seedling.tasks.words.shopping import (
    baskets,
    bills,
    counter,
    earnings,
    hard,
    offers,
    plans,
    shares,
    tariffs,
    work,
)
from reasoning.seedling.tasks.words.shopping.draft import Draft, Money, Teller, Told
from reasoning.seedling.tasks.words.shopping.ledger import ledger
from reasoning.seedling.tasks.words.shopping.till import Till, Unfit
from reasoning.seedling.tasks.words.story import Story

Scene = Callable[[random.Random, Till], Told]
_ROOMS = (baskets, bills, offers, work, plans)
EASY: tuple[Scene, ...] = tuple(scene for room in _ROOMS for scene in room.EASY)
MIDDLE: tuple[Scene, ...] = tuple(scene for room in _ROOMS for scene in room.MIDDLE)
FULL: tuple[Scene, ...] = tuple(scene for room in _ROOMS for scene in room.FULL)
_DAILY = (tariffs, shares, counter, earnings)  # what daily life asks
DAILY_MIDDLE: tuple[Scene, ...] = tuple(scene for room in _DAILY for scene in room.MIDDLE)
DAILY: tuple[Scene, ...] = DAILY_MIDDLE + tuple(scene for room in _DAILY for scene in room.FULL)
HARD: tuple[Scene, ...] = (*hard.HARD, *tariffs.HARD, *earnings.HARD)
_TIERS = (EASY, MIDDLE, FULL, DAILY_MIDDLE, DAILY, HARD)
LEDGERS = 0.3  # the part of the hard stories that follow one person's money
# How often each tier is chosen, by level.
WEIGHTS = (
    (1, 0, 0, 0, 0, 0),
    (3, 5, 0, 2, 0, 0),
    (9, 22, 5, 0, 50, 14),
    (0, 0, 0, 0, 0, 1),
)


def tell(rng: random.Random, level: int) -> Story:
    """A story about money; `level` 3 tells only hard ones."""
    return Teller(rng, draw(rng, level), level).story()


def draw(rng: random.Random, level: int) -> Draft:
    """The numbers and equations of a story."""
    (tier,) = rng.choices(_TIERS, weights=WEIGHTS[level])
    # The scene stays the same until its numbers fit, so that no scene is rarer for being hard to fit.
    is_hard = tier is HARD
    scene = None if is_hard and rng.random() < LEDGERS else rng.choice(tier)
    while True:
        till = Till(level)
        try:
            if scene is None:
                return ledger(rng, till)
            slots, answer = scene(rng, till)
        except Unfit:
            continue
        if any(isinstance(slot, Money) and slot.cents <= 0 for slot in slots.values()):
            continue  # nothing costs less than nothing
        return Draft(scene.__name__, slots, tuple(till.steps), answer, hard=is_hard)
