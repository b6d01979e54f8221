"""Finds runs that nobody works on any more, and hands them on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from billing import quota
from chatapp.observing.figures import tally
from reasoning.events import Failed

from . import held
from .enqueue import enqueue
from .finish import finish_unclaimed
from .lease import HOLD_SECONDS
from .models import Run

GIVEN_UP = Failed(
    "interrupted",
    "This answer was interrupted several times and was given up. Nothing was counted.",
    retryable=True,
)


def reap() -> int:
    """Queue again what a dead worker left and what the queue has forgotten; returns how many runs.

    A run whose lease expired goes back to the queue, or fails after RUN_MAX_ATTEMPTS attempts. A run that has
    been queued for RUN_REQUEUE_SECONDS is queued once more: claiming it twice is harmless. Where its mode is held it
    was not forgotten: it waits.
    """
    now = timezone.now()
    _keep_holds(now)
    held_modes = held.modes()
    for run in Run.objects.filter(
        status=Run.Status.RUNNING, lease_until__lt=now, attempt__gte=settings.RUN_MAX_ATTEMPTS
    ):
        finish_unclaimed(run_id=run.pk, event=GIVEN_UP, expected=Run.Status.RUNNING)
    dead = Q(status=Run.Status.RUNNING, lease_until__lt=now)
    forgotten = Q(
        status=Run.Status.QUEUED, enqueued_at__lt=now - timedelta(seconds=settings.RUN_REQUEUE_SECONDS)
    ) & ~Q(mode__in=held_modes)
    handed_on = 0
    for run in Run.objects.filter(dead | forgotten):
        unchanged = Q(pk=run.pk, status=run.status, attempt=run.attempt, enqueued_at=run.enqueued_at)
        if Run.objects.filter(unchanged, Q(lease_until=None) | Q(lease_until__lt=now)).update(
            status=Run.Status.QUEUED, lease_until=None, enqueued_at=now
        ):
            enqueue(run_id=run.pk, mode=run.mode)
            why = "forgotten" if run.status == Run.Status.QUEUED else "dead worker"
            if run.enqueued_at != held.LONG_AGO:
                tally.count("runs_recovered_total", why)
            handed_on += 1
    return handed_on


def _keep_holds(now: datetime) -> None:
    """What waits keeps its unit, however long that takes."""
    soon = now + timedelta(seconds=HOLD_SECONDS / 2)
    waiting = Run.objects.filter(
        status=Run.Status.QUEUED, hold__expires_at__lt=soon, hold__expires_at__gt=now
    )
    for run in waiting.select_related("hold"):
        with transaction.atomic():
            quota.renew(hold=run.hold, ttl_seconds=HOLD_SECONDS)
