"""The queue of reports: filters, pages from one report on to the next, and how many wait."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from .models import Report
from .words import REASONS

ROWS = 50
MOST_COUNTED = 1000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
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


@dataclass(frozen=True, slots=True)
class Page:
    """`after` is where the next page begins, as an address has it; "" at the end."""

    reports: list[Report]
    after: str = ""


def page(wanted: Wanted, after: str = "") -> Page:
    """The oldest first; of what is closed the newest. Nothing is counted, and nothing read that is not shown."""
    newest_first = wanted.state == Report.State.CLOSED
    rows = Report.objects.filter(state=wanted.state)
    if wanted.reason == PRESSING:
        rows = rows.filter(pressing=True)
    elif wanted.reason != ALL:
        rows = rows.filter(reason=wanted.reason)
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    if place := _place(after):
        rows = rows.filter(_beyond(*place, newest_first=newest_first))
    order = ("-created_at", "-pk") if newest_first else ("created_at", "pk")
    found = list(_told(rows).order_by(*order)[: ROWS + 1])
    more = len(found) > ROWS
    return Page(found[:ROWS], _address(found[ROWS - 1]) if more else "")


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


def _place(after: str) -> tuple[datetime, uuid.UUID] | None:
    at, _, id_ = after.partition("_")
    try:
        return EPOCH + int(at) * MICROSECOND, uuid.UUID(id_)
    except (ValueError, OverflowError):
        return None


def _beyond(at: datetime, id_: uuid.UUID, *, newest_first: bool) -> Q:
    """Said so that an index is read from the place on."""
    if newest_first:
        return Q(created_at__lte=at) & (Q(created_at__lt=at) | Q(pk__lt=id_))
    return Q(created_at__gte=at) & (Q(created_at__gt=at) | Q(pk__gt=id_))


def _address(report: Report) -> str:
    return f"{(report.created_at - EPOCH) // MICROSECOND}_{report.pk.hex}"
