"""Automatic tax: one rate for each country, on top of the price."""

from __future__ import annotations

import pytest

from billing import gateway
from billing.sandbox import clock, people
from billing.sandbox.taxes import RATES, Tax, put_on

TAXED = {
    "automatic_tax": {"enabled": True}, "tax_id_collection": {"enabled": True},
    "customer_update": {"name": "auto", "address": "auto"},
}  # fmt: skip


@pytest.fixture
def settle(stripe_sandbox, session, customer):
    """Pay a taxed checkout from a country; returns the first invoice."""

    def settle(country: str, price: str = "plus_monthly", **more: str) -> dict:
        people.pay(stripe_sandbox, session(price, **TAXED), "4242424242424242", country=country, **more)
        return gateway.invoices(customer)[0]

    return settle


@pytest.mark.parametrize(
    ("country", "total", "reason"),
    [("DE", 23_80, "standard_rated"), ("CH", 21_62, "standard_rated"), ("US", 20_00, "not_collecting"),
     ("BR", 20_00, "not_collecting")],
)  # fmt: skip
def test_a_country_has_its_rate(settle, country: str, total: int, reason: str) -> None:
    invoice = settle(country)
    (tax,) = invoice["total_taxes"]
    assert (invoice["amount_paid"], tax["amount"], tax["taxability_reason"]) == (total, total - 20_00, reason)
    assert invoice["automatic_tax"]["status"] == "complete"
    assert [each["taxes"][0]["amount"] for each in invoice["lines"]["data"]] == [total - 20_00]


def test_the_session_tells_the_tax_apart(settle, session, customer) -> None:
    settle("FR")
    done = gateway.client().v1.checkout.sessions.list({"customer": customer}).data[0]
    assert (done.amount_total, done.total_details.amount_tax, done.automatic_tax.status) == (
        24_00,
        4_00,
        "complete",
    )


def test_renewals_and_changes_are_taxed_as_well(settle, stripe_sandbox, customer, prices) -> None:
    settle("DE")
    clock.advance(stripe_sandbox, days=31)
    assert gateway.invoices(customer)[0]["amount_paid"] == 23_80
    subscription = gateway.subscriptions(customer)[0]
    change = {
        "items": [
            {"id": subscription["items"]["data"][0]["id"], "price": prices["pro_monthly"], "quantity": 1}
        ]
    }
    preview = gateway.preview_invoice(
        {
            "customer": customer,
            "subscription": subscription["id"],
            "subscription_details": change | {"proration_behavior": "always_invoice"},
        }
    )
    assert preview["total"] == preview["subtotal"] + preview["total_taxes"][0]["amount"]
    assert preview["total_taxes"][0]["amount"] == pytest.approx(preview["subtotal"] * 0.19, abs=1)


def test_a_discount_comes_off_before_the_tax() -> None:
    lines = [{"amount": 20_00}, {"amount": -5_00}]
    assert put_on(lines, Tax("DE", 19, "standard_rated"), 10_00) == 1_90 - 95
    assert [each["taxes"][0]["taxable_amount"] for each in lines] == [10_00, -5_00]


def test_without_automatic_tax_there_is_none(buy, customer) -> None:
    buy()
    invoice = gateway.invoices(customer)[0]
    assert (invoice["total_taxes"], invoice["total"]) == ([], 20_00)


def test_a_session_that_could_never_know_the_country_is_refused(session) -> None:
    with pytest.raises(gateway.GatewayError, match="valid address"):
        session(automatic_tax={"enabled": True})


def test_an_address_that_is_known_is_enough(stripe_sandbox, session, customer) -> None:
    gateway.update_customer(customer, {"address": {"country": "DE"}})
    people.pay(stripe_sandbox, session(automatic_tax={"enabled": True}), "4242424242424242")
    assert gateway.invoices(customer)[0]["amount_paid"] == 23_80


def test_rates_are_per_cent_of_known_countries() -> None:
    assert all(len(country) == 2 and 0 <= rate < 30 for country, rate in RATES.items())
