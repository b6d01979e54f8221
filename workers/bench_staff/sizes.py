"""How much is loaded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """`runs` answers over `days` days up to yesterday, `busy` of them on the last of these days."""

    runs: int
    days: int
    busy: int
    people: int


FULL = Sizes(runs=1_000_000, days=120, busy=100_000, people=5_000)
SMALL = Sizes(runs=20_000, days=30, busy=4_000, people=400)
