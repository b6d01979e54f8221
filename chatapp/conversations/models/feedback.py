"""What people think of answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Feedback(models.Model):
    """One person's word on one answer. `reasons` are keys of feedback.REASONS, of a thumb down alone."""

    class Value(models.TextChoices):
        UP = "up"
        DOWN = "down"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feedback")
    message = models.ForeignKey("conversations.Message", on_delete=models.CASCADE, related_name="feedback")
    value = models.CharField(max_length=4, choices=Value.choices)
    reasons = models.JSONField(default=list, blank=True)
    text = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "message"], name="one_word_on_an_answer")]
        indexes = [models.Index(fields=["value", "-updated_at"], name="feedback_queue")]

    def __str__(self) -> str:
        return f"{self.value} on {self.message_id}"
