"""What is counted of a day, before it is stored. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

Key = tuple[str, str, str]


@dataclass
class Facts:
    """A day's figures by name, group and part, and those of its accounts by id: whole numbers, so that their sums do
    not depend on the order of the rows. Money is micro-USD, times are milliseconds.
    """

    figures: Counter[Key] = field(default_factory=Counter)
    revenue: Counter[UUID] = field(default_factory=Counter)
    refunds: Counter[UUID] = field(default_factory=Counter)
    cost: Counter[UUID] = field(default_factory=Counter)

    def add(self, name: str, value: int = 1, *, group: str = "", part: str = "") -> None:
        self.figures[name, group[:200], part[:200]] += value


@dataclass
class Times:
    """Durations by group, of which the middle and the slow end are kept."""

    found: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, group: str, begin: datetime | None, end: datetime | None) -> None:
        """Count the time between the two, none where one is not known; never below 0."""
        if begin is not None and end is not None:
            self.found[group].append(max(0, milliseconds((end - begin).total_seconds())))

    def keep(self, facts: Facts, name: str) -> None:
        for group, times in self.found.items():
            times.sort()
            for percent in (50, 95):
                facts.add(f"{name}_p{percent}", percentile(times, percent), group=group)


def percentile(ordered: Sequence[int], percent: int) -> int:
    """The smallest value that so many percent of the values do not exceed (nearest rank). `ordered` is not empty."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
