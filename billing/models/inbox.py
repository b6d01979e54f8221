"""What Stripe told us, and what a person of the staff should look at."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .accounts import BillingAccount


class StripeEvent(models.Model):
    """A webhook that arrived, by Stripe's id. Its content is not kept: what is true is fetched when it is worked on."""

    id = models.CharField(primary_key=True, max_length=80)
    type = models.CharField(max_length=80)
    customer_id = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=120, blank=True)
    charge_id = models.CharField(max_length=80, blank=True)
    dispute_status = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=300, blank=True)
    processed_at = models.DateTimeField(null=True)

    class Meta:
        permissions = [("run_payments", "Can replay events and close alerts")]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], name="event_to_do", condition=models.Q(processed_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


class Alert(models.Model):
    """Something that no rule decides. Open until somebody resolves it; the same one is not raised twice."""

    class Kind(models.TextChoices):
        UNKNOWN_PRICE = "unknown_price"
        DRIFT = "drift"
        DISPUTE = "dispute"
        EVENT_FAILED = "event_failed"
        SEVERAL_SUBSCRIPTIONS = "several_subscriptions"
        TOO_FEW_SEATS = "too_few_seats"
        SPEND = "spend"
        HEAVY_USE = "heavy_use"
        MAIL = "mail"

    kind = models.CharField(max_length=30, choices=Kind.choices)
    account = models.ForeignKey(BillingAccount, null=True, on_delete=models.CASCADE, related_name="alerts")
    subject = models.CharField(max_length=120)
    message = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=models.Q(resolved_at=None), name="one_open_alert_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"
