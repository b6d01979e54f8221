"""Carries runs to one socket. Each watched run has a task with a cursor over the shared feed.

There is no queue for each socket: a slow one finds all that it missed joined into one frame.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable

from django.conf import settings

from chatapp.accounts.models import User

from . import requests
from .feed import Feed, Position
from .hub import Hub

logger = logging.getLogger(__name__)
QUIET_SECONDS = 5.0  # a run that is silent this long is compared with the log and the database
AGAIN_SECONDS = (0.5, 2.0, 5.0)  # pauses before a run that could not be carried on is taken up again
FRAME_SIZE = 64 * 1024  # characters: a page that reads slowly costs one frame, not the whole answer
PUSHES = 100  # frames of other tabs that wait for a slow socket; more are dropped: the page reloads its list


class Pumps:
    """All pumps of one socket."""

    def __init__(
        self, hub: Hub, *, send: Callable[[str], Awaitable[None]], stalled: Callable[[], Awaitable[None]]
    ) -> None:
        self.hub = hub
        self._send = send
        self._stalled = stalled
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._pushed: asyncio.Queue[str] = asyncio.Queue(PUSHES)
        self._tasks[""] = asyncio.create_task(self._push_for_ever())

    def watch(self, run_id: str, user: User, *, attempt: int = 0, seq: int = 0) -> None:
        """Carry a run from that place on. A run that is carried already goes on as it is."""
        if run_id not in self._tasks or self._tasks[run_id].done():
            self._tasks[run_id] = asyncio.create_task(self._carry(run_id, user, Position(attempt, seq)))

    async def unwatch(self, run_id: str) -> None:
        """Stop carrying a run."""
        task = self._tasks.pop(run_id, None)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def push(self, text: str) -> None:
        """Send a frame that did not come from a run, without waiting."""
        if not self._pushed.full():
            self._pushed.put_nowait(text)

    async def close(self) -> None:
        """End every pump."""
        for run_id in list(self._tasks):
            await self.unwatch(run_id)

    async def _carry(self, run_id: str, user: User, position: Position) -> None:
        """To the run's end. Where the database or Redis fail it goes on after a pause; a page whose run cannot be
        carried is let go, so that it comes back."""
        for pause in (*AGAIN_SECONDS, None):
            try:
                async with self.hub.watch(run_id) as feed:
                    while True:
                        position = await self._send_new(feed, position)
                        if feed.after(position):
                            continue
                        if feed.ended:
                            break
                        await self._wait(feed)
                await self._deliver(json.dumps(await requests.done(user, run_id), ensure_ascii=False))
                return
            except Exception:
                logger.exception("the pump of run %s broke off", run_id)
            if pause is not None:
                await asyncio.sleep(pause)
        await self._stalled()

    async def _send_new(self, feed: Feed, position: Position) -> Position:
        """Send what the feed has beyond `position`, joined into one frame of bounded size; returns the new one."""
        batches = feed.after(position)
        if not batches:
            return position
        attempt = batches[0].attempt
        if position.attempt and attempt != position.attempt:
            await self._deliver(json.dumps({"type": "reset", "run": feed.run_id, "attempt": attempt}))
        size, joined = 0, []
        for batch in batches:
            if batch.attempt != attempt or (joined and size + len(batch.entries) > FRAME_SIZE):
                break
            joined.append(batch.entries)
            size += len(batch.entries)
        await self._deliver(f'{{"type":"events","run":"{feed.run_id}","entries":[{",".join(joined)}]}}')
        return Position(attempt, batches[len(joined) - 1].last)

    async def _wait(self, feed: Feed) -> None:
        try:
            async with asyncio.timeout(QUIET_SECONDS):  # wait_for would make a task for every token
                await feed.changed()
        except TimeoutError:
            await self.hub.verify(feed)

    async def _push_for_ever(self) -> None:
        while True:
            await self._deliver(await self._pushed.get())

    async def _deliver(self, text: str) -> None:
        """Send one frame; a socket that does not take it within SOCKET_STALL_SECONDS is closed."""
        try:
            async with asyncio.timeout(settings.SOCKET_STALL_SECONDS):
                await self._send(text)
        except TimeoutError:
            await self._stalled()
            raise asyncio.CancelledError from None
