"""An account on the Plus plan, the two people who use it, and a clock that tests move by hand."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from billing import gateway, plans, quota
from billing.accounts import account_for
from billing.catalogue import sync_plans
from billing.checkout import finish_checkout, start_checkout
from billing.models import BillingAccount, UsageHold
from billing.sandbox import people

from .sandbox import oracle

CARD = "4242424242424242"
URLS = {"success_url": "http://localhost:8000/done", "cancel_url": "http://localhost:8000/back"}
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def after(**delta: float) -> datetime:
    """`START` plus a timedelta's arguments."""
    return START + timedelta(**delta)


@pytest.fixture
def owner() -> uuid.UUID:
    return get_user_model().objects.create(email="owner@example.org").pk


@pytest.fixture
def teammate() -> uuid.UUID:
    return get_user_model().objects.create(email="teammate@example.org").pk


@pytest.fixture
def account(owner: uuid.UUID) -> BillingAccount:
    return account_for(user_id=owner, default_plan="plus")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> plans.Cap:
    """Plus, made small: 3 fast messages per 100 seconds, 2 at once."""
    cap = plans.Cap(limit=3, window_seconds=100, concurrency=2)
    monkeypatch.setitem(plans.PLANS, "plus", replace(plans.plan("plus"), fast=cap))
    return cap


@pytest.fixture
def spend(account: BillingAccount, owner: uuid.UUID) -> Callable[..., UsageHold]:
    """Reserve and commit one unit of a meter at a moment."""

    def spend(now: datetime, meter: str = "fast", user_id: uuid.UUID = owner) -> UsageHold:
        key = uuid.uuid4().hex
        hold = quota.reserve(account=account, user_id=user_id, meter=meter, key=key, ttl_seconds=60, now=now)
        assert quota.commit(hold=hold, tokens=10, cost_micros=20, now=now)
        return hold

    return spend


@pytest.fixture
def reserve(account: BillingAccount, owner: uuid.UUID) -> Callable[..., UsageHold]:
    def reserve(key: str, **changes: object) -> UsageHold:
        wanted = {
            "account": account, "user_id": owner, "meter": "fast", "key": key, "ttl_seconds": 60, "now": START
        }  # fmt: skip
        return quota.reserve(**{**wanted, **changes})

    return reserve


@pytest.fixture
def used(account: BillingAccount, owner: uuid.UUID) -> Callable[..., int]:
    """The fast units in a person's window at a moment."""

    def used(now: datetime, user_id: uuid.UUID = owner) -> int:
        return quota.allowance(account=account, user_id=user_id, now=now).fast.used

    return used


@pytest.fixture
def empty_sandbox(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a Stripe sandbox in which nothing has happened yet."""
    settings.BILLING = settings.STRIPE_SANDBOX = True
    settings.STRIPE_SANDBOX_FILE = tmp_path / "stripe.sqlite3"
    # Whatever a test asks of the sandbox, question and answer are held against stripe-python's own types.
    monkeypatch.setattr(gateway, "_ask", oracle.checked(gateway._ask))
    monkeypatch.setattr(gateway, "_ask_all", oracle.checked(gateway._ask_all))
    monkeypatch.setattr(gateway.sandbox, "handle", oracle.checked_http(gateway.sandbox.handle))
    return settings.STRIPE_SANDBOX_FILE


@pytest.fixture
def stripe_sandbox(empty_sandbox: Path) -> Path:
    """A sandbox that has the catalogue's products and prices."""
    sync_plans()
    return empty_sandbox


@pytest.fixture
def free(owner: uuid.UUID) -> BillingAccount:
    """The owner's account before anything was bought."""
    return account_for(user_id=owner, default_plan="free")


@pytest.fixture
def subscribe(stripe_sandbox: Path) -> Callable[..., BillingAccount]:
    """Buy a plan as its owner does: press Upgrade, pay on the page, come back."""

    def subscribe(
        account: BillingAccount,
        price: str = "plus_monthly",
        quantity: int = 1,
        *,
        card: str = CARD,
        **more: Any,
    ) -> BillingAccount:
        session = press_upgrade(account, price, quantity, **more)
        people.pay(stripe_sandbox, session, card)
        finish_checkout(account=account, session_id=session)
        account.refresh_from_db()
        return account

    return subscribe


def press_upgrade(account: BillingAccount, price: str, quantity: int = 1, **more: Any) -> str:
    """The id of the checkout session that the owner is sent to."""
    url = start_checkout(
        account=account, actor_id=account.owner_id, lookup_key=price, quantity=quantity, **URLS, **more
    )
    return url.rstrip("/").rpartition("/")[2]
