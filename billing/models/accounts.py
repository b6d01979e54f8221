"""Who pays, and what was done to an account."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class BillingAccount(models.Model):
    """Who pays: a person, or a team whose members each have their own windows.

    A trial lends `trial_plan` until `trial_ends_at`; afterwards `plan` holds again. A team's `seats` are those that
    are paid for: none before the first payment, and None where staff gave the plan without counting.
    `granted`: staff gave the plan, so the end of a subscription does not take it.
    `plan_ends_at` ends a plan that is not paid (grace). `suspended_at`: a payment is disputed, nothing is spent.
    `card` is how the one that pays is known to its owner: brand, last four digits, expiry.
    `has_overrides`: staff have set limits of its own at some time (LimitOverride).
    `claim` and `claimed_until` are sync's; see `claims`.
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
    granted = models.BooleanField(default=False)
    plan_ends_at = models.DateTimeField(null=True, blank=True)
    customer_id = models.CharField(max_length=80, null=True, blank=True, unique=True)
    card = models.CharField(max_length=60, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    # So that whoever has none, which is nearly everybody, is not looked up before each answer.
    has_overrides = models.BooleanField(default=False)
    claim = models.UUIDField(null=True, editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)
    seats = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(kind="person"), name="one_personal_account_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.id} ({self.plan})"


class AuditEntry(models.Model):
    """What was done to an account, by whom (None: Stripe or the clock). Ids are opaque and outlive people."""

    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="audit")
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["account", "created_at"], name="audit_of_account")]

    def __str__(self) -> str:
        return f"{self.action} {self.created_at:%Y-%m-%d %H:%M}"
