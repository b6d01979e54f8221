"""How many accounts there were on each plan, also on a day that is long past."""

from __future__ import annotations

from datetime import timedelta

import pytest

from billing.models import AuditEntry, BillingAccount
from chatapp.dashboard.rollup import count_day

from ..conftest import DAY

pytestmark = pytest.mark.django_db


def on_plans(days: int = 0) -> dict[str, int]:
    figures = count_day((DAY + timedelta(days=days)).date()).figures
    return {group: value for (name, group, _), value in figures.items() if name == "accounts"}


def test_an_account_counts_from_its_first_day(account):
    assert on_plans(-1) == {}
    assert on_plans() == {"plus": 1}


def test_later_changes_are_taken_back(account):
    def became(days, action, **details):
        AuditEntry.objects.create(
            account=account, action=action, details=details, created_at=DAY + timedelta(days=days)
        )

    became(2, "plan_granted", plan="team", seats=None)
    became(4, "plan_synced", **{"from": "team", "to": "pro"})
    became(6, "plan_synced", **{"from": "pro", "to": "plus"})
    BillingAccount.objects.filter(pk=account.pk).update(plan="plus")
    assert [on_plans(days) for days in (1, 3, 5, 7)] == [{"free": 1}, {"team": 1}, {"pro": 1}, {"plus": 1}]
