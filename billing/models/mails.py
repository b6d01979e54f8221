"""Mails on their way, and those that went."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from .accounts import BillingAccount


class Mail(models.Model):
    """One mail about one event; `key` names the event, so that it is told once.

    `facts` are what the mail says, without names and addresses: who gets it is looked up when it is sent. The row
    stays afterwards: it is what keeps a second mail about the same event from being written.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        # Nobody is there to get it any more, or what it is about has passed.
        DROPPED = "dropped"
        # Refused for good by the recipient's server, or never taken by ours.
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30)
    account = models.ForeignKey(BillingAccount, null=True, on_delete=models.CASCADE, related_name="mails")
    facts: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"], name="mail_to_send", condition=models.Q(outcome="waiting")
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome}"
