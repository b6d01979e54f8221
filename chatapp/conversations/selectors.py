"""Reads of conversations. Every one takes the person first: another person's object is simply not found."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from chatapp.accounts.models import User
from chatapp.errors import NotFound
from chatapp.runs.models import Run

from .models import Conversation, Message

PAGE = 50


def conversations(user: User) -> QuerySet[Conversation]:
    """The person's conversations, newest first, each with `running`."""
    open_runs = Run.objects.filter(conversation=OuterRef("pk"), status__in=Run.OPEN)
    return Conversation.objects.filter(user=user).annotate(running=Exists(open_runs)).order_by("-updated_at")


def recent(
    user: User, *, before: datetime | None = None, limit: int = PAGE
) -> tuple[list[Conversation], bool]:
    """One page of the history, and whether there is more."""
    rows = conversations(user)
    if before:
        rows = rows.filter(updated_at__lt=before)
    page = list(rows[: limit + 1])
    return page[:limit], len(page) > limit


def get_conversation(user: User, id: UUID) -> Conversation:
    """The person's conversation; NotFound for anybody else's."""
    found = conversations(user).filter(pk=id).first()
    if found is None:
        raise NotFound("This conversation does not exist.")
    return found


def messages(conversation: Conversation) -> list[Message]:
    """All messages of all branches with their runs, oldest first."""
    return list(conversation.messages.select_related("run").order_by("created_at", "role"))


def branch(conversation: Conversation, leaf: Message | None) -> list[Message]:
    """The messages from the root down to `leaf`, in order."""
    by_id = {message.id: message for message in conversation.messages.all()} if leaf else {}
    path: list[Message] = []
    current = leaf
    while current is not None:
        path.append(current)
        current = by_id.get(current.parent_id) if current.parent_id else None
    return path[::-1]
