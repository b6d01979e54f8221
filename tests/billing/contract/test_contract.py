"""What billing relies on, asked of the sandbox and of Stripe in the same words."""

from __future__ import annotations

import pytest

from billing import gateway
from billing.catalogue import sync_plans
from billing.plans import PRICES

from .conftest import ALLOWED, BACK, give_card, key


def test_stripe_itself_was_asked() -> None:
    if not ALLOWED:
        pytest.skip("no key of a Stripe test account in STRIPE_TEST_KEY")


def item(subscription: dict) -> dict:
    return subscription["items"]["data"][0]


def checkout(customer: str, price: str, **more: object) -> dict:
    wanted = {
        "mode": "subscription", "ui_mode": "hosted_page", "customer": customer,
        "line_items": [{"price": price, "quantity": 1}], "success_url": BACK, "cancel_url": BACK, **more,
    }  # fmt: skip
    return gateway.create_checkout(wanted, key=key())


def change(subscription: dict, price: str, **more: object) -> dict:
    wanted = {
        "items": [{"id": item(subscription)["id"], "price": price, "quantity": 1}],
        "proration_behavior": "always_invoice", "payment_behavior": "pending_if_incomplete", **more,
    }  # fmt: skip
    return gateway.update_subscription(subscription["id"], wanted, key=key())


class TestCatalogue:
    def test_a_sync_is_done_once(self, prices) -> None:
        assert set(PRICES) <= set(prices)
        assert sync_plans() == []

    def test_a_price_is_found_by_its_key(self, prices) -> None:
        wanted = {"lookup_keys": ["plus_monthly"], "active": True}
        found = gateway._ask_all(gateway.client().v1.prices.list, wanted)
        assert [(each["id"], each["unit_amount"]) for each in found] == [(prices["plus_monthly"], 20_00)]


class TestCheckout:
    def test_a_session_is_open_has_an_address_and_is_listed(self, customer, prices) -> None:
        session = checkout(customer, prices["plus_monthly"], metadata={"attempt": "1"})
        assert (session["status"], session["payment_status"], session["amount_total"]) == (
            "open",
            "unpaid",
            20_00,
        )
        assert session["url"].startswith("http")
        assert session["metadata"] == {"attempt": "1"}
        assert [each["id"] for each in gateway.open_checkouts(customer)] == [session["id"]]

    def test_one_that_is_expired_has_no_address_and_is_expired_once(self, customer, prices) -> None:
        session = checkout(customer, prices["plus_monthly"])
        expired = gateway.expire_checkout(session["id"])
        assert (expired["status"], expired.get("url")) == ("expired", None)
        assert gateway.open_checkouts(customer) == []
        with pytest.raises(gateway.GatewayError, match="can be expired"):
            gateway.expire_checkout(session["id"])

    def test_tax_for_a_customer_without_an_address_needs_one_to_be_asked_for(self, customer, prices) -> None:
        with pytest.raises(gateway.GatewayError) as refused:
            checkout(customer, prices["plus_monthly"], automatic_tax={"enabled": True})
        assert refused.value.code == "customer_tax_location_invalid"


class TestSubscription:
    def test_a_card_that_pays_makes_it_active(self, subscribed, payer) -> None:
        subscription = subscribed()
        assert (subscription["status"], subscription["cancel_at_period_end"]) == ("active", False)
        assert item(subscription)["current_period_end"] > item(subscription)["current_period_start"]
        (invoice,) = gateway.invoices(payer)
        assert (invoice["status"], invoice["amount_paid"], invoice["billing_reason"]) == (
            "paid", 20_00, "subscription_create",
        )  # fmt: skip
        assert invoice["parent"]["subscription_details"]["subscription"] == subscription["id"]
        assert invoice["hosted_invoice_url"].startswith("http")
        assert invoice["invoice_pdf"].startswith("http")
        assert str(gateway.payment_of(invoice["id"])).startswith("pi_")

    def test_a_card_that_fails_leaves_it_incomplete(self, customer, prices) -> None:
        give_card(customer, "pm_card_chargeCustomerFail")
        items = [{"price": prices["plus_monthly"]}]
        made = gateway._ask(gateway.client().v1.subscriptions.create, {"customer": customer, "items": items})
        assert made["status"] == "incomplete"

    def test_a_refused_card_is_not_attached(self, customer) -> None:
        with pytest.raises(gateway.Declined) as refused:
            give_card(customer, "pm_card_chargeDeclined")
        assert refused.value.code == "card_declined"

    def test_an_upgrade_costs_what_the_preview_said(self, subscribed, payer, prices) -> None:
        subscription = subscribed()
        at = item(subscription)["current_period_start"]
        details = {
            "items": [{"id": item(subscription)["id"], "price": prices["pro_monthly"], "quantity": 1}],
            "proration_behavior": "always_invoice", "proration_date": at,
        }  # fmt: skip
        preview = gateway.preview_invoice(
            {"customer": payer, "subscription": subscription["id"], "subscription_details": details}
        )
        changed = change(subscription, prices["pro_monthly"], proration_date=at)
        assert preview["amount_due"] == gateway.invoices(payer)[0]["amount_paid"] == 180_00
        assert (item(changed)["price"]["id"], changed["pending_update"]) == (prices["pro_monthly"], None)

    def test_an_upgrade_that_is_not_paid_is_pending(self, subscribed, payer, prices) -> None:
        subscription = subscribed()
        give_card(payer, "pm_card_chargeCustomerFail")
        pending = change(subscription, prices["pro_monthly"])
        assert item(pending)["price"]["id"] == prices["plus_monthly"]
        assert pending["pending_update"]["subscription_items"][0]["price"]["id"] == prices["pro_monthly"]

    def test_a_downgrade_waits_in_a_schedule_and_is_forgotten_by_releasing_it(
        self, subscribed, payer, prices
    ) -> None:
        subscription = subscribed("pro_monthly")
        schedule = gateway.schedule_from(subscription["id"])
        running = schedule["phases"][0]
        first = {
            "items": [{"price": prices["pro_monthly"], "quantity": 1}], "start_date": running["start_date"],
            "end_date": running["end_date"],
        }  # fmt: skip
        second = {
            "items": [{"price": prices["plus_monthly"], "quantity": 1}],
            "duration": {"interval": "month", "interval_count": 1},
        }
        wanted = {"end_behavior": "release", "proration_behavior": "none", "phases": [first, second]}
        assert len(gateway.update_schedule(schedule["id"], wanted)["phases"]) == 2
        (told,) = gateway.subscriptions(payer)
        assert (told["schedule"], item(told)["price"]["id"]) == (schedule["id"], prices["pro_monthly"])
        assert gateway.release_schedule(schedule["id"])["status"] == "released"
        assert gateway.subscriptions(payer)[0]["schedule"] is None

    def test_an_end_with_the_period_is_taken_back(self, subscribed, payer) -> None:
        id_ = subscribed()["id"]
        ending = gateway.update_subscription(id_, {"cancel_at_period_end": True})
        assert (ending["cancel_at_period_end"], ending["cancel_at"]) == (
            True,
            item(ending)["current_period_end"],
        )
        resumed = gateway.update_subscription(id_, {"cancel_at_period_end": False})
        assert (resumed["cancel_at_period_end"], resumed["cancel_at"]) == (False, None)

    def test_an_end_at_once_is_final(self, subscribed, payer) -> None:
        id_ = subscribed()["id"]
        assert gateway.cancel_subscription(id_)["status"] == "canceled"
        assert [each["status"] for each in gateway.subscriptions(payer)] == ["canceled"]
        with pytest.raises(gateway.GatewayError) as refused:
            gateway.update_subscription(id_, {"cancel_at_period_end": True})
        assert refused.value.code == "resource_missing"

    def test_money_goes_back_once(self, subscribed, payer) -> None:
        subscribed()
        paid = str(gateway.payment_of(gateway.invoices(payer)[0]["id"]))
        assert gateway.refund(paid, cents=20_00, key=key())["status"] == "succeeded"
        with pytest.raises(gateway.GatewayError) as refused:
            gateway.refund(paid, cents=20_00, key=key())
        assert refused.value.code == "charge_already_refunded"


class TestManners:
    def test_a_repeated_key_makes_one_customer_and_another_request_is_refused(self) -> None:
        same = key()
        first = gateway.create_customer({"email": "owner@example.org"}, key=same)
        assert gateway.create_customer({"email": "owner@example.org"}, key=same)["id"] == first["id"]
        with pytest.raises(gateway.GatewayError, match="same parameters"):
            gateway.create_customer({"email": "teammate@example.org"}, key=same)

    def test_pages_hang_together(self, customer) -> None:
        client = gateway.client().v1
        wanted = [{"type": "eu_vat", "value": f"DE12345678{number}"} for number in range(3)]
        made = [gateway._ask(client.customers.tax_ids.create, customer, each)["id"] for each in wanted]
        first = gateway._ask(client.customers.tax_ids.list, customer, {"limit": 2})
        after = {"limit": 2, "starting_after": first["data"][-1]["id"]}
        rest = gateway._ask(client.customers.tax_ids.list, customer, after)
        assert [each["id"] for each in first["data"] + rest["data"]] == made[::-1]
        assert (first["has_more"], rest["has_more"]) == (True, False)

    @pytest.mark.parametrize(
        ("call", "code"),
        [
            (lambda: gateway.customer("cus_none"), "resource_missing"),
            (lambda: gateway.checkout_session("cs_test_none"), "resource_missing"),
            (lambda: gateway.refund("pi_none", cents=1, key=key()), "resource_missing"),
        ],
        ids=["customer", "session", "payment"],
    )
    def test_what_is_not_there_is_said_in_stripes_way(self, call, code: str) -> None:
        with pytest.raises(gateway.GatewayError) as refused:
            call()
        assert (refused.value.code, refused.value.retryable) == (code, False)

    def test_a_tax_id_that_is_none_is_refused(self, customer) -> None:
        with pytest.raises(gateway.GatewayError) as refused:
            gateway._ask(
                gateway.client().v1.customers.tax_ids.create, customer, {"type": "eu_vat", "value": "123"}
            )
        assert refused.value.code == "tax_id_invalid"

    def test_a_portal_has_an_address(self, customer) -> None:
        assert gateway.create_portal(customer, BACK)["url"].startswith("http")
