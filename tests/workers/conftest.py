"""What a test reads of a run while and after a worker has it."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.utils import timezone

from chatapp.runs import lease
from chatapp.runs.log import Batch, stream_key
from chatapp.runs.models import Run
from reasoning.events import Entry, decode
from reasoning.state import State, fold
from workers.desk import Desk

TEXT = "Swallows fly **south**,\n\n  to Africa 🐦 — ½ of them;   مع السلامة </script>"
QUESTION = "Where do the swallows go?"


class Told:
    """The live log of a run, as it is in Valkey now."""

    def __init__(self, client: redis.Redis, run: Run) -> None:
        self.client = client
        self.run = run

    @property
    def batches(self) -> list[Batch]:
        return [Batch.unpack(fields["b"]) for _, fields in self.client.xrange(stream_key(self.run.pk))]

    @property
    def entries(self) -> list[Entry]:
        rows = [row for batch in self.batches for row in json.loads(f"[{batch.entries}]")]
        return [Entry(row["a"], row["s"], decode(row["e"]), row["at"]) for row in rows]

    @property
    def state(self) -> State:
        return fold(self.entries)


@pytest.fixture
def told(valkey: redis.Redis) -> Callable[[Run], Told]:
    return lambda run: Told(valkey, run)


@pytest.fixture
def stored() -> Callable[[Run], dict[str, Any]]:
    """Everything that the database has of a run."""

    def stored(run: Run) -> dict[str, Any]:
        fresh = Run.objects.select_related("answer", "hold").get(pk=run.pk)
        return {
            "run": {field.attname: getattr(fresh, field.attname) for field in Run._meta.concrete_fields},
            "text": fresh.answer.text,
            "hold": (fresh.hold.state, fresh.hold.reason),
            "events": list(fresh.events.values_list("attempt", "seq")),
            "calls": list(fresh.calls.order_by("attempt", "call").values_list("attempt", "generated")),
        }

    return stored


def look(run: Run) -> Run:
    return Run.objects.select_related("answer", "hold", "conversation").get(pk=run.pk)


def steal(run: Run) -> Run:
    """Another worker takes the run over."""
    Run.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    stolen = lease.claim(run.pk)
    assert stolen is not None
    return stolen


def queued(client: redis.Redis) -> list[str]:
    tasks = [
        json.loads(task) for queue in ("interactive", "thinking") for task in client.lrange(queue, 0, -1)
    ]
    return [json.loads(base64.b64decode(task["body"]))[0][0] for task in tasks]


async def begin(desk: Desk, run: Run) -> asyncio.Task[None]:
    """Let the desk work on the run beside the test."""
    return asyncio.create_task(desk.answer(str(run.pk)))


async def end(working: asyncio.Task[None]) -> None:
    async with asyncio.timeout(10):
        await working
