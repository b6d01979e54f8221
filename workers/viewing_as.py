"""Ending what staff no longer look at."""

from __future__ import annotations

from celery import shared_task

from chatapp.viewing_as import services


@shared_task(name="workers.end_viewings")
def end_viewings() -> None:
    """Those whose time is up and whose browser was closed: the log says when each ended."""
    services.end_overdue()
