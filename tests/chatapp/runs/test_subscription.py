"""The one subscription of a process, over a real Valkey."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
import redis

from chatapp.runs import subscription
from chatapp.runs.subscription import Subscription
from tests.support.valkey import Valkey
from tests.support.wait import until

pytestmark = pytest.mark.asyncio


class Listener:
    """A subscription with the number of its reconnects."""

    def __init__(self) -> None:
        self.reconnects = 0
        self.subscription = Subscription(self._reconnected)

    async def _reconnected(self) -> None:
        self.reconnects += 1

    async def hear(self, channel: str) -> list[str]:
        """A list that grows by what is told on `channel`."""
        heard: list[str] = []
        await self.subscription.add(channel, heard.append)
        return heard


@pytest_asyncio.fixture
async def listener() -> AsyncIterator[Listener]:
    listener = Listener()
    yield listener
    await listener.subscription.close()


def cut(client: redis.Redis) -> None:
    """End every subscriber's connection, as a network does."""
    client.execute_command("CLIENT", "KILL", "TYPE", "pubsub")


async def test_what_is_told_after_add_has_returned_is_heard(listener: Listener, valkey: redis.Redis) -> None:
    heard = await listener.hear("a")
    valkey.publish("a", "one")
    valkey.publish("b", "not for us")
    valkey.publish("a", "two")
    await until(lambda: heard == ["one", "two"])


async def test_everyone_who_begins_to_listen_while_the_connection_opens_is_heard(
    listener: Listener, valkey: redis.Redis
) -> None:
    async with asyncio.timeout(subscription.ACKNOWLEDGE_SECONDS / 2):
        waiting = []
        for number in range(50):
            waiting.append(asyncio.create_task(listener.hear(f"channel {number}")))
            await asyncio.sleep(0)  # each begins at another moment of the connection's opening
        heard = await asyncio.gather(*waiting)
    for number in range(50):
        assert valkey.publish(f"channel {number}", str(number)) == 1
    await until(lambda: heard == [[str(number)] for number in range(50)])


async def test_many_listen_to_one_channel_and_the_last_to_leave_ends_it(
    listener: Listener, valkey: redis.Redis
) -> None:
    one: list[str] = []
    two = await listener.hear("a")
    await listener.subscription.add("a", one.append)
    valkey.publish("a", "both")
    await until(lambda: (one, two) == (["both"], ["both"]))
    await listener.subscription.remove("a", one.append)
    valkey.publish("a", "second only")
    await until(lambda: two == ["both", "second only"])
    assert one == ["both"]
    await listener.subscription.remove("a", two.append)
    await until(lambda: valkey.publish("a", "nobody") == 0)


async def test_after_a_cut_it_listens_again_and_says_that_something_may_be_missing(
    listener: Listener, valkey: redis.Redis
) -> None:
    heard = await listener.hear("a")
    cut(valkey)
    await until(lambda: listener.reconnects == 1)
    valkey.publish("a", "again")
    await until(lambda: heard == ["again"])


async def test_with_redis_away_adding_returns_and_the_channel_is_heard_when_it_is_back(
    listener: Listener, mortal_valkey: Valkey, monkeypatch: Any
) -> None:
    monkeypatch.setattr(subscription, "ACKNOWLEDGE_SECONDS", 0.05)
    mortal_valkey.stop()
    heard = await listener.hear("a")
    mortal_valkey.start()
    with redis.Redis.from_url(mortal_valkey.url) as client:
        await until(lambda: client.publish("a", "back") == 1)
    await until(lambda: heard == ["back"])


async def test_what_a_channel_carries_is_not_mixed_up_when_its_listener_changes(
    listener: Listener, valkey: redis.Redis
) -> None:
    first = await listener.hear("a")
    await listener.subscription.remove("a", first.append)
    second = await listener.hear("a")
    await until(lambda: valkey.publish("a", "x") == 1 and bool(second))
    assert first == []
