"""A web process's eye on the controls: who has a page open hears of a change within a second, without a reload.

A notice's beginning and end are such changes too. Nothing but the database is needed for it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection
from django.utils import timezone

from . import state

logger = logging.getLogger(__name__)
_listeners: set[Callable[[], object]] = set()
_stop = threading.Event()


def start() -> None:
    """Read once, before anybody asks, and from then on every SECONDS until the process ends."""
    look()
    threading.Thread(target=keep, args=(_stop,), name="controls", daemon=True).start()


def keep(stop: threading.Event) -> None:
    """Read every SECONDS, and tell those who listen when something shows otherwise than before."""
    seen = look()
    while not stop.wait(state.SECONDS):
        before, seen = seen, look()
        if seen != before:
            tell()
    connection.close()


def look() -> object:
    """What there is to show now, to be compared with what there was before."""
    close_old_connections()
    try:
        known = state.refresh()
    except Exception:
        # A thread that ends would leave the process blind for good.
        logger.exception("controls could not be read")
        known = state.now()
    banner = known.banner
    due = banner.number if banner and banner.is_due(timezone.now()) else 0
    paused = tuple(sorted(known.paused.items()))
    closed = known.maintenance
    told = (closed.until, tuple(closed.texts.by_language.items())) if closed else None
    return due, told, paused, known.off


def listen(callback: Callable[[], object]) -> None:
    """Call `callback`, from another thread, after every change."""
    _listeners.add(callback)


def forget(callback: Callable[[], object]) -> None:
    """End what `listen` began."""
    _listeners.discard(callback)


def tell() -> None:
    """Something has changed."""
    for callback in tuple(_listeners):
        try:
            callback()
        except RuntimeError:  # its loop has ended
            forget(callback)
