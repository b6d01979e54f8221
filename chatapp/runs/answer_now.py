"""'Answer now': the best so far is to be the answer. Cooperative, as stopping is: the run's worker is told."""

from __future__ import annotations

import logging

import redis

from . import connections
from .log import ANSWER_CHANNEL
from .models import Run

logger = logging.getLogger(__name__)


def request_answer(*, run: Run) -> None:
    """Ask for the answer now, again as often as one likes. A run that has not begun answers as soon as it can; of one
    that has ended, and of a fast one, nothing is asked."""
    asked = Run.objects.filter(pk=run.pk, mode="think", status__in=Run.OPEN).update(answer_requested=True)
    if asked:
        try:
            connections.sync().publish(ANSWER_CHANNEL, str(run.pk))
        except redis.RedisError as error:  # the worker's next heartbeat reads the flag
            logger.warning("run %s will answer at its next heartbeat: %s", run.pk, error)
