"""Reminders of trials that end soon: those that Stripe will charge for, and those that were lent."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from .. import gateway
from ..access import moment
from ..models import BillingAccount, Subscription
from ..plans import PLANS
from .news import REMIND, remind
from .outbox import queue


def remind_all(*, now: datetime | None = None) -> int:
    """Queue a reminder for each trial that ends within three days and has none, and say how many."""
    stripe_now = now or moment(gateway.now())
    on_trial = Subscription.objects.filter(
        status="trialing", ends_at=None, trial_ends_at__gt=stripe_now, trial_ends_at__lte=stripe_now + REMIND
    )
    charged = sum(remind(each, now=stripe_now) for each in on_trial.select_related("account"))
    now = now or timezone.now()
    # Whoever has a plan that is as large loses nothing.
    lent = BillingAccount.objects.filter(trial_ends_at__gt=now, trial_ends_at__lte=now + REMIND)
    lent = lent.exclude(plan=F("trial_plan"))
    return charged + sum(_remind_of_lent(each) for each in lent)


def _remind_of_lent(account: BillingAccount) -> bool:
    order = list(PLANS)
    if account.trial_ends_at is None or order.index(account.plan) >= order.index(account.trial_plan):
        return False
    facts = {"plan": account.trial_plan, "trial_ends_at": account.trial_ends_at.isoformat(), "charged": False}
    return queue(kind="trial_ending", key=f"trial_ending:{account.pk}", account=account, facts=facts)
