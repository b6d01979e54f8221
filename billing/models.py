"""Who pays, and the ledger of what was used."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class BillingAccount(models.Model):
    """Who pays: a person, or a team whose members each have their own windows.

    A trial lends `trial_plan` until `trial_ends_at`; afterwards `plan` holds again.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        TEAM = "team"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="billing_accounts"
    )
    name = models.CharField(max_length=150, blank=True)
    plan = models.CharField(max_length=20, default="free")
    trial_plan = models.CharField(max_length=20, blank=True)
    trial_ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(kind="person"), name="one_personal_account_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.id} ({self.plan})"


class UsageHold(models.Model):
    """One entry of the ledger: units held for an answer, then committed or released.

    `user_id` is opaque, so that the ledger outlives a person's erasure. `cost_micros` is micro-USD.
    A hold counts in its meter's window from `created_at`, while it is committed, or held and not expired.
    """

    class State(models.TextChoices):
        HELD = "held"
        COMMITTED = "committed"
        RELEASED = "released"

    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="holds")
    user_id = models.UUIDField()
    meter = models.CharField(max_length=20)
    plan = models.CharField(max_length=20)
    idempotency_key = models.CharField(max_length=120, unique=True)
    units = models.PositiveIntegerField(default=1)
    tokens = models.PositiveBigIntegerField(default=0)
    cost_micros = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    reason = models.CharField(max_length=60, blank=True)
    overage = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "user_id", "meter", "created_at"], name="hold_window"),
            models.Index(fields=["state", "expires_at"], name="hold_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.meter} {self.state} {self.idempotency_key}"
