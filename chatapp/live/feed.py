"""One run as every socket of this process sees it: its batches in order, without a gap. Pure but for waiting.

A feed accepts a batch when it follows what it has, when it begins a new attempt, or when it begins with a
snapshot (which replaces all before). Anything else is a gap, and the hub must fill it.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from chatapp.runs.disclosure import shown_batch
from chatapp.runs.log import Batch

Outcome = Literal["taken", "known", "gap"]


@dataclass(frozen=True, slots=True)
class Position:
    """The place of an entry in a run's log."""

    attempt: int = 0
    seq: int = 0


class Feed:
    """Batches of one run, shared by all sockets that watch it."""

    def __init__(self, run_id: str) -> None:
        self.run_id = run_id
        self.batches: list[Batch] = []
        self.watchers = 0
        self.on_gap: Callable[[Feed], None] | None = None
        self._changed = asyncio.Event()

    @property
    def end(self) -> Position:
        """The place of the newest entry."""
        return Position(self.batches[-1].attempt, self.batches[-1].last) if self.batches else Position()

    @property
    def ended(self) -> bool:
        """Whether the run's last event is here."""
        return bool(self.batches) and self.batches[-1].terminal

    def offer(self, batch: Batch) -> Outcome:
        """Take the batch if it is the next one."""
        end = self.end
        if (batch.attempt, batch.last) <= (end.attempt, end.seq):
            return "known"
        follows = batch.attempt == end.attempt and batch.first <= end.seq + 1
        begins = batch.attempt > end.attempt and batch.first == 1
        if not (follows or begins or batch.snapshot):
            return "gap"
        if batch.snapshot:
            self.batches.clear()  # what it replaces need not be kept for anyone
        self.batches.append(shown_batch(batch))
        self._changed.set()
        self._changed = asyncio.Event()
        return "taken"

    def arrived(self, packed: str) -> None:
        """Take a batch as the subscription delivers it; a gap is reported to `on_gap`."""
        if self.offer(Batch.unpack(packed)) == "gap" and self.on_gap:
            self.on_gap(self)

    def after(self, position: Position) -> list[Batch]:
        """The batches that a reader at `position` lacks; all of them when it knows another past."""
        place = (position.attempt, position.seq)
        start = bisect_right(self.batches, place, key=lambda batch: (batch.attempt, batch.last))
        return self.batches[start:]

    def changed(self) -> Awaitable[object]:
        """Wait until a batch is taken: from this call on, not from when the loop gets to it."""
        return self._changed.wait()
