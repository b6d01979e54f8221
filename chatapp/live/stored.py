"""What the database knows of a run, as a batch: for when its log in Redis is gone."""

from __future__ import annotations

from channels.db import database_sync_to_async

from chatapp.runs.log import Batch, make_batch
from chatapp.runs.models import Run
from chatapp.runs.store import load_state
from reasoning.events import Entry, Snapshot
from reasoning.state import to_dict


def _stored_batch(run_id: str) -> Batch | None:
    run = Run.objects.select_related("answer").filter(pk=run_id).first()
    if run is None:
        return None
    state = load_state(run)
    attempt, seq = state.cursor
    if attempt == 0:
        return None  # nobody has worked on it yet
    batch = make_batch([Entry(attempt, seq, Snapshot(to_dict(state)))])
    ended = run.status not in Run.OPEN
    return Batch(batch.attempt, batch.first, batch.last, True, ended, batch.entries)


stored_batch = database_sync_to_async(_stored_batch, thread_sensitive=False)
