"""A run's journal: folds the events of one attempt, numbers them, and joins deltas until they are written. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reasoning.events import TERMINAL, AnswerDelta, Entry, Event, Snapshot, StepDelta
from reasoning.state import State, replay, to_dict

JOINED = 8 * 1024  # characters: an entry of this size takes no more text


class Journal:
    """Events go in by `tell`; `take` numbers and folds them for the live log; `unstored` is for the database.

    `state` is the fold of everything taken so far. `lost` says that the live log may lack what was taken: the
    next `take` then begins anew with a snapshot. `written` is when the live log last wrote of it, on the loop's clock.
    """

    def __init__(self, attempt: int, past: State, clock: Callable[[], float]) -> None:
        self.attempt = attempt
        self.state = past
        self.seq = 0
        self.unstored: list[Entry] = []
        self._clock = clock
        self._told: list[Event] = []
        self._joinable: dict[tuple[int, int] | None, int] = {}
        self._end: Event | None = None
        self.lost = False
        self.written = 0.0

    def tell(self, event: Event) -> None:
        """Add an event. Text for the same place joins what still waits, so that one entry carries it."""
        match event:
            case AnswerDelta():
                key: tuple[int, int] | None = None
            case StepDelta():
                key = (event.path, event.step)
            case _:
                self._joinable.clear()
                self._told.append(event)
                return
        place = self._joinable.get(key, -1)
        known = self._told[place] if place >= 0 else None
        if isinstance(known, AnswerDelta | StepDelta) and len(known.text) < JOINED:
            self._told[place] = replace(known, text=known.text + event.text)
        else:
            self._joinable[key] = len(self._told)
            self._told.append(event)

    def take(self) -> list[Entry]:
        """The entries for the live log, numbered. After a loss, a snapshot of everything instead."""
        entries = [self._enter(event) for event in self._told]
        self._told.clear()
        self._joinable.clear()
        self.unstored += entries
        if entries and isinstance(entries[-1].event, TERMINAL):
            self._end = entries[-1].event
        if self.lost:
            entries = [self._enter(Snapshot(to_dict(self.state)))]
            if self._end:
                entries.append(self._enter(self._end))
            self.lost = False
        return entries

    def stored(self, number: int) -> None:
        """The database has the first `number` entries of `unstored`."""
        del self.unstored[:number]

    def _enter(self, event: Event) -> Entry:
        self.seq += 1
        entry = Entry(self.attempt, self.seq, event, self._clock())
        self.state = replay(self.state, entry)
        return entry
