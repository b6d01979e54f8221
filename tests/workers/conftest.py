"""What a test reads of a run while and after a worker has it."""

from __future__ import annotations

from collections.abc import Callable
from json import loads
from typing import Any

import pytest
import redis

from chatapp.runs.log import Batch, stream_key
from chatapp.runs.models import Run
from reasoning.events import Entry, decode
from reasoning.state import State, fold


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
        rows = [row for batch in self.batches for row in loads(f"[{batch.entries}]")]
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
