"""Everyday measures: time, speed, rates, units, simple geometry, told in thousands of ways."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures import (
    calendar,
    clock,
    convert,
    equal,
    hard,
    household,
    journeys,
    motion,
    progress,
    quantities,
    rates,
    rounding,
    space,
    supply,
    weeks,
    yearly,
)
from reasoning.seedling.tasks.words.measures.scene import GROUPS, Scenario, Scene
from reasoning.seedling.tasks.words.measures.spelling import respelled
from reasoning.seedling.tasks.words.measures.templates import expand
from reasoning.seedling.tasks.words.story import Story
from reasoning.seedling.wording import dress

MODULES = (motion, clock, calendar, convert, rates, household, space, quantities, equal)
EASY: tuple[Scenario, ...] = tuple(scenario for module in MODULES for scenario in module.EASY)
MIDDLE: tuple[Scenario, ...] = tuple(scenario for module in MODULES for scenario in module.MIDDLE)
HARD: tuple[Scenario, ...] = hard.HARD
CHAT = (weeks, rounding, journeys, supply, progress, yearly)
EVERYDAY: tuple[Scenario, ...] = tuple(scenario for module in CHAT for scenario in module.EVERYDAY)
# By level: how often easy, middle and hard scenarios are drawn.
SHARES = ((1.0, 0.0, 0.0), (0.5, 0.5, 0.0), (0.3, 0.5, 0.2), (0.0, 0.0, 1.0))
FORMS = {name: forms for module in (*MODULES, hard, *CHAT) for name, forms in module.FORMS.items()}
EVERYDAY_SHARE = (0.0, 0.4, 0.5, 0.0)  # by level: how often what people ask day by day comes instead
PLAIN_FORMS = 3  # the first forms of a scenario are its plainest


def tell(rng: random.Random, level: int = 2) -> Story:
    """A story of this level (0 to 3, 3 only hard ones) in one of its many forms."""
    easy, middle, _ = SHARES[level]
    draw = rng.random()
    tier = EASY if draw < easy else MIDDLE if draw < easy + middle else HARD
    tier = EVERYDAY if rng.random() < EVERYDAY_SHARE[level] else tier
    scene = rng.choice(tier)(rng)
    while level == 0 and len(scene.work.steps) > 1:
        scene = rng.choice(tier)(rng)
    text = worded(rng, scene, plain=level == 0)
    steps, answer = tuple(scene.work.steps), scene.answer
    text, steps, answer = respelled(rng, text, steps, answer)
    if level > 0 or rng.random() < 0.3:
        text = dress(rng, text)
    else:
        text = text.rstrip(".") + ("" if text.endswith("?") else "?")
    key = "|".join(("measures", scene.form, scene.extra, *scene.work.steps))
    return Story(text=text, steps=steps, answer=answer, key=key, hard=tier is HARD)


def worded(rng: random.Random, scene: Scene, *, plain: bool = False) -> str:
    """The scene in one of its forms."""
    section = FORMS[scene.form]
    forms = section["forms"][:PLAIN_FORMS] if plain else section["forms"]
    groups = {**GROUPS, **{name: text for name, text in section.items() if isinstance(text, str)}}
    return expand(rng, rng.choice(forms), scene.values, groups)
