"""A member of the staff sees the product as a person."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Viewing(models.Model):
    """It is open until `until`, or until it was ended before. A member of the staff has one at most, in the browser
    session that knows its id. `refused` counts what would have written as the person.

    The reason is in the audit log, which keeps both ids when either of the two is erased.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], name="one_viewing_each", condition=models.Q(ended_at=None)
            )
        ]
        indexes = [
            models.Index(fields=["until"], name="viewing_open", condition=models.Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"viewing {self.pk}"

    @property
    def seconds_left(self) -> int:
        """Until it ends by itself."""
        return max(0, round((self.until - timezone.now()).total_seconds()))
