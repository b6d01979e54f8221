"""The index of what a person's conversations say."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class SearchEntry(models.Model):
    """The words of one message, or of a conversation's title where `message` is null (words.py makes them).

    The database keeps an index of `words` beside it, by itself: triggers into an FTS5 table on SQLite, a generated
    column on PostgreSQL (migration 0003). A row that goes with its conversation thus leaves the index too.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="search_entries"
    )
    message = models.OneToOneField(
        "conversations.Message", null=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=models.Q(message=None), name="one_title_each"
            )
        ]

    def __str__(self) -> str:
        return f"words of {self.message_id or self.conversation_id}"
