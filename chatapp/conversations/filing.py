"""Where conversations are kept: pinned, archived, in a project; one or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.errors import RequestError

from . import selectors, services
from .models import Conversation, Project

MOST_AT_ONCE = 500


def pin(*, conversation: Conversation, pinned: bool) -> None:
    """Put it above the history, or back into it. Raises RequestError where too many are pinned."""
    if pinned and not conversation.pinned:
        others = Conversation.objects.filter(
            user_id=conversation.user_id, pinned=True, archived=False
        ).count()
        if others >= selectors.MOST_PINNED:
            raise RequestError(
                _("At most {most} conversations can be pinned. Unpin one first.").format(
                    most=selectors.MOST_PINNED
                )
            )
    _set(conversation, pinned=pinned)


def archive(*, conversation: Conversation, archived: bool) -> None:
    """Take it out of the history, or put it back. What is archived is not pinned."""
    _set(conversation, archived=archived, pinned=conversation.pinned and not archived)


def move(*, conversation: Conversation, project: Project | None) -> None:
    """Into a project of its person, or out of any. Temporary ones are in none."""
    if conversation.temporary and project is not None:
        raise RequestError(_("A temporary chat cannot be in a project."))
    _set(conversation, project=project)


def mark_read(*, conversation: Conversation) -> None:
    """Its person looks at it now."""
    _set(conversation, read_at=timezone.now())


def change_many(
    *, user: User, ids: Sequence[UUID], action: str, project: Project | None = None
) -> list[UUID]:
    """Archive, unarchive, move or delete several; returns those that were there. Raises RequestError for too many."""
    if len(ids) > MOST_AT_ONCE:
        raise RequestError(
            _("At most {most} conversations can be changed at once.").format(most=MOST_AT_ONCE)
        )
    rows = selectors.listed(user).filter(pk__in=ids)
    done = list(rows.values_list("pk", flat=True))
    if action == "delete":
        for conversation in rows:
            services.delete(conversation=conversation)
    elif action == "move":
        Conversation.objects.filter(user=user, pk__in=done).update(project=project)
    elif action == "archive":
        Conversation.objects.filter(user=user, pk__in=done).update(archived=True, pinned=False)
    else:
        Conversation.objects.filter(user=user, pk__in=done).update(archived=False)
    return done


def _set(conversation: Conversation, **fields: object) -> None:
    Conversation.objects.filter(pk=conversation.pk).update(**fields)
    for name, value in fields.items():
        setattr(conversation, name, value)
