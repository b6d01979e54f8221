"""A file of a person's: attached to a message once it was sent, until then to nothing."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Attachment(models.Model):
    """`file` is its random name on disk (storage.py), `name` what its person calls it. `mime`, `kind` and the rest are
    what was found in it (reading/found.py). Of a picture what is kept is one made anew, and `size` and `sha256` are
    that one's. Every row has a file of its own: a copy, for a fork or an edited question, is a row and a hard link.
    """

    class Kind(models.TextChoices):
        TEXT = "text"
        TABLE = "table"
        PDF = "pdf"
        IMAGE = "image"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        "conversations.Message", null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    place = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    file = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    mime = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    pages = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    truncated = models.BooleanField(default=False)
    note = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["user", "sha256"], name="attachment_content"),
            models.Index(fields=["created_at"], name="attachment_unsent", condition=models.Q(message=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
