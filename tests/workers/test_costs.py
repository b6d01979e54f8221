"""The watch over what a month costs, as the schedule runs it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from billing import quota, slowdowns
from billing.accounts import account_for
from billing.models import Alert, BillingAccount
from chatapp import celery_config
from chatapp.accounts.models import User
from workers import billing

pytestmark = pytest.mark.django_db


def test_the_schedule_slows_an_account_above_its_soft_cost_and_tells_staff(owner: User) -> None:
    assert celery_config.beat_schedule["billing_costs"]["task"] == billing.watch_costs.name
    account = account_for(user_id=owner.pk)
    BillingAccount.objects.filter(pk=account.pk).update(plan="pro")
    account.refresh_from_db()
    hold = quota.reserve(account=account, user_id=owner.pk, meter="think", key="a", ttl_seconds=60)
    quota.commit(hold=hold, tokens=1, cost_micros=300_000_000)
    billing.watch_costs()
    assert slowdowns.current(account, timezone.now())
    assert Alert.objects.get().kind == "heavy_use"
