"""The attempts of this process: where a cancel finds its run, and where a shutdown finds them all."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import cache
from uuid import UUID

from django.conf import settings

from chatapp.observing import tracing
from chatapp.observing.binding import bound
from chatapp.observing.carrying import request_of, traceparent_of
from chatapp.runs import claims, counted, turns
from chatapp.runs.log import ANSWER_CHANNEL, CANCEL_CHANNEL
from chatapp.runs.subscription import Subscription

from .attempt import Attempt
from .livelog import LiveLog
from .loop import in_database

logger = logging.getLogger(__name__)


class Desk:
    """One for each worker process; lives in its event loop."""

    def __init__(self) -> None:
        self.attempts: dict[UUID, Attempt] = {}
        self.live = LiveLog()
        self._working: set[asyncio.Task[None]] = set()
        self._draining = False
        self._wishes = Subscription(on_reconnect=self._missed)

    async def open(self) -> None:
        """Hear what people want of their runs."""
        await self._wishes.add(CANCEL_CHANNEL, self._cancel)
        await self._wishes.add(ANSWER_CHANNEL, self._answer_now)

    async def answer(self, run_id: str, mode: str = "") -> None:
        """Claim the run whose turn it is, `run_id` or another of its mode, and work on it; returns at once when there
        is nothing to claim.
        """
        began = time.perf_counter()
        run = await in_database(turns.claim_next, run_id, mode)
        if run is None:
            return
        counted.claimed(run)
        attempt = self.attempts[run.pk] = Attempt(run, self.live)
        if self._draining:
            attempt.hand_on()
        ids = {"run": str(run.pk), "attempt": run.attempt, "worker": claims.worker()}
        with (
            bound(**ids, account=run.user_id, request=request_of(run.input)),
            tracing.span("answer", parent=traceparent_of(run.input), mode=run.mode, **ids),
        ):
            tracing.past("claim", time.perf_counter() - began)
            working = asyncio.create_task(attempt.work())
            self._working.add(working)
            try:
                await working
            finally:
                self._working.discard(working)
                self.attempts.pop(run.pk, None)

    async def drain(self) -> None:
        """Let what runs come to its end for a while, then hand the rest on to other workers."""
        if self._working:
            await asyncio.wait(self._working, timeout=settings.DRAIN_SECONDS)
        self._draining = True
        for attempt in self.attempts.values():
            attempt.hand_on()

    async def _missed(self) -> None:
        """A wish that was told while Redis was away is found by the next heartbeat."""

    def _cancel(self, run_id: str) -> None:
        attempt = self.attempts.get(UUID(run_id))
        if attempt is not None:
            attempt.control.cancel()

    def _answer_now(self, run_id: str) -> None:
        attempt = self.attempts.get(UUID(run_id))
        if attempt is not None:
            attempt.control.hurry()


@cache
def desk() -> Desk:
    """The process's desk; first called inside its event loop."""
    return Desk()
