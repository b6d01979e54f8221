"""The ledger of what was used, and units given on top."""

from __future__ import annotations

from django.db import models

from .accounts import BillingAccount


class Credit(models.Model):
    """Units of a meter that staff gave on top of the plan, to one person or (`user_id` None) to all of the account.

    They are used when the window is full, until `expires_at`. What is left is counted from the holds, not stored.
    """

    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="credits")
    user_id = models.UUIDField(null=True, blank=True)
    meter = models.CharField(max_length=20)
    units = models.PositiveIntegerField()
    reason = models.CharField(max_length=150)
    granted_by_id = models.UUIDField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "meter", "expires_at"], name="credit_of_account")]

    def __str__(self) -> str:
        return f"{self.units} {self.meter} until {self.expires_at:%Y-%m-%d}"


class UsageHold(models.Model):
    """One entry of the ledger: units held for an answer, then committed or released.

    `user_id` is opaque, so that the ledger outlives a person's erasure. `cost_micros` is micro-USD.
    A hold counts in its meter's window from `created_at`, while it is committed, or held and not expired; one that
    was made from a `credit` counts there instead. `reason` says why one was released.
    """

    # Released holds of answers that their person stopped after a worker had begun them; see stops.py.
    STOPPED = ("cancelled", "deleted")

    class State(models.TextChoices):
        HELD = "held"
        COMMITTED = "committed"
        RELEASED = "released"

    # `hold_window` begins with it, so it needs no index of its own; each one is written twice an answer.
    account = models.ForeignKey(
        BillingAccount, on_delete=models.PROTECT, related_name="holds", db_index=False
    )
    user_id = models.UUIDField()
    meter = models.CharField(max_length=20)
    plan = models.CharField(max_length=20)
    idempotency_key = models.CharField(max_length=120)
    units = models.PositiveIntegerField(default=1)
    tokens = models.PositiveBigIntegerField(default=0)
    cost_micros = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    reason = models.CharField(max_length=60, blank=True)
    credit = models.ForeignKey(Credit, null=True, on_delete=models.PROTECT, related_name="holds")
    overage = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "user_id", "meter", "created_at"], name="hold_window"),
            models.Index(fields=["expires_at"], name="hold_expiry", condition=models.Q(state="held")),
            # What the installation spent today is summed before an answer, where there is a ceiling.
            models.Index(fields=["settled_at"], name="hold_settled"),
            # A person's answers in progress: a few rows, whatever the ledger holds of the past.
            models.Index(
                fields=["account", "user_id", "meter", "expires_at"],
                name="hold_running",
                condition=models.Q(state="held"),
            ),
            models.Index(
                fields=["user_id", "settled_at"],
                name="hold_stopped",
                condition=models.Q(reason__in=["cancelled", "deleted"]),
            ),
        ]
        constraints = [
            # Not `unique=True`, for which PostgreSQL gets a second index, for LIKE.
            models.UniqueConstraint(fields=["idempotency_key"], name="hold_once_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.meter} {self.state} {self.idempotency_key}"
