"""Two sides that must behave alike: the sandbox always, and Stripe itself where STRIPE_TEST_KEY gives a test key.

The scenarios go through `gateway` and stripe-python, as billing does. At Stripe they leave test objects behind.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from billing import gateway
from billing.catalogue import sync_plans

KEY = os.environ.get("STRIPE_TEST_KEY", "")
# Real money never: a live key is as good as none here.
ALLOWED = KEY.startswith(("sk_test_", "rk_test_"))
SIDES = ["sandbox", "stripe"] if ALLOWED else ["sandbox"]
BACK = "http://localhost:8000/back"


@pytest.fixture(params=SIDES, autouse=True)
def side(request: pytest.FixtureRequest, settings: Any, empty_sandbox: Path) -> str:
    """Which of the two answers this test."""
    if request.param == "stripe":
        settings.STRIPE_SANDBOX = False
        settings.STRIPE_SECRET_KEY = KEY
    return str(request.param)


@pytest.fixture
def prices(side: str) -> dict[str, str]:
    """The ids of the catalogue's prices, by lookup key."""
    sync_plans()
    return {each["lookup_key"]: each["id"] for each in gateway.prices() if each.get("lookup_key")}


@pytest.fixture
def customer(side: str) -> str:
    made = gateway.create_customer({"email": "owner@example.org", "name": "Owner"}, key=key())
    return str(made["id"])


@pytest.fixture
def payer(customer: str) -> str:
    """A customer with a card that pays."""
    give_card(customer, "pm_card_visa")
    return customer


@pytest.fixture
def subscribed(payer: str, prices: dict[str, str]) -> Callable[..., dict[str, Any]]:
    """Begins a subscription of the payer's; returns it."""

    def subscribed(price: str = "plus_monthly", quantity: int = 1) -> dict[str, Any]:
        items = [{"price": prices[price], "quantity": quantity}]
        return gateway._ask(gateway.client().v1.subscriptions.create, {"customer": payer, "items": items})

    return subscribed


def give_card(customer: str, token: str) -> None:
    """Attach one of Stripe's test cards, theirs by default from now on."""
    held = gateway._ask(gateway.client().v1.payment_methods.attach, token, {"customer": customer})
    gateway.update_customer(customer, {"invoice_settings": {"default_payment_method": held["id"]}})


def key() -> str:
    return f"contract-{uuid.uuid4()}"
