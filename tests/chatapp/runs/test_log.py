"""The log of a run in a real Valkey."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import redis
import redis.asyncio

from chatapp.runs import connections, log
from chatapp.runs.log import BATCH_SIZE, Batch, append, make_batch, make_batches, read
from reasoning.events import AnswerDelta, Cancelled, Entry, Snapshot
from reasoning.state import State, to_dict
from tests.support.said import ending, entries, opening

pytestmark = pytest.mark.asyncio
RUN = uuid.UUID(int=7)


@pytest_asyncio.fixture
async def client(valkey: redis.Redis) -> AsyncIterator[redis.asyncio.Redis]:
    client = connections.commands()
    yield client
    await client.aclose()


def batch(*words: str, attempt: int = 1, after: int = 0) -> Batch:
    return make_batch(entries(*map(AnswerDelta, words), attempt=attempt, after=after))


async def test_what_is_appended_is_read_back_and_told_to_those_who_listen(
    client: redis.asyncio.Redis, valkey: redis.Redis
) -> None:
    with valkey.pubsub(ignore_subscribe_messages=True) as told:
        told.subscribe(log.channel(RUN))
        told.get_message(timeout=1)
        one, two = batch("a", "b"), batch("c", after=2)
        assert await append(client, [(RUN, one), (RUN, two)]) == [True, True]
        assert await read(client, RUN) == [one, two]
        heard = [told.get_message(timeout=5)["data"] for _ in range(2)]
    assert [Batch.unpack(text) for text in heard] == [one, two]


async def test_appending_again_changes_nothing_and_says_yes(
    client: redis.asyncio.Redis, valkey: redis.Redis
) -> None:
    one, two = batch("a", "b"), batch("c", after=2)
    await append(client, [(RUN, one), (RUN, two)])
    with valkey.pubsub(ignore_subscribe_messages=True) as told:
        told.subscribe(log.channel(RUN))
        told.get_message(timeout=1)
        assert await append(client, [(RUN, one), (RUN, two)]) == [True, True]
        assert told.get_message(timeout=0.05) is None
    assert await read(client, RUN) == [one, two]


async def test_an_older_attempt_is_fenced_and_does_not_disturb_other_runs(
    client: redis.asyncio.Redis,
) -> None:
    other = uuid.UUID(int=8)
    new = batch("new", attempt=2)
    await append(client, [(RUN, new)])
    assert await append(client, [(RUN, batch("old", after=500)), (other, batch("x"))]) == [False, True]
    assert await read(client, RUN) == [new]
    assert await read(client, other) == [batch("x")]


async def test_attempts_and_places_are_compared_as_numbers(client: redis.asyncio.Redis) -> None:
    nine, ten = batch("9", attempt=9, after=8), batch("10", attempt=10, after=9)
    assert await append(client, [(RUN, nine), (RUN, ten)]) == [True, True]
    assert await append(client, [(RUN, batch("9", attempt=9, after=99))]) == [False]
    assert await append(client, [(RUN, batch("11", attempt=10, after=10))]) == [True]


async def test_reading_after_a_place_gives_only_what_is_later(client: redis.asyncio.Redis) -> None:
    one, two = batch("a", "b"), batch("c", after=2)
    three = batch("d", attempt=2)
    await append(client, [(RUN, one), (RUN, two), (RUN, three)])
    assert await read(client, RUN, after="1-2") == [two, three]
    assert await read(client, RUN, after="1-3") == [three]
    assert await read(client, RUN, after="2-1") == []
    assert await read(client, uuid.UUID(int=9)) == []


async def test_the_log_expires_soon_after_the_end_and_late_while_it_lives(
    client: redis.asyncio.Redis, valkey: redis.Redis, settings: object
) -> None:
    await append(client, [(RUN, batch("a"))])
    assert valkey.ttl(log.stream_key(RUN)) > settings.RUN_LOG_TTL_SECONDS
    await append(client, [(RUN, make_batch(entries(*ending("a"), after=1)))])
    assert 0 < valkey.ttl(log.stream_key(RUN)) <= settings.RUN_LOG_TTL_SECONDS


async def test_without_redis_appending_raises(settings: object) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    client = connections.commands()
    with pytest.raises(redis.RedisError):
        await append(client, [(RUN, batch("a"))])
    await client.aclose()


async def test_a_batch_survives_being_packed_with_whatever_text_it_carries() -> None:
    text = 'spaces, "quotes", \n newlines, 👩‍👩‍👧, \u2028 and مرحبا </script>'
    packed = make_batch(entries(*opening(text), Cancelled()))
    assert Batch.unpack(packed.pack()) == packed
    told = json.loads(f"[{packed.entries}]")
    assert [entry["s"] for entry in told] == [1, 2, 3, 4]
    assert told[2] == {"a": 1, "s": 3, "at": 1.5, "e": {"type": "answer_delta", "v": 1, "text": text}}


@pytest.mark.parametrize(
    ("events", "snapshot", "terminal"),
    [
        ([AnswerDelta("a")], False, False),
        ([AnswerDelta("a"), Cancelled()], False, True),
        ([Snapshot(to_dict(State()))], True, False),
        ([Snapshot(to_dict(State())), Cancelled()], True, True),
    ],
)
async def test_a_batch_knows_whether_it_begins_anew_and_whether_it_ends_the_run(
    events: list[object], snapshot: bool, terminal: bool
) -> None:
    made = make_batch([Entry(1, place, event) for place, event in enumerate(events, 5)])
    assert (made.first, made.last) == (5, 4 + len(events))
    assert (made.snapshot, made.terminal) == (snapshot, terminal)
    assert (Batch.unpack(made.pack()).snapshot, Batch.unpack(made.pack()).terminal) == (snapshot, terminal)


async def test_much_at_once_is_cut_into_batches_that_follow_each_other() -> None:
    said = [Entry(1, place, AnswerDelta("x" * 9000)) for place in range(1, 12)]
    made = make_batches([*said, Entry(1, 12, Snapshot(to_dict(State()))), Entry(1, 13, Cancelled())])
    assert [batch.first for batch in made[1:]] == [batch.last + 1 for batch in made[:-1]]
    assert (made[0].first, made[-1].last) == (1, 13)
    assert all(len(batch.entries) <= BATCH_SIZE for batch in made)
    assert [batch.snapshot for batch in made] == [*[False] * (len(made) - 1), True]
    assert made[-1].terminal
    assert make_batches([]) == []
