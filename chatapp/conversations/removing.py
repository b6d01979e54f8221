"""Deleting a message with all that follows it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp.errors import NotFound, RequestError
from chatapp.runs.cancel import cancel_unfinished, settle_holds
from chatapp.runs.models import Run

from .models import Conversation, Message
from .selectors import with_all_below


def remove(*, message: Message) -> list[UUID]:
    """Stop what still runs at or below the message, then delete it with what follows on every branch; returns the ids.

    The ledger stays, and so do links: they are snapshots. Raises NotFound where it has gone a moment ago, and
    RequestError where the conversation has just gone on below it: then nothing is deleted.
    """
    gone = with_all_below(message)
    runs = Run.objects.filter(answer__in=gone)
    cancel_unfinished(runs=runs)
    with transaction.atomic():
        settle_holds(runs=runs)
        # Before its messages: a question that is being added locks the two in this order.
        if not Conversation.objects.select_for_update().filter(pk=message.conversation_id).exists():
            raise NotFound(_("This message does not exist."))
        if not Message.objects.filter(pk=message.pk).exists():
            raise NotFound(_("This message does not exist."))
        if len(with_all_below(message)) > len(gone):
            raise RequestError(
                _("The conversation has just gone on below this message. Look at it, then delete again.")
            )
        # All at once: from one to the next the database's own cascade would go as deep as the conversation is long.
        Message.objects.filter(pk__in=gone).delete()
        if not Message.objects.filter(conversation_id=message.conversation_id).exists():
            # Its page is still open: a sweep leaves it alone for a while (beginning.py).
            Conversation.objects.filter(pk=message.conversation_id).update(updated_at=timezone.now())
    return gone
