"""Random catalogues: plans whose numbers, prices and names change each time, so that they must be read."""

from __future__ import annotations

import random

from reasoning.seedling.facts import PlanFacts

USUAL = ("Free", "Plus", "Team", "Pro")
OTHERS = (
    "Basic", "Starter", "Premium", "Business", "Gold", "Silver", "Bronze", "Family", "Max", "Ultra", "Lite",
    "Student", "Standard", "Solo", "Enterprise", "Studio", "Personal", "Advanced", "Mini", "Expert", "Hobby",
    "Growth", "Platinum", "Scale", "Home", "School",
)  # fmt: skip
NAMES = (*USUAL, *OTHERS)
_FAST = (5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 80, 90, 100, 120, 150, 200, 250, 300, 400, 500)
_THINK = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 100, 120, 150, 200, 250)


def catalogue(rng: random.Random) -> tuple[PlanFacts, ...]:
    """Two to five plans, mostly with the usual names, mostly from the cheapest to the dearest."""
    names = _names(rng)
    hours, days = rng.choice((3, 3, 1, 2, 4, 5, 6, 8, 12, 24)), rng.choice((7, 7, 1, 2, 3, 5, 10, 14, 30))
    shown = rng.random() < 0.93
    monthly = _prices(rng, len(names))
    order = rng.random() < 0.7
    fast, think = _limits(rng, _FAST, len(names), order), _limits(rng, _THINK, len(names), order)
    paths = sorted(rng.sample((1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64), len(names)))
    seconds = sorted(
        rng.choices((10, 15, 20, 25, 30, 40, 45, 50, 60, 80, 90, 100, 120, 150, 180), k=len(names))
    )
    steps = rng.choices((3, 4, 5, 6, 8, 10, 12), k=len(names))
    if rng.random() < 0.6:
        steps = steps[:1] * len(names)
    if names[0] == "Free" or (names[0] not in USUAL and rng.random() < 0.3):
        monthly[0] = 0
    plans = [
        PlanFacts(
            name=name,
            monthly=monthly[i] if shown else None,
            yearly=_yearly(rng, monthly[i]) if shown else None,
            per_seat=monthly[i] > 0 and rng.random() < (0.85 if name in ("Team", "Business") else 0.08),
            fast=fast[i],
            fast_hours=hours,
            think=think[i],
            think_days=days,
            paths=paths[i],
            steps=steps[i],
            seconds=seconds[i],
        )
        for i, name in enumerate(names)
    ]
    if rng.random() < 0.15:
        rng.shuffle(plans)
    return tuple(plans)


def _names(rng: random.Random) -> list[str]:
    draw = rng.random()
    if draw < 0.45:
        return list(USUAL)
    count = rng.choice((2, 3, 3, 4, 4, 5))
    if draw < 0.65:
        kept = set(rng.sample(USUAL, min(count, 4)))
        return [name for name in USUAL if name in kept] + rng.sample(OTHERS, max(0, count - 4))
    if draw < 0.85:
        kept = set(rng.sample(USUAL, 2))
        return [name for name in USUAL if name in kept] + rng.sample(OTHERS, min(count, 3))
    return rng.sample(OTHERS, count)


def _limits(rng: random.Random, sizes: tuple[int, ...], count: int, order: bool) -> list[int | None]:
    drawn = [rng.choice(sizes) if rng.random() < 0.6 else rng.randint(1, 400) for _ in range(count)]
    limits: list[int | None] = list(sorted(drawn) if order else drawn)
    if rng.random() < 0.5:
        limits[-1] = None
    return limits


def _prices(rng: random.Random, count: int) -> list[int]:
    """Monthly prices in cents, rising."""
    found: set[int] = set()
    while len(found) < count:
        cents = rng.choice((rng.randint(2, 60), rng.randint(1, 60) * 5, rng.randint(1, 30) * 10)) * 100
        found.add(cents - rng.choice((1, 1, 50)) if rng.random() < 0.1 else cents)
    return sorted(found)


def _yearly(rng: random.Random, monthly: int) -> int:
    if rng.random() < 0.6 or monthly % 100:
        return monthly * 10
    return monthly // 100 * rng.randint(8, 11) * 100 + rng.choice((0, 0, 100, -100, 500)) * (monthly >= 1000)
