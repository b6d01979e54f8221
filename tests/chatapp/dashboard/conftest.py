"""A day on which things happen, and somebody who may see what."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from billing.accounts import account_for
from billing.models import BillingAccount, SubscriptionChange, UsageHold
from chatapp.accounts.models import User
from chatapp.runs.models import EngineCall, Run

DAY = datetime(2026, 3, 10, tzinfo=UTC)
NOON = DAY + timedelta(hours=12)


@pytest.fixture
def account(owner: User) -> BillingAccount:
    User.objects.filter(pk=owner.pk).update(created_at=DAY)
    account = account_for(user_id=owner.pk, default_plan="plus")
    BillingAccount.objects.filter(pk=account.pk).update(created_at=DAY)
    return account


@pytest.fixture
def answered(owner: User, account: BillingAccount) -> Callable[..., Run]:
    """An answer that ended at a moment, with one call of `cost_micros`."""

    def answered(at: datetime = NOON, *, plan: str = "plus", cost_micros: int = 500, **fields: object) -> Run:
        hold = UsageHold.objects.create(
            account=account, user_id=owner.pk, meter="fast", plan=plan, idempotency_key=uuid.uuid4().hex,
            created_at=at, expires_at=at, settled_at=at, state="committed", cost_micros=cost_micros,
        )  # fmt: skip
        run = Run.objects.create(
            **{
                "user": owner, "hold": hold, "client_id": uuid.uuid4().hex, "mode": "fast", "strategy": "single",
                "model": "seedling", "status": "succeeded", "attempt": 1, "cost_micros": cost_micros,
                "seconds": 2.0, "generated_tokens": 100, "created_at": at - timedelta(seconds=5),
                "started_at": at - timedelta(seconds=3), "first_word_at": at - timedelta(seconds=2),
                "finished_at": at,
            }
            | fields
        )  # fmt: skip
        EngineCall.objects.create(
            run=run, attempt=1, call=1, purpose="sample", model="seedling", prompt=10, generated=100,
            cost_micros=cost_micros, created_at=at,
        )  # fmt: skip
        return run

    return answered


@pytest.fixture
def subscribed(account: BillingAccount) -> Callable[..., SubscriptionChange]:
    """A subscription of the owner's that is so from a moment on."""

    def subscribed(at: datetime = NOON, **fields: object) -> SubscriptionChange:
        return SubscriptionChange.objects.create(
            **{
                "subscription_id": "sub_1", "account": account, "at": at, "status": "active", "plan": "plus",
                "interval": "month", "cents": 20_00, "quantity": 1,
            }
            | fields
        )  # fmt: skip

    return subscribed


@pytest.fixture
def analyst(db: None) -> Client:
    """Signed in as somebody who may see the dashboard, and nothing else."""
    user = User.objects.create_user("analyst@example.org")
    user.user_permissions.add(Permission.objects.get(codename="view_dashboard"))
    client = Client()
    client.force_login(user)
    return client
