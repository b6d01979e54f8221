"""Everyday stories about things and people: gaining, sharing, comparing, counting."""

from __future__ import annotations

import random
from collections.abc import Callable

from reasoning.seedling.tasks.words.objects import (
    ages,
    chains,
    change,
    comparing,
    complements,
    crowds,
    games,
    groups,
    legs,
    mixed,
    mixes,
    packing,
    parts,
    relations,
    routines,
    sharing,
    stocks,
)
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

Scenario = Callable[[Tale], Story]

# One calculation; mostly two; three to six.
EASY: tuple[Scenario, ...] = (
    *change.EASY,
    *groups.EASY,
    *sharing.EASY,
    *comparing.EASY,
    *ages.EASY,
    *parts.EASY,
    *crowds.EASY,
    *legs.EASY,
    *mixes.EASY,
)
MIDDLE: tuple[Scenario, ...] = (
    *change.MIDDLE,
    *groups.MIDDLE,
    *sharing.MIDDLE,
    *comparing.MIDDLE,
    *ages.MIDDLE,
    *parts.MIDDLE,
    *crowds.MIDDLE,
    *legs.MIDDLE,
    *chains.MIDDLE,
    *mixed.MIDDLE,
    *mixes.MIDDLE,
)
HARD: tuple[Scenario, ...] = (
    *comparing.HARD,
    *parts.HARD,
    *crowds.HARD,
    *legs.HARD,
    *chains.HARD,
    *mixed.HARD,
)
# Of daily life, in a stranger's words: one to four calculations.
EVERYDAY: tuple[Scenario, ...] = (
    *complements.ALL,
    *relations.ALL,
    *relations.ALL,
    *games.ALL,
    *packing.ALL,
    *routines.ALL,
    *stocks.ALL,
)
_EVERYDAY = (0.0, 0.3, 0.5, 0.0)  # by level, the share of these
_SHARES = ((1.0, 0.0), (0.5, 0.5), (0.2, 0.55), (0.0, 0.0))  # by level, of easy and of middling stories


def tell(rng: random.Random, level: int) -> Story:
    """One story; level 0 tells those of one step, 3 only the hard ones."""
    easy, middle = _SHARES[level]
    drawn = rng.random()
    tale = Tale(rng, level)
    if rng.random() < _EVERYDAY[level]:
        return rng.choice(EVERYDAY)(tale)
    if drawn < easy:
        return rng.choice(EASY)(tale)
    if drawn < easy + middle:
        return rng.choice(MIDDLE)(tale)
    tale.hard = True
    return rng.choice(HARD)(tale)
