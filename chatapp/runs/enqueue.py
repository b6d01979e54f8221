"""Handing runs to the workers, by task name: the web product does not import them."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from uuid import UUID

from kombu.exceptions import OperationalError

from chatapp.celery import app
from chatapp.observing import tracing

from .models import Run

QUEUES = {"fast": "interactive", "think": "thinking"}
logger = logging.getLogger(__name__)


def enqueue(*, run_id: UUID, mode: str) -> None:
    """Queue a run. With the broker away nothing is lost: the reaper finds the run as soon as it is back."""
    try:
        with tracing.span("enqueue", run=str(run_id), queue=QUEUES[mode]):
            app.send_task("workers.answer", args=[str(run_id), mode], queue=QUEUES[mode])
    except (OperationalError, OSError) as error:
        logger.warning("run %s waits for the broker: %s", run_id, error)
        Run.objects.filter(pk=run_id, status=Run.Status.QUEUED).update(
            enqueued_at=datetime.fromtimestamp(0, UTC)
        )
