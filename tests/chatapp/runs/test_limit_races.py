"""Many questions of one person at the same moment, just below the limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
import redis

from billing import plans, quota
from billing.accounts import account_for
from billing.models import BillingAccount, UsageHold
from chatapp.accounts.models import User
from chatapp.conversations.models import Message
from chatapp.runs.models import Run
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_100_questions_at_79_of_80_one_is_taken_and_nothing_of_the_others_is_stored(
    ask: Callable[..., Run], owner: User, valkey: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    plus = plans.plan("plus")
    monkeypatch.setitem(plans.PLANS, "plus", replace(plus, fast=replace(plus.fast, concurrency=1_000)))
    account = account_for(user_id=owner.pk)
    BillingAccount.objects.filter(pk=account.pk).update(plan="plus")
    for number in range(79):
        hold = quota.reserve(account=account, user_id=owner.pk, meter="fast", key=f"{number}", ttl_seconds=60)
        quota.commit(hold=hold, tokens=1, cost_micros=1)

    def send(_: int) -> str:
        try:
            return ask().status
        except quota.QuotaExceeded as refusal:
            return refusal.code

    assert Counter(at_once(100, send)) == {"queued": 1, "no_allowance": 99}
    assert (Run.objects.count(), Message.objects.count(), UsageHold.objects.count()) == (1, 2, 80)
