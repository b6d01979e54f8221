"""The one SUBSCRIBE connection of a process, with callbacks for each channel."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable

import redis.asyncio
from redis.asyncio.client import PubSub

from . import connections

logger = logging.getLogger(__name__)
KEEPALIVE = "hub"  # a connection without any channel cannot be read
ACKNOWLEDGE_SECONDS = 3.0
LONGEST_BACKOFF = 2.0

Callback = Callable[[str], None]


class Subscription:
    """Channels and who listens. Survives a restart of Redis: resubscribes, then calls `on_reconnect`."""

    def __init__(self, on_reconnect: Callable[[], Awaitable[None]]) -> None:
        self.callbacks: dict[str, list[Callback]] = {}
        self._on_reconnect = on_reconnect
        self._acknowledged: dict[str, asyncio.Event] = {}
        self._pubsub: PubSub | None = None
        self._reader: asyncio.Task[None] | None = None

    async def add(self, channel: str, callback: Callback) -> None:
        """Call `callback` with every message from now on. Returns once Redis has confirmed it.

        With Redis away it returns after a moment all the same: the channel is subscribed when it is back.
        """
        if self._reader is None or self._reader.done():
            self._reader = asyncio.create_task(self._read_for_ever())
        known = channel in self.callbacks
        self.callbacks.setdefault(channel, []).append(callback)
        acknowledged = self._acknowledged.setdefault(channel, asyncio.Event())
        if not known and self._pubsub is not None:
            with contextlib.suppress(redis.RedisError, OSError):
                await self._pubsub.subscribe(channel)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(acknowledged.wait(), ACKNOWLEDGE_SECONDS)

    async def remove(self, channel: str, callback: Callback) -> None:
        """End what `add` began."""
        callbacks = self.callbacks.get(channel, [])
        if callback in callbacks:
            callbacks.remove(callback)
        if not callbacks and self.callbacks.pop(channel, None) is not None:
            self._acknowledged.pop(channel, None)
            if self._pubsub is not None:
                with contextlib.suppress(redis.RedisError, OSError):
                    await self._pubsub.unsubscribe(channel)

    async def close(self) -> None:
        """Stop reading and close the connection."""
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
            self._reader = None

    async def _read_for_ever(self) -> None:
        backoff, first = 0.05, True
        while True:
            client = connections.listener()
            try:
                async with client, client.pubsub() as pubsub:
                    await pubsub.subscribe(KEEPALIVE)
                    self._pubsub = pubsub  # from here on, add() subscribes; what came before is in callbacks
                    if self.callbacks:
                        await pubsub.subscribe(*self.callbacks)
                    if not first:
                        await self._on_reconnect()
                    backoff, first = 0.05, False
                    while True:
                        self._deliver(await pubsub.get_message(timeout=None))
            except (redis.RedisError, OSError) as error:
                logger.warning("the live connection to Redis is down, trying again: %s", error)
            finally:
                self._pubsub = None
            await asyncio.sleep(backoff * random.uniform(0.5, 1.0))
            backoff, first = min(backoff * 2, LONGEST_BACKOFF), False

    def _deliver(self, message: dict[str, str] | None) -> None:
        if message is None:
            return
        channel = message["channel"]
        if message["type"] == "subscribe" and channel in self._acknowledged:
            self._acknowledged[channel].set()
        elif message["type"] == "message":
            for callback in tuple(self.callbacks.get(channel, ())):
                callback(message["data"])
