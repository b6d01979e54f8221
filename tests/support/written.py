"""Conversations that stand in a running stack without having been held."""

from __future__ import annotations

from datetime import timedelta


def write(session_key: str, texts: list[str]) -> str:
    """The id of a new conversation with these messages, questions and answers in turn, of the session's person."""
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from billing.models import BillingAccount
    from chatapp.conversations.models import Conversation, Message, text_parts

    user = SessionStore(session_key)[SESSION_KEY]
    account = BillingAccount.objects.get(owner_id=user)
    conversation = Conversation.objects.create(user_id=user, account=account, title="Written for a test")
    began = timezone.now() - timedelta(seconds=len(texts))
    parent: Message | None = None
    rows = []
    for place, text in enumerate(texts):
        role = Message.Role.ASSISTANT if place % 2 else Message.Role.USER
        at = began + timedelta(seconds=place)
        parent = Message(
            conversation=conversation, parent=parent, role=role, parts=text_parts(text), created_at=at
        )
        rows.append(parent)
    Message.objects.bulk_create(rows)
    return str(conversation.pk)
