"""Writes of conversations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.models import BillingAccount
from billing.seats import has_seat
from chatapp.accounts.models import User
from chatapp.errors import BadText, NotFound, RequestError
from chatapp.runs.cancel import cancel_unfinished, settle_holds
from chatapp.runs.models import Run

from . import search, selectors
from .models import Conversation, Message, text_parts
from .naming import title_from

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean_text(text: str) -> str:
    """`text` as it is stored: control characters that no keyboard types are dropped, nothing else.

    Raises BadText when nothing is left, or when it is longer than MAX_TEXT characters.
    """
    text = storable_lines(text)
    if len(text) > settings.MAX_TEXT:
        raise BadText(
            _("This message has {length} characters; at most {most} can be sent.").format(
                length=f"{len(text):,}", most=f"{settings.MAX_TEXT:,}"
            ),
            code="too_long",
        )
    if not any(unicodedata.category(character)[0] not in "CZ" for character in text):
        raise BadText(_("There is nothing to send yet: write a message first."))
    return text.strip("\n")


def add_question(
    *,
    user: User,
    account: BillingAccount,
    conversation_id: UUID | None,
    parent_id: UUID | None,
    text: str,
    attached: Sequence[dict[str, Any]] = (),
) -> tuple[Conversation, Message, Message]:
    """Store a question and its still empty answer; returns (conversation, question, answer). `attached` are the parts
    for its files, with which `text` may be empty.

    Raises NotFound when the conversation or the parent is not there for this person.
    """
    parent = None
    if conversation_id is None:
        if parent_id is not None:
            raise NotFound(_("The message that this one follows does not exist."))
        title = title_from(text or attached[0]["name"])
        conversation = Conversation.objects.create(user=user, account=account, title=title)
        search.index_title(conversation=conversation)
    else:
        conversation = selectors.get_conversation(user, conversation_id)
        if parent_id is not None:
            parent = conversation.messages.filter(pk=parent_id).first()
            if parent is None:
                raise NotFound(_("The message that this one follows does not exist."))
        _go_on(conversation, first=text or attached[0]["name"])
    question = Message.objects.create(
        conversation=conversation,
        parent=parent,
        role=Message.Role.USER,
        parts=[*text_parts(text), *attached],
    )
    search.index_message(message=question, user_id=user.pk, text=text)
    answer = Message.objects.create(conversation=conversation, parent=question, role=Message.Role.ASSISTANT)
    return conversation, question, answer


def add_answer(
    *, user: User, conversation_id: UUID | None, question_id: UUID
) -> tuple[Conversation, Message, Message]:
    """Store one more, still empty answer to a question; returns (conversation, question, answer).

    Raises NotFound when the conversation or the question is not there for this person.
    """
    missing = NotFound(_("The question to answer does not exist."))
    if conversation_id is None:
        raise missing
    conversation = selectors.get_conversation(user, conversation_id)
    question = conversation.messages.filter(pk=question_id, role=Message.Role.USER).first()
    if question is None:
        raise missing
    if not Conversation.objects.filter(pk=conversation.pk).update(updated_at=timezone.now(), archived=False):
        raise missing  # deleted a moment ago
    answer = Message.objects.create(conversation=conversation, parent=question, role=Message.Role.ASSISTANT)
    return conversation, question, answer


def rename(*, conversation: Conversation, title: str) -> None:
    """Set the title; BadText when it is empty."""
    title = " ".join(storable(title).split())[:200]
    if not title:
        raise BadText(_("A title needs at least one character."))
    with transaction.atomic():
        if not Conversation.objects.filter(pk=conversation.pk).update(title=title):
            raise NotFound(_("This conversation does not exist."))  # deleted a moment ago
        conversation.title = title
        search.index_title(conversation=conversation)


def change_payer(*, conversation: Conversation, account: BillingAccount) -> None:
    """Let another account of its person pay from now on; that it is theirs is checked. Running answers settle where
    they were begun. Raises RequestError where the account has no seat for the person.
    """
    if not has_seat(account, conversation.user_id):
        raise RequestError(
            _("{account} has no seat for you. Choose another account.").format(account=account.name),
            code="no_seat",
        )
    Conversation.objects.filter(pk=conversation.pk).update(account=account)
    conversation.account = account


def delete(*, conversation: Conversation) -> None:
    """Stop what still runs, then delete the conversation with its messages and runs. The ledger stays."""
    runs = Run.objects.filter(conversation=conversation)
    cancel_unfinished(runs=runs)
    with transaction.atomic():
        settle_holds(runs=runs)
        # Before its messages: a question that is being added locks the two in this order.
        Conversation.objects.select_for_update().filter(pk=conversation.pk).first()
        conversation.delete()


def _go_on(conversation: Conversation, *, first: str) -> None:
    """A question comes to a conversation that is there: it moves up, and out of the archive. `first` names one that
    was only prepared. Raises NotFound where it was deleted a moment ago.
    """
    changes = {"updated_at": timezone.now(), "archived": False}
    if not conversation.title:
        changes["title"] = title_from(first)
    if not Conversation.objects.filter(pk=conversation.pk).update(**changes):
        raise NotFound(_("This conversation does not exist."))
    for name, value in changes.items():
        setattr(conversation, name, value)
    if "title" in changes:
        search.index_title(conversation=conversation)


def storable(text: str) -> str:
    """`text` as every database takes it."""
    return CONTROL.sub("", text).encode("utf-8", "ignore").decode("utf-8")  # no half of a surrogate pair


def storable_lines(text: str) -> str:
    """The same with one kind of line end."""
    return storable(text.replace("\r\n", "\n").replace("\r", "\n"))
