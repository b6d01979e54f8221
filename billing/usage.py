"""Reads of the ledger: what an account used in a period, and the same as a file."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from .models import BillingAccount, UsageHold

COLUMNS = (
    "begun",
    "settled",
    "person",
    "meter",
    "plan",
    "state",
    "units",
    "tokens",
    "overage",
    "credit",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Used:
    """Committed use of one meter in a period. `cost_micros` is micro-USD; `overages` are answers."""

    meter: str
    units: int
    tokens: int
    cost_micros: int
    overages: int


def used_in(
    account: BillingAccount, *, since: datetime, until: datetime, user_id: uuid.UUID | None = None
) -> list[Used]:
    """Use by meter of what was begun in [since, until), of the account or of one person in it."""
    rows = (
        _begun(account, since, until, user_id)
        .filter(state=UsageHold.State.COMMITTED)
        .values("meter")
        .annotate(
            all_units=Sum("units"),
            all_tokens=Sum("tokens"),
            cost=Sum("cost_micros"),
            over=Count("pk", filter=Q(overage=True)),
        )
        .order_by("meter")
    )
    return [Used(row["meter"], row["all_units"], row["all_tokens"], row["cost"], row["over"]) for row in rows]


def export_csv(
    account: BillingAccount,
    *,
    since: datetime,
    until: datetime,
    user_id: uuid.UUID | None = None,
    costs: bool = False,
) -> Iterator[str]:
    """The ledger's lines of [since, until) as CSV, piece by piece, oldest first; `costs` adds micro-USD.

    People are opaque ids. Every cell is ours: no text of a person's is in the ledger.
    """
    yield _line((*COLUMNS, *(["cost_micros"] if costs else [])))
    for hold in _begun(account, since, until, user_id).order_by("created_at", "pk").iterator(1_000):
        cells = (
            hold.created_at.isoformat(),
            hold.settled_at.isoformat() if hold.settled_at else "",
            hold.user_id,
            hold.meter,
            hold.plan,
            hold.state,
            hold.units,
            hold.tokens,
            "yes" if hold.overage else "",
            "yes" if hold.credit_id else "",
            hold.reason,
        )
        yield _line((*cells, *([hold.cost_micros] if costs else [])))


def _begun(
    account: BillingAccount, since: datetime, until: datetime, user_id: uuid.UUID | None
) -> QuerySet[UsageHold]:
    holds = UsageHold.objects.filter(account=account, created_at__gte=since, created_at__lt=until)
    return holds if user_id is None else holds.filter(user_id=user_id)


def _line(cells: tuple[object, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
