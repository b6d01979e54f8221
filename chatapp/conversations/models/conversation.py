"""A conversation is a tree of messages: an edited question or a second answer is a new branch."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class Conversation(models.Model):
    """`account` is the billing account that pays for its answers; an opaque id, billing knows no chat.

    One without messages was prepared and not used yet: no list shows it. `read_at` is when its person last looked.
    A `temporary` one is in no list and no index, trains nothing, and is gone at `purge_at`. `source` names the
    product that an imported one comes from, `source_id` its id there. `forked_from` is what it was copied from.
    """

    class Source(models.TextChoices):
        CHATGPT = "chatgpt", "ChatGPT"
        CLAUDE = "claude", "Claude"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conversations")
    account = models.ForeignKey("billing.BillingAccount", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(
        "conversations.Project",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="conversations",
    )
    title = models.CharField(max_length=200, blank=True)
    pinned = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    temporary = models.BooleanField(default=False)
    source = models.CharField(max_length=10, blank=True, choices=Source.choices)
    source_id = models.CharField(max_length=64, blank=True)
    forked_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(default=timezone.now)
    purge_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-updated_at"], name="conversation_recent"),
            models.Index(fields=["purge_at"], name="conversation_purge", condition=models.Q(temporary=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "source", "source_id"],
                condition=~models.Q(source_id=""),
                name="imported_once",
            ),
            models.CheckConstraint(
                condition=models.Q(temporary=False) | models.Q(purge_at__isnull=False),
                name="temporary_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.id)


class Message(models.Model):
    """One message. `parts` is a list of typed parts: `{"type": "text", "text": ...}`, and of a question what is
    attached to it, `{"type": "file" or "image", "attachment": id, "name": ..., "kind": ...}` (attachments/present.py).
    """

    class Role(models.TextChoices):
        USER = "user"
        ASSISTANT = "assistant"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    role = models.CharField(max_length=10, choices=Role.choices)
    parts = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["conversation", "created_at"], name="message_order")]

    def __str__(self) -> str:
        return f"{self.role} {self.id}"

    @property
    def text(self) -> str:
        """All text parts joined."""
        return "".join(part["text"] for part in self.parts if part.get("type") == "text")

    @property
    def attached(self) -> list[dict[str, Any]]:
        """The parts that are files or images, in their order."""
        return [part for part in self.parts if part.get("type") in ("file", "image")]


def text_parts(text: str) -> list[dict[str, Any]]:
    """`text` as a message's parts; empty text has none."""
    return [{"type": "text", "text": text}] if text else []
