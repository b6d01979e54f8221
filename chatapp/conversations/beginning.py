"""A conversation before its first question: in a project, or temporary. And how temporary ones end.

A temporary chat is in no list and no index and trains nothing. Its text is gone from the database and from the live
log a moment after it is closed, and at the latest LIFE after it was begun: a sweep looks once a minute.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import redis
from django.db.models import Exists, OuterRef
from django.utils import timezone

from billing.paying import payer_for
from chatapp.accounts.models import User
from chatapp.runs import connections, log
from chatapp.runs.models import Run

from . import services
from .models import Conversation, Message, Project

LIFE = timedelta(hours=23)  # and an hour for a sweep that is late: what is promised are 24
GRACE = timedelta(minutes=2)  # for a reload, or the way back
UNUSED = timedelta(days=2)
CHUNK = 200
logger = logging.getLogger(__name__)


def prepare(*, user: User, project: Project | None = None, temporary: bool = False) -> Conversation:
    """A conversation without messages: a new temporary one, or the unused one of the project if there is one."""
    if not temporary:
        begun = Message.objects.filter(conversation=OuterRef("pk"))
        # One that has a name was used, and emptied since (removing.py).
        unused = Conversation.objects.filter(
            ~Exists(begun), user=user, temporary=False, project=project, title=""
        )
        if found := unused.first():
            return found
    now = timezone.now()
    return Conversation.objects.create(
        user=user,
        account=payer_for(user.pk),
        project=None if temporary else project,
        temporary=temporary,
        created_at=now,
        purge_at=now + LIFE if temporary else None,
    )


def close(*, conversation: Conversation) -> None:
    """Its page was left: a temporary chat is gone GRACE from now, unless it is opened again."""
    _end(conversation, timezone.now() + GRACE)


def reopen(*, conversation: Conversation) -> None:
    """A page shows it: it lives on, but never longer than LIFE."""
    _end(conversation, conversation.created_at + LIFE)


def purge() -> int:
    """Delete the temporary chats whose time has come, and what was prepared and never used; returns how many."""
    now = timezone.now()
    ended = Conversation.objects.filter(temporary=True, purge_at__lte=now)
    begun = Message.objects.filter(conversation=OuterRef("pk"))
    # A link to one that was emptied is promised to stay.
    unused = Conversation.objects.filter(
        ~Exists(begun), temporary=False, updated_at__lt=now - UNUSED, shares=None
    )
    gone = 0
    for conversation in [*ended[:CHUNK], *unused[:CHUNK]]:
        remove(conversation=conversation)
        gone += 1
    return gone


def remove(*, conversation: Conversation) -> None:
    """Delete it from the database and from the live log, now."""
    runs = [str(run) for run in Run.objects.filter(conversation=conversation).values_list("pk", flat=True)]
    services.delete(conversation=conversation)
    _forget_logs(runs)


def _end(conversation: Conversation, at: datetime) -> None:
    limit = conversation.created_at + LIFE
    # One whose time has come stays ended, purged or not.
    lasting = Conversation.objects.filter(pk=conversation.pk, temporary=True, purge_at__gt=timezone.now())
    lasting.update(purge_at=min(at, limit))


def _forget_logs(runs: list[str]) -> None:
    if not runs:
        return
    try:
        connections.sync().delete(*(log.stream_key(run) for run in runs))
    except redis.RedisError as error:  # it forgets them by itself, within RUN_LOG_TTL_SECONDS
        logger.warning("the live logs of %d purged answers go by themselves: %s", len(runs), error)
