"""Batches requests for a library that can only batch within one call: waiting jobs of one kind run together.

A thread of its own calls the library. A batch runs until its jobs end, or until somebody else waits: then
it steps back after `CHUNK` tokens and queues again, so that a newcomer never waits for a whole answer.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

CHUNK = 32  # tokens; coming back costs reading the whole text again, so not too few
BATCH = 64  # jobs; more only make each token slower
GATHER_SECONDS = 0.004  # paths of one question arrive one by one: wait while others follow this soon,
GATHER_LIMIT = 0.05  # and no longer than this

Sampling = tuple[float, float]  # temperature (0 is greedy) and top_p


@dataclass(slots=True, eq=False)
class Job:
    """One text being written. `ids` are prompt and reply so far; at most `limit` more are wanted, and the
    token `end` ends it.

    `on_token(id, logprob)` returns True when the text shall end there; `on_end(error)` is told once, at
    once, with None when it went well: `ended` is then False where the limit cut it. Both are called in
    the batcher's thread.
    """

    ids: list[int]
    limit: int
    end: int
    sampling: Sampling
    on_token: Callable[[int, float], bool]
    on_end: Callable[[Exception | None], None]
    cancelled: bool = False
    ended: bool = False
    done: bool = False
    paused: bool = False

    def take(self, token: int, logprob: float) -> bool:
        """Count one token; True when no more are wanted."""
        if self.cancelled or self.done:
            return True
        if token == self.end:
            self.ended = True
        else:
            self.ids.append(token)
            self.limit -= 1
            self.ended = self.on_token(token, logprob)
        if self.ended or self.limit <= 0:
            self.finish(None)
        return self.done

    def finish(self, error: Exception | None) -> None:
        """Tell the end, unless it was told or nobody listens."""
        if not self.done and not self.cancelled:
            self.done = True
            self.on_end(error)


class Generate(Protocol):
    """Run a batch of equally long texts: calls `on_token(index, step, id, logprob)` for each token, the one
    that ends a text included, until it returns True for that index or `limit` tokens are written."""

    def __call__(
        self,
        texts: Sequence[Sequence[int]],
        limit: int,
        sampling: Sampling,
        on_token: Callable[[int, int, int, float], bool],
    ) -> None: ...


class Batcher:
    """Runs jobs in one thread. `load` gives the library's Generate; it is called once, in the thread."""

    def __init__(self, load: Callable[[], Generate]) -> None:
        self._load = load
        self._waiting: deque[Job] = deque()
        self._ready = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, job: Job) -> None:
        """Queue `job`; RuntimeError once the batcher is closed."""
        with self._ready:
            if self._closed:
                raise RuntimeError("the batcher is closed")
            self._waiting.append(job)
            if self._thread is None:
                # Not before the first job: a thread does not survive the fork of a worker process.
                self._thread = threading.Thread(target=self._run, name="batcher", daemon=True)
                self._thread.start()
            self._ready.notify()

    def close(self) -> None:
        """End the thread after the current token; jobs that are not done are told so."""
        with self._ready:
            self._closed = True
            self._ready.notify()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            generate = self._load()
        except Exception as error:
            with self._ready:
                failed, self._waiting = self._waiting, deque()
                self._thread = None  # the next job tries again
            for job in failed:
                job.finish(error)
            return
        while group := self._next():
            try:
                self._batch(generate, group)
            except Exception as error:
                for job in group:
                    job.finish(error)
            with self._ready:
                self._waiting.extend(job for job in group if job.paused and not job.done)
        for job in self._waiting:
            job.finish(RuntimeError("the engine was closed"))

    def _next(self) -> list[Job]:
        """The next jobs to run together: the one that waits longest and its like. Empty when closed."""
        with self._ready:
            if not self._waiting and not self._closed:
                self._ready.wait_for(lambda: self._waiting or self._closed)
                until = time.monotonic() + GATHER_LIMIT
                while not self._closed and time.monotonic() < until and self._ready.wait(GATHER_SECONDS):
                    continue
            if self._closed:
                return []
            first = self._waiting[0]
            # Texts of unequal length would be read token by token up to the longest.
            alike = [
                j
                for j in self._waiting
                if j.sampling == first.sampling and len(j.ids) == len(first.ids) and not j.cancelled
            ][:BATCH]
            chosen = {id(job) for job in alike}
            self._waiting = deque(j for j in self._waiting if id(j) not in chosen and not j.cancelled)
        return alike or self._next()

    def _batch(self, generate: Generate, group: list[Job]) -> None:
        faults: list[Exception] = []
        leave_at: int | None = None

        def on_token(index: int, step: int, token: int, logprob: float) -> bool:
            # An exception must not pass through the library's own thread.
            nonlocal leave_at
            try:
                job = group[index]
                if job.take(token, logprob) or faults:
                    return True
                if leave_at is None and step + 1 >= CHUNK and (self._waiting or self._closed):
                    leave_at = step + 1  # all at the same step, so that they stay equally long
                if self._closed or (leave_at is not None and step >= leave_at):
                    job.paused = True
                    return True
                return False
            except Exception as error:
                faults.append(error)
                return True

        for job in group:
            job.paused = False
        generate([job.ids for job in group], max(job.limit for job in group), group[0].sampling, on_token)
        if faults:
            raise faults[0]
        for job in group:
            if not job.paused:
                job.finish(None)
