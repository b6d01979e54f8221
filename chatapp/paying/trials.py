"""Who is offered free days at the start."""

from __future__ import annotations

from django.conf import settings

from billing.checkout import offers_trial
from billing.models import BillingAccount
from billing.plans import Price
from chatapp.accounts.models import User


def trial_days(user: User, account: BillingAccount | None, price: Price) -> int:
    """The days free that an order may begin with; 0 for none. `account` None is a team that is not made yet."""
    kind = BillingAccount.Kind.TEAM if price.plan == "team" else BillingAccount.Kind.PERSON
    account = account or BillingAccount(owner_id=user.pk, kind=kind)
    return settings.TRIAL_DAYS if offers_trial(account) else 0
