"""The nightly task that deletes what is older than the operator keeps."""

from __future__ import annotations

import logging

from celery import shared_task

from chatapp.retention import purging

logger = logging.getLogger(__name__)


@shared_task(name="workers.purge_old")
def purge_old() -> None:
    """Delete conversations and thoughts that are too old."""
    conversations, thoughts = purging.purge()
    if conversations or thoughts:
        logger.info("too old: %d conversations, %d thoughts", conversations, thoughts)
