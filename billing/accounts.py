"""Who pays: a person's own account, and the plan that holds for it at a moment."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from .models import BillingAccount
from .plans import PLANS, Plan, plan


def account_for(*, user_id: uuid.UUID, default_plan: str = "") -> BillingAccount:
    """The person's own account, made on first use with `default_plan` (DEFAULT_PLAN when empty).

    Of several first uses at once one makes it: the constraint decides. Raises UnknownPlan.
    """
    account, _ = BillingAccount.objects.get_or_create(
        owner_id=user_id,
        kind=BillingAccount.Kind.PERSON,
        defaults={"plan": plan(default_plan or settings.DEFAULT_PLAN).code},
    )
    return account


def on_trial(account: BillingAccount, now: datetime) -> bool:
    """Whether a trial lasts at `now`; at `trial_ends_at` itself it has ended."""
    return account.trial_ends_at is not None and now < account.trial_ends_at


def effective_plan(account: BillingAccount, now: datetime | None = None) -> Plan:
    """The plan that holds at `now`: the trial's while it lasts, unless the account's own is larger.

    Raises UnknownPlan when the account names one that is not in the catalogue.
    """
    own = plan(account.plan)
    if not on_trial(account, now or timezone.now()):
        return own
    return max(own, plan(account.trial_plan), key=lambda each: list(PLANS).index(each.code))


def start_trial(*, account: BillingAccount, plan: Plan, days: int, now: datetime) -> bool:
    """Lend `plan` for `days` from `now`. One trial an account, ever: False if it had one already."""
    fields = {"trial_plan": plan.code, "trial_ends_at": now + timedelta(days=days)}
    started = BillingAccount.objects.filter(pk=account.pk, trial_ends_at=None).update(**fields) == 1
    account.refresh_from_db(fields=list(fields))
    return started
