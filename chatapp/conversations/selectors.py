"""Reads of conversations. Every one takes the person first: another person's object is simply not found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp import keyset
from chatapp.accounts.models import User
from chatapp.errors import NotFound
from chatapp.runs.models import Run

from .models import Conversation, Feedback, Message, Project

PAGE = 50
MOST_PINNED = 100
View = Literal["history", "archived"]


def conversations(user: User) -> QuerySet[Conversation]:
    """The person's conversations, newest first, each with `running`, and `unread`: an answer since the last look.

    A temporary one whose time has come is not there, purged or not.
    """
    runs = Run.objects.filter(conversation=OuterRef("pk"))
    return (
        Conversation.objects.filter(Q(temporary=False) | Q(purge_at__gt=timezone.now()), user=user)
        .annotate(
            running=Exists(runs.filter(status__in=Run.OPEN)),
            unread=Exists(runs.filter(finished_at__gt=OuterRef("read_at"))),
        )
        .order_by("-updated_at")
    )


def listed(user: User) -> QuerySet[Conversation]:
    """Those that lists may show: begun (the first question gives a title), and meant to stay."""
    return conversations(user).filter(temporary=False).exclude(title="")


def recent(
    user: User,
    *,
    after: str = "",
    limit: int = PAGE,
    view: View = "history",
    project: Project | None = None,
) -> keyset.Page[Conversation]:
    """One page of the history, of what is archived, or of a project, from a place on.

    The history has neither what is archived nor what is in a project nor what is pinned.
    """
    rows = listed(user).filter(archived=view == "archived")
    if project is not None:
        rows = rows.filter(project=project)
    elif view == "history":
        rows = rows.filter(project=None, pinned=False)
    return keyset.page(rows, size=limit, after=after, by="updated_at")


def pinned(user: User) -> list[Conversation]:
    """What stands above the history: all that is pinned, of projects too."""
    return list(listed(user).filter(pinned=True, archived=False)[:MOST_PINNED])


def projects(user: User) -> QuerySet[Project]:
    """The person's projects by name, each with `running` and `unread` where one of its conversations is."""
    runs = Run.objects.filter(conversation__project=OuterRef("pk"), conversation__archived=False)
    return Project.objects.filter(user=user).annotate(
        running=Exists(runs.filter(status__in=Run.OPEN)),
        unread=Exists(runs.filter(finished_at__gt=F("conversation__read_at"))),
    )


def get_project(user: User, id: UUID) -> Project:
    """The person's project; NotFound for anybody else's."""
    found = projects(user).filter(pk=id).first()
    if found is None:
        raise NotFound(_("This project does not exist."))
    return found


def instructions_for(conversation: Conversation | None) -> str:
    """What the project of the conversation tells the model; empty without one."""
    if conversation is None or conversation.project_id is None:
        return ""
    return conversation.project.instructions if conversation.project else ""


def get_conversation(user: User, id: UUID) -> Conversation:
    """The person's conversation; NotFound for anybody else's."""
    found = conversations(user).filter(pk=id).first()
    if found is None:
        raise NotFound(_("This conversation does not exist."))
    return found


def get_message(user: User, id: UUID) -> Message:
    """A message of the person's with its run; NotFound for anybody else's."""
    rows = Message.objects.select_related("conversation", "run").filter(conversation__user=user)
    found = rows.filter(pk=id).first()
    if found is None:
        raise NotFound(_("This message does not exist."))
    return found


def get_answer(user: User, id: UUID) -> Message:
    """The same of an answer; a question is NotFound too."""
    found = get_message(user, id)
    if found.role != Message.Role.ASSISTANT:
        raise NotFound(_("This answer does not exist."))
    return found


def messages(conversation: Conversation) -> list[Message]:
    """All messages of all branches with their runs and what was said of them, oldest first."""
    said = Prefetch("feedback", Feedback.objects.filter(user=conversation.user_id), to_attr="own_feedback")
    rows = conversation.messages.select_related("run").prefetch_related(said)
    return list(rows.order_by("created_at", "role"))


def with_all_below(message: Message) -> list[UUID]:
    """The message's id and those of all that follow it, on every branch."""
    below: dict[UUID, list[UUID]] = {}
    pairs = Message.objects.filter(conversation_id=message.conversation_id).values_list("pk", "parent_id")
    for id, parent in pairs:
        below.setdefault(parent, []).append(id)
    found = [message.pk]
    for id in found:  # grows meanwhile
        found += below.get(id, [])
    return found


def branch(conversation: Conversation, leaf: Message | None) -> list[Message]:
    """The messages from the root down to `leaf`, in order."""
    return path_to(leaf, conversation.messages.all()) if leaf else []


def path_to(leaf: Message, messages: Iterable[Message]) -> list[Message]:
    """The same out of `messages`, which are those of the conversation."""
    by_id = {message.id: message for message in messages}
    path: list[Message] = []
    current: Message | None = leaf
    while current is not None:
        path.append(current)
        current = by_id.get(current.parent_id) if current.parent_id else None
    return path[::-1]
