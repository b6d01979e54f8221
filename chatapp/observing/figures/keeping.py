"""The thread that hands a process's figures over."""

from __future__ import annotations

import atexit
import logging
import threading

import redis

from chatapp.runs import connections

from . import shared

SECONDS = 3.0
LAST_SECONDS = 2.0  # for the last figures of a process that ends
logger = logging.getLogger(__name__)
_stop = threading.Event()


def start(role: str) -> None:
    """From now on, until the process ends. `role` is web, or the queue that a worker serves."""
    thread = threading.Thread(target=keep, args=(role, _stop), name="figures", daemon=True)
    thread.start()

    @atexit.register
    def end() -> None:
        _stop.set()
        thread.join(LAST_SECONDS)


def keep(role: str, stop: threading.Event) -> None:
    """Hand over every SECONDS, and once more at the end."""
    is_away = False
    while not stop.wait(SECONDS):
        try:
            shared.hand_over(connections.sync(), role)
            is_away = False
        except (redis.RedisError, OSError) as error:
            if not is_away:
                logger.warning("the figures wait for Redis: %s", error)
            is_away = True
    try:
        shared.leave(connections.sync(), role)
    except (redis.RedisError, OSError):
        logger.info("The last figures were lost: Redis is away.")
