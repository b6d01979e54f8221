"""The end of a run: one transaction writes the answer and the trace, and settles the hold."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

import redis
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from billing import stops
from chatapp.conversations import search, titles
from chatapp.conversations.models import Conversation, Message, text_parts
from reasoning.events import Answered, Cancelled, Entry, Failed, Snapshot
from reasoning.routing.doubt import UNSURE, UNSURE_DEMO, Doubt, doubt_of
from reasoning.seedling.refusal import is_refusal
from reasoning.state import State, to_dict

from . import by_staff, connections, counted, ended
from .lease import LeaseLost, mine
from .log import make_batch, queue_append
from .models import Run
from .request import words_in
from .settle import settle
from .store import add_entries, load_state

logger = logging.getLogger(__name__)
STATUS = {
    Answered: Run.Status.SUCCEEDED,
    Cancelled: Run.Status.CANCELLED,
    Failed: Run.Status.FAILED,
}


def finish(*, run: Run, state: State, entries: Sequence[Entry]) -> None:
    """End a claimed run. `entries` are those not yet stored; the last is terminal, and `state` includes it.

    Any answer text that was delivered counts one message, however many attempts it took; what else does, and what
    does not: see settle.py.
    Raises LeaseLost when the run is no longer this attempt's: then nothing is written.
    """
    event = entries[-1].event
    with transaction.atomic():
        if not Run.objects.filter(mine(run)).update(
            made_by=run.made_by, first_word_at=run.first_word_at, **_fields(event, state)
        ):
            raise LeaseLost
        add_entries(run=run, entries=entries)
        _close(run=run, event=event, state=state)


def finish_unclaimed(*, run_id: UUID, event: Cancelled | Failed, expected: str = Run.Status.QUEUED) -> bool:
    """End a run that no worker holds; False when one has it, or it has ended already.

    The end counts as one more attempt: a worker that still writes is fenced off.
    """
    now = timezone.now()
    with transaction.atomic():
        run = Run.objects.select_for_update().filter(pk=run_id, status=expected).first()
        if run is None or (run.lease_until and run.lease_until > now):
            return False
        past = load_state(run)
        run.attempt += 1
        entries = [
            Entry(run.attempt, 1, Snapshot(to_dict(past)), now.timestamp()),
            Entry(run.attempt, 2, event, now.timestamp()),
        ]
        Run.objects.filter(pk=run.pk).update(attempt=run.attempt, **_fields(event, past))
        add_entries(run=run, entries=entries)
        _close(run=run, event=event, state=past)
        transaction.on_commit(lambda: _publish(run, entries))
    return True


def is_beyond_demo(*, run: Run, text: str) -> bool:
    """Whether `text` is the embedded demo model's word that it cannot answer: then the person has used nothing."""
    return run.embedded and is_refusal(text)


def _publish(run: Run, entries: Sequence[Entry]) -> None:
    try:
        with connections.sync().pipeline(transaction=False) as pipe:
            queue_append(pipe, run.pk, make_batch(entries))
            pipe.execute()
    except redis.RedisError as error:  # pages find the end in the database
        logger.warning("run %s ended unannounced: %s", run.pk, error)


def _fields(event: object, state: State) -> dict[str, Any]:
    return {
        "status": STATUS[type(event)],
        "lease_until": None,
        "finished_at": timezone.now(),
        "checkpoint": "",
        "seconds": state.seconds,
        "paths": len(state.paths),
        "verdict": state.verdict,
        "message": event.message if isinstance(event, Failed) else "",
        # Who has stopped it was noted before.
        **(
            {} if isinstance(event, Cancelled) else {"error": event.code if isinstance(event, Failed) else ""}
        ),
    }


def _close(*, run: Run, event: object, state: State) -> None:
    text = state.answer
    used = run.calls.aggregate(
        prompt=Sum("prompt", default=0),
        generated=Sum("generated", default=0),
        cost=Sum("cost_micros", default=0),
    )
    refused = not isinstance(event, Failed) and is_beyond_demo(run=run, text=text)
    Run.objects.filter(pk=run.pk).update(
        prompt_tokens=used["prompt"],
        generated_tokens=used["generated"],
        cost_micros=used["cost"],
        demo="refused" if refused else "",
        doubt=_doubt(run, state) if isinstance(event, Answered) and not refused else "",
    )
    failed, stopped = isinstance(event, Failed), by_staff.have_stopped(run, event)
    if settle(run=run, text=text, failed=failed, refused=refused, by_staff=stopped):
        Run.objects.filter(pk=run.pk).update(message=stops.COUNTED)
    if stopped:
        Run.objects.filter(pk=run.pk).update(message=by_staff.SAID)
    # After the account, in start_run's order: the other one would be a deadlock on PostgreSQL.
    if run.answer_id:
        Message.objects.filter(pk=run.answer_id).update(parts=text_parts(text))
        search.index_answer(answer_id=run.answer_id, text=text)
        Conversation.objects.filter(pk=run.conversation_id).update(updated_at=timezone.now())
    if isinstance(event, Answered) and not refused:
        titles.wish(run=run)
    ended.announce(run=run, status=STATUS[type(event)])
    transaction.on_commit(partial(counted.ended, run, event))


def _doubt(run: Run, state: State) -> Doubt:
    if run.mode != "fast":
        return ""
    question = words_in(run.input)
    return doubt_of(question, state, unsure=UNSURE_DEMO if run.embedded else UNSURE)
