"""Celery task of the dashboard: the hourly figures."""

from __future__ import annotations

from celery import shared_task

from chatapp.dashboard import rollup

# A turn's most, so that nothing else of the queue waits for long: the rest follows as a task of its own.
DAYS_A_TURN = 10


@shared_task(name="workers.roll_up")
def roll_up() -> None:
    """Make today's figures, and those of days that miss them."""
    if rollup.catch_up(limit=DAYS_A_TURN):
        roll_up.apply_async(queue="thinking")
