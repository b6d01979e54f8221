"""What differs from an account's plan: limits that staff set, and a month in which its answers wait longer."""

from __future__ import annotations

from django.db import models

from .accounts import BillingAccount


class LimitOverride(models.Model):
    """Limits for an account, each person in it, from `starts_at` until `ends_at` (None: for good).

    What is None is as the plan has it. Of several that hold, the one made last counts, limit by limit. Rows are never
    changed but for their end, and the ids of who made and ended them outlive people.
    """

    LIMITS = ("fast_limit", "fast_concurrency", "think_limit", "think_concurrency", "paths", "tokens")

    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="overrides")
    fast_limit = models.PositiveIntegerField(null=True, blank=True)
    fast_concurrency = models.PositiveIntegerField(null=True, blank=True)
    think_limit = models.PositiveIntegerField(null=True, blank=True)
    think_concurrency = models.PositiveIntegerField(null=True, blank=True)
    paths = models.PositiveIntegerField(null=True, blank=True)
    tokens = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=150)
    granted_by_id = models.UUIDField()
    created_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "starts_at"], name="override_of_account")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.reason}"


class Slowdown(models.Model):
    """A month (its first day, UTC) in which an account's answers cost more than its plan foresees: they wait longer.

    One a month: a month that staff lifted is not slowed again. `cost_micros` is what was spent when it began.
    """

    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="slowdowns")
    month = models.DateField()
    cost_micros = models.PositiveBigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by_id = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "month"], name="one_slowdown_a_month")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.month}"
