"""The figures of some days, read in two queries and looked up from then on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from .facts import Key
from .models import Figure, RolledDay
from .period import Period

Values = list[float | None]
Label = TypeVar("Label", bound=Hashable)


@dataclass(frozen=True)
class Figures:
    """Values by name, group and part, and day. `made` has the days whose figures are there: on such a day what is not
    counted is 0, on others nothing is known (None).
    """

    days: Sequence[date]
    made: Mapping[date, datetime]
    values: Mapping[Key, Mapping[date, int]]

    def line(self, name: str, group: str = "", part: str = "", *, per: float = 1) -> Values:
        """The values day by day, divided by `per`."""
        found = self.values.get((name, group, part), {})
        # Nothing is 0, not -0, also where a line is turned downwards.
        return [(found.get(day, 0) / per or 0.0) if day in self.made else None for day in self.days]

    def known(self, name: str, group: str = "", part: str = "", *, per: float = 1) -> Values:
        """The same for what there is only where something was counted, such as a middle."""
        found = self.values.get((name, group, part), {})
        return [found[day] / per if day in found else None for day in self.days]

    def total(self, name: str, group: str = "", part: str = "") -> int:
        return sum(self.values.get((name, group, part), {}).values())

    def last(self, name: str, group: str = "", part: str = "") -> int:
        """The value of the last day that was made."""
        found = self.values.get((name, group, part), {})
        days = [day for day in self.days if day in self.made]
        return found.get(days[-1], 0) if days else 0

    def groups(self, name: str) -> list[str]:
        """The groups that a name has, those with the largest sums first."""
        return self._ordered(lambda key: key[1] if key[0] == name else None)

    def parts(self, name: str, group: str) -> list[str]:
        return self._ordered(lambda key: key[2] if key[:2] == (name, group) else None)

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """Group and part of each that a name has, those with the largest sums first."""
        return self._ordered(lambda key: key[1:] if key[0] == name else None)

    def _ordered(self, wanted: Callable[[Key], Label | None]) -> list[Label]:
        sums: defaultdict[Label, int] = defaultdict(int)
        for key, found in self.values.items():
            if (label := wanted(key)) is not None:
                sums[label] += sum(found.values())
        return sorted(sums, key=lambda label: (-sums[label], str(label)))


def read(period: Period) -> Figures:
    """What was made of the period's days."""
    days = {"day__gte": period.first, "day__lte": period.last}
    values: defaultdict[Key, dict[date, int]] = defaultdict(dict)
    for day, name, group, part, value in Figure.objects.filter(**days).values_list(
        "day", "name", "group", "part", "value"
    ):
        values[name, group, part][day] = value
    return Figures(period.days, dict(RolledDay.objects.filter(**days).values_list("day", "made_at")), values)


def share(part: float, whole: float) -> float | None:
    """In percent; None of nothing."""
    return 100 * part / whole if whole else None


def ratio(above: Values, below: Values, *, times: float = 1) -> Values:
    """One line divided by another, day by day; None where there is nothing to divide by."""
    pairs = zip(above, below, strict=True)
    return [None if a is None or not b else a / b * times for a, b in pairs]


def added(*lines: Values) -> Values:
    """Lines put together, day by day."""
    return [
        None if all(value is None for value in values) else sum(value or 0 for value in values)
        for values in zip(*lines, strict=True)
    ]
