"""Runs that nobody works on any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.utils import timezone

from chatapp.runs import lease, log, store
from chatapp.runs.models import Run
from chatapp.runs.reaper import reap
from reasoning.state import fold
from tests.support.said import entries, opening, used

from .test_services import queued

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_dead_workers_run_is_queued_again_and_keeps_what_it_wrote(
    claimed: Run, expire: Callable[[Run], None], valkey: redis.Redis
) -> None:
    valkey.delete("interactive")
    said = entries(*opening("So"), used())
    store.checkpoint(run=claimed, entries=said, state=fold(said))
    expire(claimed)
    assert reap() == 1
    run = Run.objects.get(pk=claimed.pk)
    assert (run.status, run.attempt, run.checkpoint) == ("queued", 1, "So")
    assert queued(valkey, "interactive") == [str(claimed.pk)]
    assert lease.claim(run.pk).attempt == 2


def test_a_run_at_work_is_left_alone(claimed: Run, valkey: redis.Redis) -> None:
    assert reap() == 0
    assert Run.objects.get(pk=claimed.pk).status == "running"


def test_a_run_whose_attempts_are_used_up_fails_in_words_and_gives_its_hold_back(
    claimed: Run, expire: Callable[[Run], None], valkey: redis.Redis, settings: Any
) -> None:
    settings.RUN_MAX_ATTEMPTS = 1
    valkey.delete("interactive")
    said = entries(*opening("So"), used())
    store.checkpoint(run=claimed, entries=said, state=fold(said))
    expire(claimed)
    assert reap() == 0
    run = Run.objects.select_related("hold", "answer").get(pk=claimed.pk)
    assert (run.status, run.error, run.hold.state) == ("failed", "interrupted", "released")
    assert "interrupted" in run.message
    assert queued(valkey, "interactive") == []

    # Pages that watch are told, and the dead worker cannot speak over it.
    (record,) = valkey.xrange(log.stream_key(run.pk))
    batch = log.Batch.unpack(record[1]["b"])
    assert (batch.attempt, batch.snapshot, batch.terminal) == (2, True, True)
    with valkey.pipeline(transaction=False) as pipe:
        log.queue_append(pipe, run.pk, log.make_batch(entries(*opening("late"))))
        assert pipe.execute() == [0]


def test_a_run_that_the_queue_has_forgotten_is_queued_once_more_and_not_twice(
    ask: Callable[..., Run], valkey: redis.Redis, settings: Any
) -> None:
    run = ask()
    valkey.flushall()
    assert reap() == 0  # it has not waited for long
    long_ago = timezone.now() - timedelta(seconds=settings.RUN_REQUEUE_SECONDS + 1)
    Run.objects.filter(pk=run.pk).update(enqueued_at=long_ago)
    assert reap() == 1
    assert reap() == 0
    assert queued(valkey, "interactive") == [str(run.pk)]


def test_two_reapers_at_once_queue_a_run_once(
    claimed: Run, expire: Callable[[Run], None], valkey: redis.Redis
) -> None:
    from tests.support.at_once import at_once

    valkey.delete("interactive")
    expire(claimed)
    assert sum(at_once(4, lambda _: reap())) == 1
    assert queued(valkey, "interactive") == [str(claimed.pk)]


@pytest.mark.parametrize("status", ["succeeded", "failed", "cancelled"])
def test_what_has_ended_stays_ended(ask: Callable[..., Run], valkey: redis.Redis, status: str) -> None:
    run = ask()
    long_ago = timezone.now() - timedelta(days=1)
    Run.objects.filter(pk=run.pk).update(status=status, enqueued_at=long_ago, lease_until=long_ago, attempt=9)
    assert reap() == 0
    assert Run.objects.get(pk=run.pk).status == status
