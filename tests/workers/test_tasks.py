"""The tasks as Celery finds and calls them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import redis
from django.db import DatabaseError
from django.utils import timezone

from billing.models import UsageHold
from chatapp import celery_config
from chatapp.celery import app
from chatapp.runs import lease
from chatapp.runs.models import Run
from workers import tasks

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = timezone.now() - timedelta(days=1)


def test_every_name_that_is_enqueued_or_scheduled_is_a_task() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in celery_config.beat_schedule.values()}
    assert {"workers.answer", *scheduled} <= set(app.tasks)


def test_a_task_answers_its_run_and_returns_when_it_has_ended(
    ask: Callable[..., Run], play: Callable[..., Any], valkey: redis.Redis
) -> None:
    run = ask("How are you?")
    play({"How are you?": "Fine, thank you."})
    tasks.answer(str(run.pk))
    run = Run.objects.select_related("answer").get(pk=run.pk)
    assert (run.status, run.answer.text) == ("succeeded", "Fine, thank you.")


def test_a_worker_begins_though_the_database_is_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def unreadable() -> None:
        raise DatabaseError("away")

    async def open_desk() -> None:
        """The process's own desk would go on to look for this test's Redis."""

    monkeypatch.setattr(tasks, "desk", lambda: SimpleNamespace(open=open_desk))
    monkeypatch.setattr(tasks.engines, "check", unreadable)
    monkeypatch.setattr(tasks.gc, "freeze", lambda: None)
    tasks.warm_up()
    assert "the database cannot be used: away" in caplog.text


def test_the_sweep_hands_on_what_a_dead_worker_left(ask: Callable[..., Run], valkey: redis.Redis) -> None:
    run = lease.claim(ask().pk)
    Run.objects.filter(pk=run.pk).update(lease_until=LONG_AGO)
    tasks.reap()
    assert Run.objects.get(pk=run.pk).status == "queued"


def test_the_sweep_of_holds_gives_back_what_expired(ask: Callable[..., Run], valkey: redis.Redis) -> None:
    run = ask()
    UsageHold.objects.update(expires_at=LONG_AGO)
    tasks.expire_holds()
    run.hold.refresh_from_db()
    assert (run.hold.state, run.hold.reason) == ("released", "expired")
