"""What was written is open for one run, one member of the staff and a while, in their session; each opening is in the
audit log with its reason.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils import timezone

from billing.reasons import given
from chatapp.accounts.models import User
from chatapp.audit.log import record
from chatapp.errors import RequestError
from chatapp.runs.models import Run
from chatapp.staff.closed import why_closed

READ = "staff.view_content"
KEY = "run_content"
OPEN_FOR = timedelta(minutes=15)


@transaction.atomic
def open_content(
    *, run: Run, user: User, session: SessionBase, reason: str, now: datetime | None = None
) -> datetime:
    """Let `user` read what was written for a while; returns until when. Where it is open already, that stays.

    Raises ReasonNeeded, and RequestError for what is closed to everybody.
    """
    reason = given(reason)
    if words := why_closed(conversation=run.conversation, user_id=run.user_id):
        raise RequestError(words, code="closed")
    now = now or timezone.now()
    if until := open_until(run=run, user=user, session=session, now=now):
        return until
    until = now + OPEN_FOR
    others = {id_: kept for id_, kept in session.get(KEY, {}).items() if _moment(kept) > now}
    session[KEY] = others | {str(run.pk): {"by": str(user.pk), "until": until.isoformat()}}
    record(
        action="run.content_viewed",
        actor_id=user.pk,
        object_type="run",
        object_id=run.pk,
        reason=reason,
        facts={"user": str(run.user_id), "minutes": int(OPEN_FOR.total_seconds() // 60)},
    )
    return until


def close_content(*, run_id: uuid.UUID, session: SessionBase) -> None:
    """From now on it is closed. Closing what is not open changes nothing."""
    kept = session.get(KEY, {})
    if kept.pop(str(run_id), None):
        session[KEY] = kept


def open_until(*, run: Run, user: User, session: SessionBase, now: datetime | None = None) -> datetime | None:
    """Until when `user` may read what was written; None where it is not open, or is not any more."""
    kept = session.get(KEY, {}).get(str(run.pk))
    # A session may come to be somebody else's; a permission, a chat and a person may change meanwhile.
    if not kept or kept.get("by") != str(user.pk) or not user.has_perm(READ):
        return None
    until = _moment(kept)
    is_closed = why_closed(conversation=run.conversation, user_id=run.user_id)
    return until if until > (now or timezone.now()) and not is_closed else None


def _moment(kept: dict[str, str]) -> datetime:
    return datetime.fromisoformat(kept["until"])
