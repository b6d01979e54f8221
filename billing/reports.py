"""Reads for those who look after a team: in which period, and when each person last used their seat. Never content."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import Max

from .access import GOOD
from .models import BillingAccount, Subscription, UsageHold

DAYS = 30


def period_start(account: BillingAccount, *, now: datetime) -> datetime:
    """When the running period that is paid for began; without one, 30 days ago."""
    held = Subscription.objects.filter(account=account, status__in=(*GOOD, "past_due")).first()
    # The sandbox's clock may be ahead of the one that stamps answers.
    return held.period_start if held and held.period_start <= now else now - timedelta(days=DAYS)


def last_uses(account: BillingAccount) -> dict[uuid.UUID, datetime]:
    """When each person was last answered with the account's money."""
    holds = UsageHold.objects.filter(account=account, state=UsageHold.State.COMMITTED)
    return dict(holds.values("user_id").annotate(last=Max("created_at")).values_list("user_id", "last"))
