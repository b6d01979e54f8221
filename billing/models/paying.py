"""Which account a person wants to pay from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .accounts import BillingAccount


class PayingChoice(models.Model):
    """The account that pays for what a person begins from now on. Without a row it is their own."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="paying_choice"
    )
    account = models.ForeignKey(BillingAccount, on_delete=models.CASCADE, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user_id} pays from {self.account_id}"
