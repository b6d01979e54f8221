"""People in their browsers, before the Stripe sandbox."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from billing import teams
from billing.accounts import account_for
from billing.models import BillingAccount, Membership
from billing.sandbox import people
from chatapp.accounts.models import User
from tests.billing.conftest import CARD, empty_sandbox, stripe_sandbox, subscribe  # noqa: F401

Subscribe = Callable[..., BillingAccount]
BILLING = "/settings/billing/"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response: HttpResponse) -> str:
    """A page as it is read: its words, without markup, spaces made one."""
    page = re.sub(r"<(script|style|title)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def mine(owner: User) -> BillingAccount:
    """The owner's own account, free."""
    return account_for(user_id=owner.pk)


@pytest.fixture
def page(owner: User) -> Client:
    """The owner's browser."""
    return browser(owner)


@pytest.fixture
def plus(mine: BillingAccount, subscribe: Subscribe) -> BillingAccount:  # noqa: F811
    """The owner's account, on Plus by the month."""
    return subscribe(mine)


@pytest.fixture
def team(owner: User, teammate: User) -> BillingAccount:
    """The owner's team, with the teammate in it and nothing paid."""
    made = teams.create_team(owner_id=owner.pk, name="Swallows")
    Membership.objects.create(account=made, user=teammate)
    return made


@pytest.fixture
def order(page: Client, stripe_sandbox: Path) -> Callable[..., HttpResponse]:  # noqa: F811
    """Send the order form, with what a hurried person leaves as it is."""

    def order(client: Client | None = None, **fields: Any) -> HttpResponse:
        wanted = {"lookup_key": "plus_monthly", "terms": "on", "start": "now"} | fields
        return (client or page).post("/billing/checkout/", {k: v for k, v in wanted.items() if v is not None})

    return order


def session_in(response: HttpResponse) -> str:
    """The checkout session that a 'One moment' page leads to."""
    return re.search(r"cs_test_\w+", response.content.decode())[0]


def pay(file: Path, response: HttpResponse, card: str = CARD) -> str:
    """Pay on the page that the order led to; returns its session."""
    session = session_in(response)
    people.pay(file, session, card)
    return session
