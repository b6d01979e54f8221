"""Relays runs to the sockets of this web process: one Redis subscription, one feed for each watched run.

Subscribe first, then read the log: the other order loses what is written in between. After a lost connection
every feed is read again. A gap that the log cannot fill is bridged by a snapshot from the database.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

import redis.asyncio

from chatapp.runs import connections, log
from chatapp.runs.subscription import Subscription

from .feed import Feed
from .stored import stored_batch

logger = logging.getLogger(__name__)


class Hub:
    """One for each event loop: see `hub()`."""

    def __init__(self) -> None:
        self.feeds: dict[str, Feed] = {}
        self.client = connections.commands()
        self.subscription = Subscription(on_reconnect=self._refill)
        self._bridging: dict[str, asyncio.Task[None]] = {}
        self._opening: dict[str, asyncio.Task[None]] = {}

    @asynccontextmanager
    async def watch(self, run_id: str) -> AsyncIterator[Feed]:
        """The run's feed, filled, for as long as the block runs."""
        feed = self.feeds.get(run_id)
        if feed is None:
            feed = self.feeds[run_id] = Feed(run_id)
            self._opening[run_id] = asyncio.create_task(self._open(feed))
        feed.watchers += 1
        try:
            if run_id in self._opening:
                await asyncio.shield(self._opening[run_id])
            yield feed
        finally:
            feed.watchers -= 1
            if not feed.watchers and self.feeds.get(run_id) is feed:
                del self.feeds[run_id]
                self._opening.pop(run_id, None)
                await self.subscription.remove(log.channel(run_id), feed.arrived)

    async def verify(self, feed: Feed) -> None:
        """Ask the log, then the database, whether a silent feed has missed something."""
        await self._fill(feed)
        if not feed.ended:
            batch = await stored_batch(feed.run_id)
            if batch and batch.terminal:
                feed.offer(batch)

    async def close(self) -> None:
        """Close the connections; feeds stay as they are."""
        await self.subscription.close()
        await self.client.aclose()

    async def _open(self, feed: Feed) -> None:
        feed.on_gap = self._bridge
        await self.subscription.add(log.channel(feed.run_id), feed.arrived)
        await self._fill(feed)
        if not feed.batches:
            await self._fill_from_stored(feed)

    async def _fill(self, feed: Feed) -> None:
        """Offer what the log has beyond the feed's end."""
        end = feed.end
        after = f"{end.attempt}-{end.seq}" if feed.batches else "-"
        try:
            batches = await log.read(self.client, feed.run_id, after=after)
        except (redis.RedisError, OSError) as error:
            logger.warning("the log of run %s cannot be read now: %s", feed.run_id, error)
            return
        for batch in batches:
            feed.offer(batch)

    async def _refill(self) -> None:
        for feed in list(self.feeds.values()):
            await self._fill(feed)

    def _bridge(self, feed: Feed) -> None:
        """Close a gap: from the log if it has what is missing, else with a snapshot from the database."""

        async def bridge() -> None:
            before = feed.end
            await self._fill(feed)
            if feed.end == before:
                await self._fill_from_stored(feed)

        running = self._bridging.get(feed.run_id)
        if running is None or running.done():
            task = self._bridging[feed.run_id] = asyncio.create_task(bridge())
            task.add_done_callback(lambda _: self._bridging.pop(feed.run_id, None))

    async def _fill_from_stored(self, feed: Feed) -> None:
        """Begin with what the database has, and go on with what the log has beyond that."""
        batch = await stored_batch(feed.run_id)
        if batch is not None:
            feed.offer(batch)
            await self._fill(feed)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The running event loop's hub."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
