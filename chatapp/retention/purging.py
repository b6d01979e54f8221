"""Deletes what is older than the operator keeps: exactly that, in small transactions, and never a row of the ledger.

It looks for what is still there, so a run that was cut off is gone on with by the next.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from chatapp.conversations.beginning import remove
from chatapp.conversations.models import Conversation
from chatapp.conversations.search import forget_deleted
from chatapp.runs.models import Run, RunEvent
from reasoning.events import NAMES, TERMINAL

CHUNK = 200
SECONDS = 1200.0  # of one run: the next night goes on


def purge(*, now: datetime | None = None, seconds: float = SECONDS) -> tuple[int, int]:
    """Delete what is too old; returns how many conversations went, and how many answers lost their thought."""
    now, until = now or timezone.now(), time.monotonic() + seconds
    conversations = events = 0
    if days := settings.RETENTION_CONVERSATIONS_DAYS:
        conversations = purge_conversations(before=now - timedelta(days=days), until=until)
    if days := settings.RETENTION_RUN_EVENTS_DAYS:
        events = purge_events(before=now - timedelta(days=days), until=until)
    return conversations, events


def purge_conversations(*, before: datetime, until: float) -> int:
    """Conversations in which nothing was said since `before`, with their files, links and answers; pinned ones too.
    One that is being answered stays until the next time.
    """
    old = Conversation.objects.filter(updated_at__lt=before).exclude(runs__status__in=Run.OPEN)
    gone = 0
    while time.monotonic() < until and (batch := list(old.order_by("updated_at")[:CHUNK])):
        for conversation in batch:
            # Again, for somebody may have gone on with it a moment ago.
            if old.filter(pk=conversation.pk).exists():
                remove(conversation=conversation)
                gone += 1
    if gone:
        forget_deleted()
    return gone


def purge_events(*, before: datetime, until: float) -> int:
    """How answers that ended before that moment were thought: all but how each ended. The answers stay."""
    ends = [NAMES[cls] for cls in TERMINAL]
    inner = RunEvent.objects.exclude(event__type__in=ends)
    old = Run.objects.filter(finished_at__lt=before).exclude(status__in=Run.OPEN)
    gone = 0
    while time.monotonic() < until:
        some = list(old.filter(events__in=inner).distinct().values_list("pk", flat=True)[:CHUNK])
        if not some:
            break
        inner.filter(run__in=some).delete()
        gone += len(some)
    return gone
