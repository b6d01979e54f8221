"""Figures that the database and the queue know: read when they are asked for, in a few queries that have an index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import redis
from django.db import connection, transaction
from django.db.models import Count, Min, Q

from billing.inbox import ATTEMPTS
from billing.models import Alert, Mail, StripeEvent, UsageHold
from chatapp.moderation.models import Report
from chatapp.runs.enqueue import QUEUES
from chatapp.runs.models import Run

TIMEOUT_MS = 1000


@contextmanager
def in_time() -> Iterator[None]:
    """No query in the block takes longer than TIMEOUT_MS, where the database can be told so."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(TIMEOUT_MS)])
        yield


def runs(now: datetime) -> dict[str, Any]:
    """By mode: how many wait and are worked on, and the seconds that the oldest has waited."""
    rows = (
        Run.objects.filter(status__in=Run.OPEN)
        .values("mode", "status")
        .annotate(number=Count("pk"), oldest=Min("created_at"))
    )
    found = {mode: {"queued": 0, "running": 0, "oldest": 0.0} for mode in QUEUES}
    for row in rows:
        of_mode = found.setdefault(row["mode"], {"queued": 0, "running": 0, "oldest": 0.0})
        of_mode[row["status"]] = row["number"]
        if row["status"] == Run.Status.QUEUED:
            of_mode["oldest"] = _age(row["oldest"], now)
    return found


def webhooks(now: datetime) -> tuple[int, int, float]:
    """How many events wait, how many were given up, and the seconds since the oldest that waits arrived."""
    due = Q(attempts__lt=ATTEMPTS)
    row = StripeEvent.objects.filter(processed_at=None).aggregate(
        waiting=Count("pk", filter=due),
        given_up=Count("pk", filter=~due),
        oldest=Min("received_at", filter=due),
    )
    return row["waiting"], row["given_up"], _age(row["oldest"], now)


def mails(now: datetime) -> tuple[int, float]:
    """How many mails wait, and the seconds since the oldest was written."""
    row = Mail.objects.filter(outcome=Mail.Outcome.WAITING).aggregate(
        number=Count("pk"), oldest=Min("created_at")
    )
    return row["number"], _age(row["oldest"], now)


def reports(now: datetime) -> tuple[int, float]:
    """How many reports of what may be harmful nobody has taken, and the seconds since the oldest was made."""
    row = Report.objects.filter(pressing=True, state=Report.State.OPEN).aggregate(
        number=Count("pk"), oldest=Min("created_at")
    )
    return row["number"], _age(row["oldest"], now)


def holds(now: datetime) -> tuple[int, int]:
    """How many units' holds are open, and how many of them have expired and wait to be given back."""
    row = UsageHold.objects.filter(state=UsageHold.State.HELD).aggregate(
        number=Count("pk"), expired=Count("pk", filter=Q(expires_at__lt=now))
    )
    return row["number"], row["expired"]


def alerts() -> dict[str, int]:
    """Open alerts by kind; `drift` is what the reconciler found."""
    rows = Alert.objects.filter(resolved_at=None).values_list("kind").annotate(number=Count("pk"))
    return dict.fromkeys(Alert.Kind.values, 0) | dict(rows)


def queues(client: redis.Redis) -> dict[str, int]:
    """Tasks that wait at the broker, by queue."""
    names = list(QUEUES.values())
    with client.pipeline(transaction=False) as pipe:
        for name in names:
            pipe.llen(name)
        return dict(zip(names, pipe.execute(), strict=True))


def _age(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0
