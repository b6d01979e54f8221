"""A page of the list: from one run on to older or newer ones, never counted, never skipped over."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from billing.models import UsageHold
from chatapp.accounts.models import User
from chatapp.runs.models import Run

from .wanted import Wanted

ROWS = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SHOWN = (
    *("id", "user_id", "user__email", "mode", "strategy", "model", "status", "verdict", "error", "seconds"),
    *("prompt_tokens", "generated_tokens", "cost_micros", "created_at", "started_at"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: beyond this run, towards `newer` or older ones."""

    at: datetime
    id: uuid.UUID
    newer: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A run, and how many seconds it waited for a worker; None where none has had it."""

    run: Run
    waited: float | None


@dataclass(frozen=True, slots=True)
class Listed:
    """`newer` and `older` are the places of the pages beside this one, as addresses have them; "" where none is."""

    lines: list[Line]
    newer: str = ""
    older: str = ""


def place_in(given: Mapping[str, str]) -> Place | None:
    """The place that an address names, or None: then the page is the first."""
    for name in ("older", "newer"):
        at, _, id_ = given.get(name, "").partition("_")
        try:
            moment = EPOCH + int(at) * MICROSECOND
            return Place(moment, uuid.UUID(id_), newer=name == "newer")
        except (ValueError, OverflowError):
            continue
    return None


def listed(wanted: Wanted, place: Place | None, *, conversation: uuid.UUID | None = None) -> Listed:
    """The runs that are wanted, newest first."""
    rows = _filtered(wanted, conversation)
    newer = place is not None and place.newer
    if place is not None:
        rows = rows.filter(_beyond(place))
    order = ("created_at", "pk") if newer else ("-created_at", "-pk")
    # Ids alone first: these an index knows without looking at the rows, which hold whole questions.
    keys = list(rows.order_by(*order).values_list("created_at", "pk")[: ROWS + 1])
    more = len(keys) > ROWS
    keys = keys[:ROWS]
    if newer:
        keys.reverse()
    by_id = Run.objects.select_related("user").only(*SHOWN).in_bulk([pk for _at, pk in keys])
    lines = [_line(by_id[pk]) for _at, pk in keys if pk in by_id]
    if not keys:
        return Listed([])
    has_newer, has_older = (more, True) if newer else (place is not None, more)
    return Listed(
        lines,
        newer=_address(keys[0]) if has_newer else "",
        older=_address(keys[-1]) if has_older else "",
    )


def _filtered(wanted: Wanted, conversation: uuid.UUID | None) -> QuerySet[Run]:
    rows = Run.objects.filter(**wanted.equal)
    if conversation:
        rows = rows.filter(conversation=conversation)
    if wanted.person:
        rows = rows.filter(user__in=_people(wanted.person))
    if wanted.account:
        # By its people: runs know their person, and only through the ledger their account.
        holds = UsageHold.objects.filter(account=wanted.account)
        people = list(holds.order_by().values_list("user_id", flat=True).distinct())
        rows = rows.filter(user__in=people, hold__account=wanted.account)
    if wanted.since:
        rows = rows.filter(created_at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(created_at__lt=wanted.until)
    return rows


def _line(run: Run) -> Line:
    waited = (run.started_at - run.created_at).total_seconds() if run.started_at else None
    return Line(run, None if waited is None else max(0.0, waited))


def _people(person: uuid.UUID | str) -> list[uuid.UUID]:
    if isinstance(person, uuid.UUID):
        return [person]
    return list(User.objects.filter(email=person).values_list("pk", flat=True))


def _beyond(place: Place) -> Q:
    """Said so that an index is read from the place on."""
    if place.newer:
        return Q(created_at__gte=place.at) & (Q(created_at__gt=place.at) | Q(pk__gt=place.id))
    return Q(created_at__lte=place.at) & (Q(created_at__lt=place.at) | Q(pk__lt=place.id))


def _address(key: tuple[datetime, uuid.UUID]) -> str:
    at, pk = key
    return f"{(at - EPOCH) // MICROSECOND}_{pk.hex}"
