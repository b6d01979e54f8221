"""What was last heard from Stripe about an account. Rows are snapshots: sync alone writes them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from .accounts import BillingAccount


class Subscription(models.Model):
    """One subscription. `ends_at` is when it is scheduled to end, whichever of Stripe's two fields says so.

    `plan` and `lookup_key` are empty for a price that is not in the catalogue. `pending_until`: an upgrade waits for
    its payment until then. `schedule_id`: another price follows at the period's end, `next_lookup_key` for
    `next_quantity` seats; the two are empty where nothing changes. `next_cents` is what the next renewal takes, with
    discounts, credit and tax; None where that is not known or nothing more is charged. `being_paid`: a bank's debit for
    what is owed is on its way.
    """

    id = models.CharField(primary_key=True, max_length=80)
    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="subscriptions")
    status = models.CharField(max_length=30)
    lookup_key = models.CharField(max_length=80, blank=True)
    plan = models.CharField(max_length=20, blank=True)
    interval = models.CharField(max_length=10)
    cents = models.PositiveIntegerField()
    quantity = models.PositiveIntegerField()
    period_start = models.DateTimeField()
    period_end = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    trial_ends_at = models.DateTimeField(null=True)
    pending_until = models.DateTimeField(null=True)
    schedule_id = models.CharField(max_length=80, blank=True)
    next_lookup_key = models.CharField(max_length=80, blank=True)
    next_quantity = models.PositiveIntegerField(null=True)
    next_cents = models.PositiveIntegerField(null=True)
    being_paid = models.BooleanField(default=False)
    end_reason = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    synced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.plan or 'unknown'} {self.status}"


class SubscriptionChange(models.Model):
    """How a subscription stood from `at` on, until its next change: what recurring revenue is counted from.

    `at` is Stripe's moment of the beginning or end, else when it was noticed. `cents` each `interval` for one seat,
    without discounts and tax. Rows are only ever added.
    """

    PAYING = ("active", "past_due")

    subscription_id = models.CharField(max_length=80)
    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="subscription_changes")
    at = models.DateTimeField()
    status = models.CharField(max_length=30)
    plan = models.CharField(max_length=20, blank=True)
    interval = models.CharField(max_length=10)
    cents = models.PositiveIntegerField()
    quantity = models.PositiveIntegerField()
    end_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["at"], name="subscription_change_day"),
            models.Index(fields=["subscription_id", "at"], name="subscription_history"),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.status} {self.at:%Y-%m-%d}"


class Invoice(models.Model):
    """One invoice; amounts in cents. The two addresses are Stripe's pages for its payer."""

    id = models.CharField(primary_key=True, max_length=80)
    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="invoices")
    subscription_id = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3)
    total = models.IntegerField()
    amount_due = models.IntegerField()
    amount_paid = models.IntegerField()
    next_attempt_at = models.DateTimeField(null=True)
    hosted_url = models.URLField(max_length=2000, blank=True)
    pdf_url = models.URLField(max_length=2000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.number} {self.status}"


class CheckoutAttempt(models.Model):
    """A press of Upgrade: its key makes the request to Stripe one request, however often it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(BillingAccount, on_delete=models.CASCADE, related_name="checkouts")
    lookup_key = models.CharField(max_length=80)
    quantity = models.PositiveIntegerField()
    trial_days = models.PositiveIntegerField(default=0)
    terms_version = models.CharField(max_length=20)
    actor_id = models.UUIDField()
    session_id = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.lookup_key} × {self.quantity}"
