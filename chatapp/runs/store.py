"""A run's persisted state: its step events, the checkpoint of its answer, and what its engine calls used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import transaction

from reasoning.events import TRANSIENT, TYPES, BudgetUsed, Entry, decode, encode
from reasoning.state import State, fold

from . import counted
from .lease import LeaseLost, mine
from .models import EngineCall, Run, RunEvent


def load_entries(run: Run) -> list[Entry]:
    """The persisted entries in order."""
    return entries_of(RunEvent.objects.filter(run=run))


def entries_of(rows: Iterable[RunEvent]) -> list[Entry]:
    """Rows of the log as entries, without those of a newer version that this one does not know. Raises ValueError,
    TypeError or KeyError where one is broken.
    """
    return [
        Entry(attempt=row.attempt, seq=row.seq, event=decode(row.event), at=row.at)
        for row in rows
        if row.event.get("type") in TYPES
    ]


def load_state(run: Run) -> State:
    """What is known of the run."""
    return state_of(run, load_entries(run))


def state_of(run: Run, entries: Sequence[Entry]) -> State:
    """The fold of the run's persisted entries, with the answer's text as last stored."""
    state = fold(entries)
    if run.status in Run.OPEN:
        seq = max(run.checkpoint_seq, state.cursor[1]) if state.cursor[0] == run.attempt else 0
        return replace(state, answer=run.checkpoint, cursor=(run.attempt, seq))
    return replace(state, answer=run.answer.text if run.answer else run.checkpoint)


def checkpoint(*, run: Run, entries: Sequence[Entry], state: State) -> None:
    """Store new entries, the answer as `state` has it, and what makes it. Raises LeaseLost when the run is another
    attempt's.
    """
    with transaction.atomic():
        if not Run.objects.filter(mine(run)).update(
            checkpoint=state.answer,
            checkpoint_seq=state.cursor[1],
            seconds=state.seconds,
            made_by=run.made_by,
            first_word_at=run.first_word_at,
        ):
            raise LeaseLost
        add_entries(run=run, entries=entries)


def set_model(*, run: Run, model: str, embedded: bool, asked: dict[str, Any]) -> None:
    """The run is answered by another model than it began with, of which `asked` is asked. Raises LeaseLost like
    `checkpoint`.
    """
    if not Run.objects.filter(mine(run)).update(model=model, embedded=embedded, input=asked):
        raise LeaseLost
    run.model, run.embedded, run.input = model, embedded, asked


def add_entries(*, run: Run, entries: Sequence[Entry]) -> None:
    """Store what of `entries` is kept, and account for engine calls. Inside the caller's transaction."""
    RunEvent.objects.bulk_create(
        RunEvent(run=run, attempt=e.attempt, seq=e.seq, at=e.at, event=encode(e.event))
        for e in entries
        if not isinstance(e.event, TRANSIENT)
    )
    for entry in entries:
        if isinstance(entry.event, BudgetUsed):
            _add_usage(run=run, attempt=entry.attempt, used=entry.event)


def _add_usage(*, run: Run, attempt: int, used: BudgetUsed) -> None:
    call, _ = EngineCall.objects.get_or_create(
        run=run,
        attempt=attempt,
        call=used.call,
        defaults={"purpose": used.purpose, "model": used.model or run.model},
    )
    call.prompt += used.prompt
    call.cached += used.cached
    call.generated += used.generated
    call.cost_micros += used.cost_micros
    transaction.on_commit(partial(counted.used, call.model, used))
    call.save(update_fields=["prompt", "cached", "generated", "cost_micros"])
