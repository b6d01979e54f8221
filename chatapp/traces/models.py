"""Who allows that their thinking trains models, which teams forbid it, what was selected, and what was handed out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Consent(models.Model):
    """A person allows the use of their thinking until it is withdrawn. Withdrawn ones stay, as the proof of both.

    `text` is the version of the words that they agreed to; empty for those from before it was noted.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    text = models.CharField(max_length=20, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(withdrawn_at=None), name="one_consent_each")
        ]

    def __str__(self) -> str:
        return f"{self.given_at:%Y-%m-%d} to {self.withdrawn_at or 'now'}"


class TeamRefusal(models.Model):
    """A team forbids the use of what is thought in conversations that it pays for, whatever its people allow."""

    account = models.OneToOneField("billing.BillingAccount", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.account_id)


class Manifest(models.Model):
    """One version of the selection: how many runs, and the sha256 of their ids, sorted, a line each."""

    number = models.PositiveIntegerField(primary_key=True)
    created_at = models.DateTimeField(default=timezone.now)
    runs = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"version {self.number}: {self.runs} runs"


class Selected(models.Model):
    """A run is in the versions from `since` to the one before `until` (None: in the newest too).

    The id is opaque and outlives the run: a version's hash can be checked after somebody was erased.
    """

    run_id = models.UUIDField()
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run_id"], condition=Q(until=None), name="selected_once")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.since}-{self.until or ''}"


class Export(models.Model):
    """The audit of what was handed out: when, by which user of the machine, what of it, and the sha256 of the lines."""

    created_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=100)
    format = models.CharField(max_length=10)
    since = models.DateTimeField(null=True, blank=True)
    manifest = models.PositiveIntegerField(null=True, blank=True)
    runs = models.PositiveIntegerField()
    examples = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.format} {self.created_at:%Y-%m-%d %H:%M}"
