"""A day's figures, made from the rows of the product and made again at any time."""

from __future__ import annotations

from django.db import models

from billing.models import BillingAccount


class RolledDay(models.Model):
    """A day (UTC) whose figures are there; `made_at` is when they began to be made.

    Made early enough they are not the last word: see rollup.FINAL_AFTER.
    """

    day = models.DateField(primary_key=True)
    made_at = models.DateTimeField()

    class Meta:
        permissions = [("view_dashboard", "Can see the figures of the business")]

    def __str__(self) -> str:
        return f"{self.day}"


class Figure(models.Model):
    """One number of a day. `name` says what is counted and in what, `group` and `part` of which.

    What the names are stands with who makes them (sources/): money is micro-USD, times are milliseconds.
    """

    day = models.DateField()
    name = models.CharField(max_length=30)
    group = models.CharField(max_length=200, blank=True)
    part = models.CharField(max_length=200, blank=True)
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "name", "group", "part"], name="one_figure_each")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name} {self.group} {self.part}: {self.value}"


class AccountDay(models.Model):
    """What an account brought in and cost on a day, in micro-USD; there is none where all is nothing."""

    day = models.DateField()
    account = models.ForeignKey(BillingAccount, on_delete=models.CASCADE, related_name="+")
    revenue_micros = models.BigIntegerField(default=0)
    refund_micros = models.BigIntegerField(default=0)
    cost_micros = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "account"], name="one_account_day_each")]

    def __str__(self) -> str:
        return f"{self.day} {self.account_id}"


class RefusalCount(models.Model):
    """How often answers were refused on a day, for `reason` (billing's code), to accounts on `plan`."""

    day = models.DateField()
    plan = models.CharField(max_length=20)
    meter = models.CharField(max_length=20)
    reason = models.CharField(max_length=40)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "plan", "meter", "reason"], name="one_refusal_count_each")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.plan} {self.reason}: {self.number}"
