"""A link under which anybody can read what a conversation was when it was shared."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_token() -> str:
    """192 bits that nobody guesses."""
    return secrets.token_urlsafe(24)


class Share(models.Model):
    """`snapshot` is {messages: [{role, text, run, thought, played}]} (sharing.py); it names no account and no person.
    `played` is the id of the run whose log may be played, where the thinking was shared.

    Revoking deletes the row. Whoever has the token reads it, so it is kept as it is: its owner must see it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shares")
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="shares"
    )
    token = models.CharField(max_length=64, unique=True, default=new_token)
    title = models.CharField(max_length=200)
    with_thinking = models.BooleanField(default=False)
    snapshot = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"share of {self.conversation_id}"
