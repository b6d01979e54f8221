"""What the page's frames ask for, against the database: each checks that the object is this person's."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import redis
from channels.db import database_sync_to_async
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.utils.translation import gettext as _

from billing import accounts, quota
from billing.paying import payer_for
from chatapp import maintenance
from chatapp.accounts.models import User
from chatapp.conversations import present
from chatapp.conversations.models import Message
from chatapp.dashboard.refusals import count_refusal
from chatapp.errors import NotFound, RequestError
from chatapp.runs import answer_now as answering
from chatapp.runs import cancel, made_fast, services, turns
from chatapp.runs.models import Run
from chatapp.runs.pages import user_channel
from chatapp.security.admission import obstacle

from . import as_person
from .frames import Send
from .hub import hub

logger = logging.getLogger(__name__)


def allowance(user: User, run: Run | None = None) -> dict[str, Any]:
    """The allowance of the account that pays for `run`, or that would pay for a new conversation."""
    account = run.hold.account if run and run.hold else payer_for(user.pk)
    return quota.allowance(account=account, user_id=user.pk).as_dict()


def _require_session(user: User, session_key: str) -> SessionStore:
    """The socket's session. Refuses a person who has signed out, or changed the password, since it was opened."""
    request = SimpleNamespace(session=SessionStore(session_key))
    found = get_user(request)  # type: ignore[arg-type]  (it reads nothing but the session)
    if found.pk != user.pk or not found.is_active:
        raise RequestError(_("You have signed out. Please sign in again."), code="signed_out")
    if in_the_way := obstacle(found):
        raise RequestError(in_the_way.message, code=in_the_way.code)
    return request.session


def _send(user: User, session_key: str, frame: Send) -> tuple[dict[str, Any], str]:
    as_person.require_own_view(_require_session(user, session_key))
    if maintenance.is_closed_for(user):
        raise RequestError(maintenance.words(), code="maintenance")
    started = services.start_run(
        user=user,
        client_id=frame.client_id,
        text=frame.text,
        mode=frame.mode,
        conversation_id=frame.conversation,
        parent_id=frame.parent,
        question_id=frame.question,
        effort=frame.effort,
        model=frame.model,
        files=frame.files,
    )
    return accepted(user, started.run, frame.client_id), str(started.run.pk)


def _use_fast(user: User, session_key: str, run_id: UUID) -> dict[str, Any]:
    as_person.require_own_view(_require_session(user, session_key))
    run = made_fast.use_fast(user=user, run_id=run_id)
    return accepted(user, run, run.client_id)


def accepted(user: User, run: Run, client_id: str) -> dict[str, Any]:
    """The frame of a run that was begun."""
    waits = run.status == Run.Status.QUEUED
    return {
        "type": "accepted",
        "client_id": client_id,
        "conversation": present.conversation(run.conversation) | {"running": run.status in Run.OPEN},
        "question": present.message(run.answer.parent),
        "answer": present.message(run.answer),
        "wait": turns.wait_seconds(run) if waits else 0,
        "allowance": allowance(user, run),
    }


def _own_run(user: User, run_id: UUID) -> Run:
    run = Run.objects.filter(pk=run_id, user=user).first()
    if run is None:
        raise NotFound(_("This answer does not exist."))
    return run


def _stop(user: User, run_id: UUID) -> None:
    cancel.request_cancel(run=_own_run(user, run_id))


def _answer_now(user: User, run_id: UUID) -> None:
    answering.request_answer(run=_own_run(user, run_id))


def _done(user: User, run_id: str) -> dict[str, Any]:
    message = Message.objects.select_related("run__hold__account").filter(run__pk=run_id).first()
    return {
        "type": "done",
        "run": run_id,
        "answer": present.message(message) if message else None,
        "allowance": allowance(user, message.run if message else None),
    }


def _refusal(user: User, refusal: quota.Refused, client_id: str | None) -> dict[str, Any]:
    own = accounts.account_for(user_id=user.pk)
    # A conversation that a team pays for is refused by the team's limits: these are what the page shows.
    account = next((each for each in accounts.accounts_of(user.pk) if each.pk == refusal.account_id), own)
    left = quota.allowance(account=account, user_id=user.pk)
    count_refusal(plan=left.plan, meter=refusal.meter, reason=refusal.code)
    return {
        "type": "refused",
        "client_id": client_id,
        "code": refusal.code,
        "message": refusal.message,
        "reset_at": refusal.reset_at.isoformat() if refusal.reset_at else None,
        "allowance": left.as_dict(),
    }


async def tell_tabs(user: User, frame: str) -> None:
    """Show a frame on every open page of this person; pages ignore what they know."""
    try:
        await hub().client.publish(user_channel(user.pk), frame)
    except (redis.RedisError, OSError) as error:
        logger.warning("other tabs were not told: %s", error)


require_session = database_sync_to_async(_require_session, thread_sensitive=False)
send = database_sync_to_async(_send, thread_sensitive=False)
authorise = database_sync_to_async(_own_run, thread_sensitive=False)
use_fast = database_sync_to_async(_use_fast, thread_sensitive=False)
answer_now = database_sync_to_async(_answer_now, thread_sensitive=False)
stop = database_sync_to_async(_stop, thread_sensitive=False)
done = database_sync_to_async(_done, thread_sensitive=False)
refusal = database_sync_to_async(_refusal, thread_sensitive=False)
