"""One attempt at a run: drives `think`, tells its events live, keeps the lease, stores steps, ends the run."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from chatapp.observing import tracing
from chatapp.runs import change, counted, engines, finish, lease, makers, pace, roster, store
from chatapp.runs.enqueue import enqueue
from chatapp.runs.models import Run
from chatapp.runs.request import to_task
from reasoning.errors import EngineError
from reasoning.events import TERMINAL, TRANSIENT, Event, Failed
from reasoning.sandbox import choose
from reasoning.state import State
from reasoning.think import Control, think

from .journal import Journal
from .livelog import LiveLog
from .loop import in_database
from .path_spans import PathSpans
from .watching import WatchedEngine

logger = logging.getLogger(__name__)
FAULT = Failed("internal", "Something went wrong while answering. Nothing was counted; please try again.")
SETTLE_SECONDS = 0.15  # steps that finish together are stored together
STORE_TRIES = 5


class Attempt:
    """A claimed run in this process. `work` returns when the run has ended, was lost, or was handed on."""

    def __init__(self, run: Run, live: LiveLog) -> None:
        self.run = run
        self.live = live
        self.paths = PathSpans()
        self.control = Control()
        self.journal = Journal(run.attempt, State(), time.time)
        self._ended = asyncio.Event()
        self._news = asyncio.Event()
        self._spoke = False
        self._lost = False
        self._handing_on = False
        self._end: Event | None = None
        self._stored = (0, 0)
        self._thinking: asyncio.Task[None] | None = None

    async def work(self) -> None:
        """Answer the run's question."""
        past = State()
        if self.run.attempt > 1:
            past = self.journal.state = await in_database(store.load_state, self.run)
        self._heed(self.run)
        helpers = [asyncio.create_task(self._keep_lease()), asyncio.create_task(self._keep_stored())]
        self._thinking = asyncio.create_task(self._trace_thinking(past))
        await asyncio.wait([self._thinking])
        self._ended.set()
        self._news.set()
        await asyncio.gather(*helpers)
        try:
            if self._handing_on and self._end is None and not self._lost:
                await self._hand_on()
            elif not self._lost:
                with tracing.span("finish"):
                    await self._finish(self._end or FAULT)
        except lease.LeaseLost:
            logger.info("run %s attempt %s: another attempt has taken over", self.run.pk, self.run.attempt)

    def lose(self) -> None:
        """Stop at once and write nothing more: the run is another attempt's."""
        self._lost = True
        if self._thinking is not None:
            self._thinking.cancel()

    def hand_on(self) -> None:
        """Store what there is and give the run back to the queue, because this process shuts down."""
        self._handing_on = True
        self.control.pause()

    async def _trace_thinking(self, past: State) -> None:
        with tracing.span("think", model=self.run.model, strategy=self.run.strategy):
            try:
                await self._think(past)
            finally:
                self.paths.close()

    async def _think(self, past: State) -> None:
        try:
            # What answers now, which need not be what did when the question was asked or tried before.
            profile = await in_database(roster.profile, self.run.mode, self.run.input.get("chosen", ""))
            known = past if past.status != "new" else None
            await in_database(change.adapt, run=self.run, profile=profile, begun=known is not None)
            task = replace(await in_database(to_task, self.run.input, profile), model=profile.name)
            sandbox = None
            thinks = self.run.mode == "think"
            if thinks:
                now = await in_database(pace.pace_of, profile.name)
                task = replace(task, path_tokens=now.path_tokens, path_rate=now.path_rate)
                # Looked for once a process.
                sandbox = await asyncio.to_thread(choose) if task.kind == "code" else None
            async with (
                engines.using(profile, self.run.mode) as engine,
                engines.judge(profile.name) if thinks else contextlib.nullcontext() as judge,
                engines.reward() if thinks else contextlib.nullcontext() as reward,
            ):
                # Reads the weights, once.
                await in_database(makers.note, run=self.run, profile=profile, engine=engine)
                thinking = think(
                    task,
                    WatchedEngine(engine, profile.name),
                    judge=judge,
                    reward=reward,
                    sandbox=sandbox,
                    past=known,
                    control=self.control,
                )
                async with contextlib.aclosing(thinking) as events:
                    async for event in events:
                        self._tell(event)
                # A server has named its weights by now.
                makers.note(run=self.run, profile=profile, engine=engine)
        except EngineError as error:
            self._tell(Failed(error.code, error.message))
        except lease.LeaseLost:
            self.lose()
        except Exception:
            logger.exception("run %s: a fault while thinking", self.run.pk)
            self._tell(FAULT)

    def _tell(self, event: Event) -> None:
        if isinstance(event, TERMINAL):
            self._end = event  # told after it is stored: whoever hears of the end finds it in the database
            return
        self.journal.tell(event)
        transient = isinstance(event, TRANSIENT)
        self.live.mark(
            self.run.pk,
            self.journal,
            fenced=self.lose,
            hurry=transient and not self._spoke,
            every=settings.THOUGHT_FLUSH_SECONDS if self.run.mode == "think" else 0.0,
        )
        if transient:
            self._spoke = True
            if self.run.first_word_at is None:
                self.run.first_word_at = timezone.now()
                counted.first_word(self.run)
                tracing.note("first word")
        else:
            self.paths.hear(event)
            self._news.set()

    def _heed(self, told: Run | lease.Beat) -> None:
        """Do what its person wants of the run."""
        if told.cancel_requested:
            self.control.cancel()
        elif told.answer_requested and not self.control.hurried:
            self.control.hurry()

    async def _keep_lease(self) -> None:
        while not await self._ends_within(settings.RUN_HEARTBEAT_SECONDS):
            try:
                beat = await in_database(lease.beat, self.run)
            except lease.LeaseLost:
                self.lose()
                return
            except DatabaseError as error:
                logger.warning("run %s: the heartbeat failed: %s", self.run.pk, error)
                continue
            self._heed(beat)

    async def _keep_stored(self) -> None:
        """Store steps soon after they finish, and the answer's text every RUN_CHECKPOINT_SECONDS."""
        while not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), settings.RUN_CHECKPOINT_SECONDS)
            if await self._ends_within(SETTLE_SECONDS):
                return
            self._news.clear()
            try:
                await self._store()
            except lease.LeaseLost:
                self.lose()
                return
            except DatabaseError as error:
                logger.warning("run %s: the checkpoint failed: %s", self.run.pk, error)

    async def _store(self) -> None:
        entries, state = tuple(self.journal.unstored), self.journal.state
        if state.cursor == self._stored:
            return
        await in_database(store.checkpoint, run=self.run, entries=entries, state=state)
        self.journal.stored(len(entries))
        self._stored = state.cursor

    async def _hand_on(self) -> None:
        self.journal.take()  # the next attempt's snapshot tells it
        await self._store()
        if await in_database(lease.hand_on, self.run):
            await in_database(enqueue, run_id=self.run.pk, mode=self.run.mode)
            logger.info("run %s was handed on", self.run.pk)

    async def _finish(self, end: Event) -> None:
        self.journal.tell(end)
        last = self.journal.take()
        for tries_left in reversed(range(STORE_TRIES)):
            try:
                await in_database(
                    finish.finish,
                    run=self.run,
                    state=self.journal.state,
                    entries=tuple(self.journal.unstored),
                )
                break
            except DatabaseError:
                if not tries_left:
                    raise
                await asyncio.sleep(0.5)
        await self.live.end(self.run.pk, self.journal, last)

    async def _ends_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._ended.wait(), seconds)
        except TimeoutError:
            return False
        return True
