"""Erasing those whose time to change their mind is over."""

from __future__ import annotations

import logging

from celery import shared_task

from chatapp.leaving import erasing

logger = logging.getLogger(__name__)


@shared_task(name="workers.erase_people")
def erase_people() -> None:
    """Erase who is due, and go on with what was interrupted."""
    if done := erasing.erase_due():
        logger.info("people erased: %d", done)
