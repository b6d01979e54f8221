"""Files on their way into a message: those that were uploaded for it, and those of earlier messages once more."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.conversations.models import Message
from chatapp.errors import RequestError

from . import limits, storage
from .models import Attachment


def take(*, user: User, ids: Sequence[UUID], conversation_id: UUID | None) -> list[Attachment]:
    """The files to send, in this order. One that belongs to a message of the same conversation is copied, so that an
    edited question keeps what was attached to it. Call within a transaction, and `bind` them before its end.

    Raises RequestError: too_many_files, or no_file where one is not there, not the person's, or elsewhere in use.
    """
    wanted = list(dict.fromkeys(ids))
    if len(wanted) > limits.A_MESSAGE:
        raise RequestError(
            _("A message takes at most {most} files.").format(most=limits.A_MESSAGE), code="too_many_files"
        )
    if not wanted:
        return []
    rows = Attachment.objects.select_for_update(of=("self",)).filter(user=user, pk__in=wanted)
    by_id = {row.pk: row for row in rows.select_related("message")}
    return [_ready(by_id.get(id), conversation_id) for id in wanted]


def bind(*, attachments: Sequence[Attachment], message: Message) -> None:
    """Let the files that were taken belong to `message`."""
    for place, row in enumerate(attachments):
        row.message, row.place = message, place
        row.save()


def copy(*, attachment: Attachment) -> Attachment:
    """The same file once more, not saved yet: another row and another name on the disk for the same content. Raises
    FileNotFoundError where the file is gone.
    """
    made = Attachment.objects.get(pk=attachment.pk)
    made.pk, made.file, made.message = uuid.uuid4(), storage.link(attachment.file), None
    made._state.adding = True
    return made


def _ready(row: Attachment | None, conversation_id: UUID | None) -> Attachment:
    gone = RequestError(
        _("A file of this message is not here any more. Remove it, attach it again, and send."),
        code="no_file",
    )
    if row is None:
        raise gone
    if row.message is None:
        return row
    if conversation_id is None or row.message.conversation_id != conversation_id:
        raise gone
    try:
        return copy(attachment=row)
    except FileNotFoundError:
        raise gone from None
