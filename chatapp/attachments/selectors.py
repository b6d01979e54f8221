"""Reads of files. Another person's file is simply not found."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.conversations.models import Message
from chatapp.errors import NotFound

from .models import Attachment


def get_attachment(user: User, id: UUID) -> Attachment:
    """The person's file; NotFound for anybody else's."""
    found = Attachment.objects.filter(pk=id, user=user).first()
    if found is None:
        raise NotFound(_("This file does not exist."))
    return found


def unsent(user: User) -> list[Attachment]:
    """What the person has uploaded and not sent, oldest first."""
    return list(Attachment.objects.filter(user=user, message=None).defer("text").order_by("created_at"))


def stored_bytes(user: User) -> int:
    """How much the person's files take; what has the same content is stored once."""
    sizes = Attachment.objects.filter(user=user).order_by().values("sha256").annotate(bytes=Max("size"))
    return sizes.aggregate(all=Sum("bytes"))["all"] or 0


def of_messages(messages: Iterable[Message]) -> dict[UUID, list[Attachment]]:
    """The files of those messages that have any, by message, in their order."""
    with_files = [message.pk for message in messages if message.attached]
    found: dict[UUID, list[Attachment]] = {}
    if with_files:
        for row in Attachment.objects.filter(message__in=with_files).order_by("place"):
            assert row.message_id
            found.setdefault(row.message_id, []).append(row)
    return found
