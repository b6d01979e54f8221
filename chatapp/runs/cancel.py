"""Stopping a run. Cooperative: its worker sees the flag and closes the engine's streams."""

from __future__ import annotations

import logging

import redis
from django.db.models import QuerySet

from reasoning.events import Cancelled

from . import connections
from .finish import finish_unclaimed, is_beyond_demo
from .log import CANCEL_CHANNEL
from .models import Run
from .settle import settle

logger = logging.getLogger(__name__)


def request_cancel(*, run: Run) -> None:
    """Stop a run: at once when no worker has it, else its worker does within a moment."""
    if finish_unclaimed(run_id=run.pk, event=Cancelled()):
        return
    # Also one that its worker has just given back: whoever has it next stops it.
    if Run.objects.filter(pk=run.pk, status__in=Run.OPEN).update(cancel_requested=True):
        try:
            connections.sync().publish(CANCEL_CHANNEL, str(run.pk))
        except redis.RedisError as error:  # the worker's next heartbeat reads the flag
            logger.warning("run %s will stop at its next heartbeat: %s", run.pk, error)


def cancel_unfinished(*, runs: QuerySet[Run]) -> None:
    """Stop those of `runs` that have not ended."""
    for run in runs.filter(status__in=Run.OPEN):
        request_cancel(run=run)


def settle_holds(*, runs: QuerySet[Run]) -> None:
    """Settle what the unfinished ones of `runs` hold, before they are deleted: text delivered counts.

    The runs stay locked, so that none ends while the caller's transaction deletes it.
    """
    unfinished = runs.filter(status__in=Run.OPEN)
    for run in unfinished.select_related("hold").select_for_update(of=("self",)):
        refused = is_beyond_demo(run=run, text=run.checkpoint)
        settle(run=run, text=run.checkpoint, refused=refused, stop="deleted")
