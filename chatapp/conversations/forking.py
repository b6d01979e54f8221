"""A second conversation that begins like the first one and goes its own way."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chatapp.attachments.models import Attachment
from chatapp.attachments.present import part
from chatapp.attachments.selectors import of_messages as files_of
from chatapp.attachments.sending import bind, copy
from chatapp.errors import NotFound, RequestError
from chatapp.runs.models import Run

from . import search, selectors
from .models import Conversation, Message, text_parts

ENDING = " (fork)"


def fork(*, conversation: Conversation, message_id: UUID) -> Conversation:
    """A copy of the branch from the first question down to the message, itself included; the thinking stays behind.

    Raises NotFound where the message is not of this conversation, and RequestError where it is a temporary chat or
    the message is still being written.
    """
    if conversation.temporary:
        raise RequestError(_("A temporary chat cannot be forked: the copy would stay."))
    leaf = conversation.messages.select_related("run").filter(pk=message_id).first()
    if leaf is None:
        raise NotFound(_("This message does not exist."))
    run = getattr(leaf, "run", None)
    if run is not None and run.status in Run.OPEN:
        raise RequestError(_("This answer is still being written. Wait for its end, then fork."))
    with transaction.atomic():
        made = Conversation.objects.create(
            user_id=conversation.user_id,
            account_id=conversation.account_id,
            project_id=conversation.project_id,
            title=conversation.title.removesuffix(ENDING)[: 200 - len(ENDING)] + ENDING,
            source=conversation.source,
            forked_from=conversation,
        )
        copies: list[Message] = []
        originals = selectors.branch(conversation, leaf)
        for original in originals:
            above = copies[-1] if copies else None
            copies.append(
                Message(conversation=made, parent=above, role=original.role, parts=original.parts,
                        created_at=original.created_at)
            )  # fmt: skip
        Message.objects.bulk_create(copies)
        _take_files_along(list(zip(originals, copies, strict=True)))
        search.index_new(conversation=made, messages=copies)
    return made


def _take_files_along(pairs: list[tuple[Message, Message]]) -> None:
    """Each copy has files of its own, so that either conversation may be deleted. A file that is gone stays behind."""
    found = files_of(original for original, _copy in pairs)
    for original, copied in pairs:
        files = [made for row in found.get(original.pk, []) if (made := _copy_of(row))]
        if original.attached:
            copied.parts = [*text_parts(original.text), *map(part, files)]
            copied.save(update_fields=["parts"])
        bind(attachments=files, message=copied)


def _copy_of(row: Attachment) -> Attachment | None:
    try:
        return copy(attachment=row)
    except FileNotFoundError:
        return None
