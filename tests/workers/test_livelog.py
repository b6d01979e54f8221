"""How often a run's news is written."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
import redis

from chatapp.runs.log import Batch, stream_key
from reasoning.events import AnswerDelta, StepDelta
from reasoning.state import State
from tests.support.wait import until
from workers.journal import Journal
from workers.livelog import LiveLog

pytestmark = pytest.mark.asyncio
OFTEN, SELDOM = 0.01, 0.5


@pytest_asyncio.fixture
async def live(valkey: redis.Redis, settings: Any) -> AsyncIterator[LiveLog]:
    settings.RUN_FLUSH_SECONDS = OFTEN
    live = LiveLog()
    yield live
    live._task.cancel()


def fenced() -> None:
    raise AssertionError("nobody else writes this log")


def written(client: redis.Redis, run: UUID) -> list[Batch]:
    return [Batch.unpack(fields["b"]) for _, fields in client.xrange(stream_key(run))]


def journal() -> Journal:
    return Journal(1, State(), time.time)


async def test_a_thought_is_written_in_fewer_and_longer_pieces_than_a_fast_answer_beside_it(
    live: LiveLog, valkey: redis.Redis
) -> None:
    thought, fast = uuid4(), uuid4()
    thinking, answering = journal(), journal()
    for n in range(20):
        thinking.tell(StepDelta(n % 4, 1, "x"))
        live.mark(thought, thinking, fenced=fenced, hurry=n == 0, every=SELDOM)
        answering.tell(AnswerDelta("y"))
        live.mark(fast, answering, fenced=fenced, hurry=n == 0)
        await asyncio.sleep(OFTEN)
    # Its first words are there at once, what came since waits.
    assert [batch.last for batch in written(valkey, thought)] == [1]
    assert len(written(valkey, fast)) > 5
    await until(lambda: len(written(valkey, thought)) > 1)
    rest = json.loads(f"[{written(valkey, thought)[1].entries}]")
    assert [(row["e"]["path"], row["e"]["text"]) for row in rest] == [
        (1, "xxxxx"),
        (2, "xxxxx"),
        (3, "xxxxx"),
        (0, "xxxx"),
    ]


async def test_a_hurry_lasts_whatever_is_told_before_it_is_written(
    live: LiveLog, valkey: redis.Redis
) -> None:
    run, thinking = uuid4(), journal()
    thinking.tell(StepDelta(0, 1, "x"))
    live.mark(run, thinking, fenced=fenced, every=60.0)
    await until(lambda: written(valkey, run))
    for hurry in (True, False):
        thinking.tell(StepDelta(0, 1, "y"))
        live.mark(run, thinking, fenced=fenced, hurry=hurry, every=60.0)
    await until(lambda: len(written(valkey, run)) > 1)


async def test_the_end_of_a_thought_does_not_wait_for_its_turn(live: LiveLog, valkey: redis.Redis) -> None:
    run, thinking = uuid4(), journal()
    for text in ("one", " and the rest"):
        thinking.tell(AnswerDelta(text))
        live.mark(run, thinking, fenced=fenced, hurry=text == "one", every=60.0)
        await asyncio.sleep(10 * OFTEN)
    thinking.tell(AnswerDelta("."))
    async with asyncio.timeout(5):
        await live.end(run, thinking, thinking.take())
    texts = [row["e"]["text"] for batch in written(valkey, run) for row in json.loads(f"[{batch.entries}]")]
    assert "".join(texts) == "one and the rest."
