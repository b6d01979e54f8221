"""The ledger of what was used."""

from __future__ import annotations

from django.db import models

from .accounts import BillingAccount


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
