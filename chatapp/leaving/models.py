"""Who is leaving, and what is known of those who left: nothing but that they did."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Leaving(models.Model):
    """A person wants to be erased at `erase_at`, and may change their mind until an `Erasure` has begun."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="leaving"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    erase_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.user_id} until {self.erase_at:%Y-%m-%d}"


class Erasure(models.Model):
    """A person was erased, or is being erased where `erased_at` is None. The tombstone: it outlives the person.

    `actor` is who wanted it: `person`, or `staff` with the staff's `reason`. `counts` says how many of what there
    were, by model. `told_at`: the last mail went out.
    """

    class Actor(models.TextChoices):
        PERSON = "person"
        STAFF = "staff"

    person_id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actor = models.CharField(max_length=10, choices=Actor.choices)
    reason = models.CharField(max_length=200, blank=True)
    counts = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["begun_at"], name="erasure_open", condition=models.Q(erased_at=None))]

    def __str__(self) -> str:
        return f"{self.person_id} {self.erased_at or 'is being erased'}"
