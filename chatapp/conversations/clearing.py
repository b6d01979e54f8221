"""All of a person's conversations at once: gone to every eye in one transaction, and from the database soon after."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from celery import current_app
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from chatapp.accounts.models import User
from chatapp.errors import RequestError
from chatapp.runs.cancel import cancel_unfinished
from chatapp.runs.models import Run

from .models import Conversation, SearchEntry, Share
from .selectors import listed
from .telling import tell

TASK = "workers.purge"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Extent:
    """What would go: conversations that a list shows, archived ones and those in projects too, and their links."""

    conversations: int
    shares: int


def extent(user: User) -> Extent:
    return Extent(listed(user).count(), Share.objects.filter(user=user).count())


def confirmed(text: str) -> None:
    """Raises RequestError unless `text` is the word that the page asks to be typed."""
    if text.strip().casefold() != word().casefold():
        message = _("Nothing was deleted. Type “{word}” to delete all chats.")
        raise RequestError(message.format(word=word()))


def word() -> str:
    """What a person types to say that they mean it, in their language."""
    return _("delete")


def clear(*, user: User) -> Extent:
    """Stop what still runs, close all links, and let every conversation end like a temporary chat that was left.

    In one transaction they leave lists, search and training; the purge deletes them a few hundred at a time, and
    finds what a crash left. Projects stay, without conversations. Says what went.
    """
    cancel_unfinished(runs=Run.objects.filter(user=user, conversation__isnull=False))
    with transaction.atomic():
        gone = extent(user)
        Share.objects.filter(user=user).delete()
        SearchEntry.objects.filter(user=user).delete()
        mine = Conversation.objects.filter(user=user)
        ids = list(mine.values_list("pk", flat=True))
        mine.update(temporary=True, pinned=False, project=None, source_id="", purge_at=timezone.now())
        tell(user, deleted=ids)
        transaction.on_commit(_purge_now)
    return gone


def _purge_now() -> None:
    try:
        current_app.send_task(TASK, queue="interactive")
    except (OperationalError, OSError) as error:  # the sweep of the next minute does it
        logger.warning("deleted conversations wait for the sweep: %s", error)
