"""Days, in UTC: today, and a day as the half-open span of its moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone


def utc_today() -> date:
    return timezone.now().astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class Span:
    """The moments of `day`: from `begin` on, before `end`."""

    day: date

    @property
    def begin(self) -> datetime:
        return datetime.combine(self.day, time(), UTC)

    @property
    def end(self) -> datetime:
        return self.begin + timedelta(days=1)

    def of(self, field: str) -> dict[str, Any]:
        """The condition that a moment is on the day, for a queryset's filter."""
        return {f"{field}__gte": self.begin, f"{field}__lt": self.end}
