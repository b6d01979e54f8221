"""Writes the journals of all runs of this process to their logs: one round trip every RUN_FLUSH_SECONDS.

A run's first words do not wait for the next round; one of many paths may ask for fewer rounds. With Redis away
nothing is lost: the journal begins anew with a snapshot once it is back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import redis
from django.conf import settings

from chatapp.runs import connections, log
from reasoning.events import Entry

from .journal import Journal

logger = logging.getLogger(__name__)
LONGEST_BACKOFF = 1.0
SHORTEST_REST = 0.01
END_SECONDS = 10.0  # how long the end of a run is tried to be told; pages find it in the database otherwise


@dataclass(frozen=True, slots=True)
class News:
    """A journal that has something to write, not before `due` on the loop's clock."""

    journal: Journal
    fenced: Callable[[], None]
    due: float


class LiveLog:
    """One for each process; belongs to its event loop."""

    def __init__(self) -> None:
        self.client = connections.commands()
        self._dirty: dict[UUID, News] = {}
        self._something = asyncio.Event()
        self._hurry = asyncio.Event()
        self._writing = asyncio.Lock()
        self._task = asyncio.create_task(self._write_for_ever())

    def mark(
        self,
        run_id: UUID,
        journal: Journal,
        *,
        fenced: Callable[[], None],
        hurry: bool = False,
        every: float = 0.0,
    ) -> None:
        """The journal has news. `fenced` is called when a later attempt owns the log. Between two writes of this
        run lie `every` seconds at least, unless it is in a `hurry`."""
        due = 0.0 if hurry else journal.written + every
        if waiting := self._dirty.get(run_id):
            due = min(due, waiting.due)  # a hurry lasts until it is written
        self._dirty[run_id] = News(journal, fenced, due)
        self._something.set()
        if hurry:
            self._hurry.set()

    async def end(self, run_id: UUID, journal: Journal, last: list[Entry]) -> None:
        """Write the `last` entries of a run that has ended, or give up after END_SECONDS."""
        self._dirty.pop(run_id, None)
        with suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS), self._writing:
                while True:
                    if journal.lost:
                        last = journal.take()
                    try:
                        await log.append(self.client, [(run_id, batch) for batch in log.make_batches(last)])
                        return
                    except (redis.RedisError, OSError) as error:
                        logger.warning("the end of run %s cannot be told now: %s", run_id, error)
                        journal.lost = True
                        await asyncio.sleep(LONGEST_BACKOFF / 2)

    async def _write_for_ever(self) -> None:
        backoff = 0.05
        while True:
            await self._something.wait()
            self._something.clear()
            self._hurry.clear()
            now = asyncio.get_running_loop().time()
            dirty = {run_id: news for run_id, news in self._dirty.items() if news.due <= now}
            self._dirty = {run_id: news for run_id, news in self._dirty.items() if news.due > now}
            if self._dirty:
                self._something.set()
            if await self._write(dirty):
                backoff = 0.05
                # What is not due yet is looked at again, but not without a rest.
                rest = settings.RUN_FLUSH_SECONDS if dirty else max(settings.RUN_FLUSH_SECONDS, SHORTEST_REST)
                with suppress(TimeoutError):
                    async with asyncio.timeout(rest):
                        await self._hurry.wait()
            else:
                self._dirty = dirty | self._dirty
                self._something.set()
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF)

    async def _write(self, dirty: dict[UUID, News]) -> bool:
        """Append the news of these journals; False when Redis is away."""
        async with self._writing:
            now = asyncio.get_running_loop().time()
            for news in dirty.values():
                news.journal.written = now
            taken = [(run_id, news.journal.take()) for run_id, news in dirty.items()]
            batches = [(run_id, batch) for run_id, entries in taken for batch in log.make_batches(entries)]
            if not batches:
                return True
            try:
                accepted = await log.append(self.client, batches)
            except (redis.RedisError, OSError) as error:
                logger.warning("the live log cannot be written now: %s", error)
                for news in dirty.values():
                    news.journal.lost = True
                return False
            for (run_id, _), ok in zip(batches, accepted, strict=True):
                if not ok:
                    dirty[run_id].fenced()
            return True
