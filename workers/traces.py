"""The nightly selection of what may train models."""

from __future__ import annotations

import logging

from celery import shared_task

from chatapp.traces import selection

logger = logging.getLogger(__name__)


@shared_task(name="workers.select_traces")
def select_traces() -> None:
    """Make the next version of the selection, where it differs from the newest."""
    if made := selection.select():
        logger.info("The selection of traces: %s", made)
