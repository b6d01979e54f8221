"""The plans side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from billing import accounts, plans
from billing.models import BillingAccount
from billing.sync import sync_account
from chatapp.paying.catalogue import cards
from tests.billing.sandbox.conftest import CONFIRM

from .conftest import BILLING, pay, text

pytestmark = pytest.mark.django_db
PAGES = ["/pricing/", "/terms/", "/billing/checkout/?plan=plus", "/billing/return/?session_id=x", BILLING]


def test_every_figure_is_the_catalogues(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = replace(plans.plan("plus"), tokens=31_337, paths=11, fast=plans.Cap(123, 2 * plans.DAY, 7))
    monkeypatch.setitem(plans.PLANS, "plus", odd)
    monkeypatch.setitem(plans.PRICES, "plus_monthly", plans.Price("plus_monthly", "plus", "month", 23_50))
    page = text(client.get("/pricing/"))
    for figure in ("31,337", "11 × 5", "123 per 2 days", "7 fast, 2 thinking", "$23.50 a month", "No cap"):
        assert figure in page, figure


def test_the_annual_prices_need_no_script_and_say_what_they_save(client: Client) -> None:
    monthly, annual = text(client.get("/pricing/")), text(client.get("/pricing/?interval=year"))
    assert "$20 a month" in monthly
    assert "$30 a seat and month from 2 seats" in monthly
    assert "less than by the month" not in monthly
    assert "$200 a year $40 less than by the month" in annual
    assert "$20 a month" in text(client.get("/pricing/?interval=fortnight"))


def test_a_stranger_signs_up_and_goes_on_to_the_order(client: Client) -> None:
    page = client.get("/pricing/")
    assert "Sign up for Plus" in text(page)
    assert "/accounts/signup/?next=%2Fbilling%2Fcheckout%2F%3Fplan%3Dplus" in page.content.decode()


def said(user: Any, interval: str = "month") -> dict[str, str]:
    return {
        card.plan.code: card.action.label if card.action else ""
        for card in cards(interval=interval, user=user)
    }


def test_a_free_account_is_offered_more_a_trial_first(owner, settings) -> None:
    assert said(owner) == {
        "free": "Current plan",
        "plus": "Start 14 days free",
        "team": "Choose seats",
        "pro": "Start 14 days free",
    }
    settings.TRIAL_DAYS = 0
    assert said(owner)["plus"] == "Upgrade to Plus"


def test_who_pays_is_led_to_changes_and_sees_their_plan_marked(owner, page, plus) -> None:
    assert said(owner) == {
        "free": "Cancel in Billing",
        "plus": "Manage in Billing",
        "team": "Choose seats",
        "pro": "Upgrade to Pro",
    }
    assert said(owner, "year")["plus"] == "Change to yearly"
    marked = {card.plan.code: card.mark for card in cards(interval="month", user=owner)}
    assert marked == {"free": "", "plus": "Your plan", "team": "", "pro": ""}


def test_an_open_payment_comes_before_another_plan(owner, mine, order, stripe_sandbox) -> None:
    pay(stripe_sandbox, order(), CONFIRM)
    sync_account(account_id=mine.pk, reason="test")
    assert said(owner) == {
        "free": "Current plan",
        "plus": "Pay in Billing",
        "team": "Choose seats",
        "pro": "See Billing first",
    }


def test_a_given_plan_and_a_lent_one_are_told_apart(owner, mine: BillingAccount) -> None:
    accounts.start_trial(account=mine, plan=plans.plan("pro"), days=3, now=timezone.now())
    marks = {card.plan.code: card.mark for card in cards(interval="month", user=owner)}
    assert (marks["free"], marks["pro"]) == ("Your plan", "Yours on trial")
    assert said(owner)["pro"] == "Upgrade to Pro"  # one trial is all
    accounts.grant_plan(account=mine, plan=plans.plan("plus"))
    assert said(owner)["free"] == "Part of your plan"


@pytest.mark.parametrize("path", PAGES)
def test_where_billing_is_off_there_is_no_such_page(page: Client, settings, path: str) -> None:
    settings.BILLING = False
    assert page.get(path).status_code == 404


def test_where_billing_is_off_nothing_leads_to_it(client: Client, page: Client, settings) -> None:
    assert "Pricing" in text(client.get("/"))
    assert "Billing" in text(page.get("/settings/"))
    settings.BILLING = False
    for response in (client.get("/"), page.get("/settings/"), page.get("/settings/usage/")):
        for word in ("/pricing/", BILLING, "/billing/"):
            assert word not in response.content.decode()


def test_the_terms_are_the_operators_or_say_how_paying_works(client: Client, settings) -> None:
    assert "14 days" in text(client.get("/terms/"))
    assert settings.TERMS_VERSION in text(client.get("/terms/"))
    settings.TERMS_URL = "https://example.org/terms"
    assert client.get("/terms/").headers["Location"] == "https://example.org/terms"
