"""Ask for figures where they are missing or old, so that nobody waits for the next hour."""

from __future__ import annotations

import logging

from celery import current_app
from django.core.cache import cache
from kombu.exceptions import OperationalError

TASK = "workers.roll_up"
ASKED = "dashboard:asked"
AGAIN_SECONDS = 60
logger = logging.getLogger(__name__)


def ask_for_figures() -> bool:
    """Queue the making of what is missing, once a minute; False while the queue is away."""
    if not cache.add(ASKED, True, AGAIN_SECONDS):
        return True
    try:
        current_app.send_task(TASK, queue="thinking")
    except (OperationalError, OSError) as error:
        logger.warning("figures wait for the broker: %s", error)
        cache.delete(ASKED)
        return False
    return True
