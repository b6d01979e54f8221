"""A customer of the sandbox, and what people do there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from billing import gateway
from billing.sandbox import people
from billing.sandbox.world import world

GOOD, DECLINED, POOR, CONFIRM, LATER, DISPUTED = (
    "4242424242424242", "4000000000000002", "4000000000009995", "4000002500003155", "4000000000000341",
    "4000000000000259",
)  # fmt: skip


@pytest.fixture
def prices(stripe_sandbox: Path) -> dict[str, str]:
    """The ids of the catalogue's prices, by lookup key."""
    return {each["lookup_key"]: each["id"] for each in gateway.prices()}


@pytest.fixture
def customer(stripe_sandbox: Path) -> str:
    return gateway.create_customer({"email": "owner@example.org", "name": "Owner"}, key="c")["id"]


@pytest.fixture
def session(customer: str, prices: dict[str, str]) -> Callable[..., str]:
    """An open checkout; returns its id."""

    def session(price: str = "plus_monthly", quantity: int = 1, **params: Any) -> str:
        wanted = {
            "mode": "subscription", "customer": customer, "success_url": "http://localhost:8000/done",
            "line_items": [{"price": prices[price], "quantity": quantity}], "allow_promotion_codes": True,
            **params,
        }  # fmt: skip
        return gateway.create_checkout(wanted, key=f"{price}-{quantity}-{params}")["id"]

    return session


@pytest.fixture
def buy(stripe_sandbox: Path, session: Callable[..., str], customer: str) -> Callable[..., dict[str, Any]]:
    """Pay a checkout; returns the subscription."""

    def buy(
        price: str = "plus_monthly", quantity: int = 1, *, card: str = GOOD, **params: Any
    ) -> dict[str, Any]:
        people.pay(stripe_sandbox, session(price, quantity, **params), card)
        return gateway.subscriptions(customer)[0]

    return buy


@pytest.fixture
def events(stripe_sandbox: Path) -> Callable[[], list[str]]:
    """The types of all events of the customer's life, oldest first."""

    def events() -> list[str]:
        skipped = ("product.", "price.")
        with world(stripe_sandbox) as here:
            found = [each["type"] for each in here.all("event")][::-1]
        return [each for each in found if not each.startswith(skipped)]

    return events
