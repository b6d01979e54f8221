"""sync-plans against the sandbox."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from billing import gateway, plans
from billing.catalogue import sync_plans
from billing.plans import PRICES, UnknownPrice, plan_of_price, price


def said(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("sync-plans", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_a_dry_run_says_what_is_missing_and_changes_nothing(empty_sandbox) -> None:
    lines = said("--dry-run")
    assert lines[0] == "would create product plus"
    assert len(lines) == 3 + len(PRICES)
    assert gateway.products() == gateway.prices() == []


def test_a_second_sync_finds_it_done(empty_sandbox) -> None:
    assert len(said()) == 3 + len(PRICES)
    assert said() == ["Stripe has the catalogue already."]
    amounts = {each["lookup_key"]: each["unit_amount"] for each in gateway.prices()}
    assert amounts == {each.lookup_key: each.cents for each in PRICES.values()}


def test_a_new_amount_is_a_new_price_and_the_old_one_still_pays_for_its_plan(
    stripe_sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = next(each for each in gateway.prices() if each["lookup_key"] == "plus_monthly")
    monkeypatch.setitem(plans.PRICES, "plus_monthly", replace(price("plus_monthly"), cents=25_00))
    assert [str(change) for change in sync_plans()] == ["replace price plus_monthly"]
    assert sync_plans() == []
    on_sale = {each["lookup_key"]: each for each in gateway.prices()}
    assert on_sale["plus_monthly"]["unit_amount"] == 25_00
    assert old["id"] not in {each["id"] for each in on_sale.values()}
    assert plan_of_price(old | {"lookup_key": None}) == "plus"


def test_a_renamed_plan_is_renamed_there(stripe_sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(plans.PLANS, "pro", replace(plans.plan("pro"), name="Professional"))
    assert [str(change) for change in sync_plans()] == ["rename product pro"]
    assert "Professional" in {each["name"] for each in gateway.products()}


def test_a_price_that_is_not_ours_pays_for_no_plan() -> None:
    assert plan_of_price({"lookup_key": "gold_monthly", "metadata": {"plan": "gold"}}) is None
    with pytest.raises(UnknownPrice, match="no price 'gold_monthly'"):
        price("gold_monthly")


def test_an_annual_price_counts_a_twelfth_a_month() -> None:
    assert price("team_annual").monthly_cents == 25_00


def test_without_billing_nothing_is_asked_of_stripe(settings) -> None:
    settings.BILLING = False
    with pytest.raises(CommandError, match="Billing is off"):
        call_command("sync-plans")
