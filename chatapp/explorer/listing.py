"""The list of answers, page by page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from billing.models import UsageHold
from chatapp import keyset
from chatapp.accounts.selectors import with_address
from chatapp.runs.models import Run

from .wanted import Wanted

ROWS = 50
SHOWN = (
    *("id", "user_id", "user__email", "mode", "strategy", "model", "status", "verdict", "error", "seconds"),
    *("prompt_tokens", "generated_tokens", "cost_micros", "created_at", "started_at"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A run, and how many seconds it waited for a worker; None where none has had it."""

    run: Run
    waited: float | None


@dataclass(frozen=True, slots=True)
class Listed:
    """`before` and `after` are those of keyset.Page."""

    lines: list[Line]
    before: str = ""
    after: str = ""


def listed(
    wanted: Wanted, *, conversation: uuid.UUID | None = None, after: str = "", before: str = ""
) -> Listed:
    """The runs that are wanted, newest first."""
    # Ids alone first: these an index knows without looking at the rows, which hold whole questions.
    keys = _filtered(wanted, conversation).only("created_at", "pk")
    page = keyset.page(keys, size=ROWS, after=after, before=before)
    by_id = Run.objects.select_related("user").only(*SHOWN).in_bulk([key.pk for key in page.rows])
    lines = [_line(by_id[key.pk]) for key in page.rows if key.pk in by_id]
    return Listed(lines, page.before, page.after)


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
    found = with_address(person)
    return [found.pk] if found else []
