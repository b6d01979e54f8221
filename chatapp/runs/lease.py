"""Who works on a run: a lease that a worker claims, keeps by its heartbeat, and loses when it falls silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from billing import quota

from . import claims
from .models import Run

HOLD_SECONDS = 900  # a live run renews its hold; a crashed one's comes back after this long


class LeaseLost(Exception):
    """Another attempt has the run, or it has ended: stop, and write nothing."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What a heartbeat learns."""

    cancel_requested: bool
    answer_requested: bool


def claim(run_id: UUID | str, *, now: datetime | None = None) -> Run | None:
    """Take the run for a new attempt in one UPDATE; None when it has ended or another worker has it."""
    now = now or timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    claimed = Run.objects.filter(free, pk=run_id, status__in=Run.OPEN).update(
        status=Run.Status.RUNNING,
        attempt=F("attempt") + 1,
        checkpoint_seq=0,
        lease_until=now + timedelta(seconds=settings.RUN_LEASE_SECONDS),
        started_at=Coalesce("started_at", now),
        claims=claims.one_more(now),
    )
    return Run.objects.select_related("hold").get(pk=run_id) if claimed else None


def mine(run: Run) -> Q:
    """The condition of every write of a running run."""
    return Q(pk=run.pk, attempt=run.attempt, status=Run.Status.RUNNING)


def beat(run: Run) -> Beat:
    """Keep the lease and the hold. Raises LeaseLost when the run is no longer this attempt's."""
    now = timezone.now()
    if not Run.objects.filter(mine(run)).update(
        lease_until=now + timedelta(seconds=settings.RUN_LEASE_SECONDS)
    ):
        raise LeaseLost
    if run.hold and run.hold.expires_at < now + timedelta(seconds=HOLD_SECONDS / 2):
        quota.renew(hold=run.hold, ttl_seconds=HOLD_SECONDS)
    flags = Run.objects.filter(pk=run.pk).values_list("cancel_requested", "answer_requested").get()
    return Beat(*flags)


def hand_on(run: Run) -> bool:
    """Give the run back to the queue, for a worker that is being shut down. False when it was lost already."""
    now = timezone.now()
    return bool(
        Run.objects.filter(mine(run)).update(status=Run.Status.QUEUED, lease_until=None, enqueued_at=now)
    )
