"""Telling a person that an answer has ended: their open pages at once, and by mail who asked for that and is away."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from billing.mails.outbox import queue
from chatapp.accounts.models import Preferences

from . import pages
from .models import Run

MAIL = "answer_ready"


def wants_mail(user_id: UUID) -> bool:
    """Whether the person asked for mails about answers."""
    return Preferences.objects.filter(user=user_id, notify_mail=True).exists()


def announce(*, run: Run, status: str) -> None:
    """Tell of the end of a run, in the transaction that writes it: the frame goes out after it, and the mail is kept
    with it. A run without a conversation, and one that its person has stopped, are no news.
    """
    if run.conversation is None or status == Run.Status.CANCELLED:
        return
    seconds = (timezone.now() - run.created_at).total_seconds()
    frame = {
        "type": "finished",
        "run": str(run.pk),
        "conversation": str(run.conversation_id),
        "title": run.conversation.title,
        "status": status,
        "mode": run.mode,
        "seconds": round(seconds, 1),
        "temporary": run.conversation.temporary,
    }
    transaction.on_commit(lambda: pages.tell(run.user_id, frame))
    is_long = seconds > settings.NOTIFY_MAIL_AFTER
    if is_long and not run.conversation.temporary and wants_mail(run.user_id):
        queue(kind=MAIL, key=f"{MAIL}:{run.pk}", facts={"run": str(run.pk)})
