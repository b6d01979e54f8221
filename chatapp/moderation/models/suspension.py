"""A person who is shut out, and what they say to that."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Suspension(models.Model):
    """From `begun_at` until `ended_at`, or until `until` by itself. `reason` is staff's own, `words` is what the
    person reads. The person's own row says as much of it as each request asks (accounts.User.is_suspended).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suspensions")
    reason = models.CharField(max_length=150)
    words = models.CharField(max_length=1000)
    begun_at = models.DateTimeField(default=timezone.now)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    end_reason = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="one_suspension_of_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} since {self.begun_at:%Y-%m-%d}"


class Appeal(models.Model):
    """What a suspended person says to it: one note, theirs to change until it is decided with words to them."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        UPHELD = "upheld", _("The suspension stays")
        LIFTED = "lifted", _("The suspension was lifted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    suspension = models.OneToOneField(Suspension, on_delete=models.CASCADE, related_name="appeal")
    text = models.CharField(max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    words = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "created_at", "id"], name="appeal_queue")]

    def __str__(self) -> str:
        return f"appeal {self.pk}"
