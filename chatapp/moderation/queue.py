"""The queue of reports: filters, pages from one report on to the next, and how many wait."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Min, QuerySet
from django.utils import timezone

from chatapp import keyset

from .models import Report
from .words import REASONS

ROWS = 50
MOST_COUNTED = 1000
PRESSING = "pressing"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `reason` is one of words.REASONS, or `pressing` or `all`; an unknown choice is the first."""

    state: str = Report.State.OPEN
    reason: str = PRESSING
    source: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        state, reason, source = (given.get(name, "") for name in ("state", "reason", "source"))
        return cls(
            state if state in Report.State.values else Report.State.OPEN,
            reason if reason in REASONS or reason == ALL else PRESSING,
            source if source in Report.Source.values else "",
        )

    @property
    def is_newest_first(self) -> bool:
        return self.state == Report.State.CLOSED


def page(wanted: Wanted, *, after: str = "", before: str = "") -> keyset.Page[Report]:
    """The oldest first; of what is closed the newest."""
    rows = Report.objects.filter(state=wanted.state)
    if wanted.reason == PRESSING:
        rows = rows.filter(pressing=True)
    elif wanted.reason != ALL:
        rows = rows.filter(reason=wanted.reason)
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    return keyset.page(
        _told(rows), size=ROWS, after=after, before=before, newest_first=wanted.is_newest_first
    )


def waiting() -> tuple[int, float]:
    """How many pressing reports nobody has taken, MOST_COUNTED at most, and the seconds that the oldest waits."""
    rows = Report.objects.filter(pressing=True, state=Report.State.OPEN)
    number = rows.order_by()[:MOST_COUNTED].count()
    oldest = rows.aggregate(oldest=Min("created_at"))["oldest"]
    return number, max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0


def get(report_id: uuid.UUID) -> Report | None:
    return _told(Report.objects.filter(pk=report_id)).first()


def _told(rows: QuerySet[Report]) -> QuerySet[Report]:
    """With what a row names, and without what anybody wrote."""
    people = rows.select_related("person", "taken_by", "closed_by", "message__run")
    return people.defer("text", "message__parts", "message__run__input", "message__run__checkpoint")
