"""A subscription's life in the sandbox. Every question and answer on the way is checked by the oracle."""

from __future__ import annotations

from pathlib import Path

import pytest

from billing import gateway
from billing.sandbox import clock, people
from billing.sandbox.errors import ApiError, Declined
from billing.sandbox.world import world

from .conftest import CONFIRM, DECLINED, DISPUTED, GOOD, LATER, POOR


def item(subscription: dict) -> dict:
    return subscription["items"]["data"][0]


def latest(customer: str) -> dict:
    return gateway.invoices(customer)[0]


class TestCheckout:
    def test_a_good_card_pays_and_the_subscription_is_active(self, buy, customer, events) -> None:
        subscription = buy()
        assert (subscription["status"], item(subscription)["price"]["lookup_key"]) == (
            "active",
            "plus_monthly",
        )
        invoice = latest(customer)
        assert (invoice["status"], invoice["amount_paid"]) == ("paid", 20_00)
        assert {"checkout.session.completed", "invoice.paid", "customer.subscription.created"} <= set(
            events()
        )

    @pytest.mark.parametrize("card", [DECLINED, POOR, "1234"])
    def test_a_refused_card_buys_nothing_and_another_may_follow(
        self, stripe_sandbox, session, customer, card: str
    ) -> None:
        id_ = session()
        with pytest.raises(Declined):
            people.pay(stripe_sandbox, id_, card)
        assert gateway.subscriptions(customer) == []
        assert gateway.checkout_session(id_)["status"] == "open"
        assert people.pay(stripe_sandbox, id_, GOOD)["payment_status"] == "paid"

    def test_a_card_to_confirm_waits_for_its_owner(self, stripe_sandbox, session, customer) -> None:
        id_ = session()
        assert people.pay(stripe_sandbox, id_, CONFIRM)["status"] == "open"
        assert gateway.subscriptions(customer)[0]["status"] == "incomplete"
        assert people.confirm_checkout(stripe_sandbox, id_)["status"] == "complete"
        assert gateway.subscriptions(customer)[0]["status"] == "active"

    def test_a_confirmation_that_never_comes_expires_after_23_hours(
        self, stripe_sandbox, session, customer
    ) -> None:
        people.pay(stripe_sandbox, session(), CONFIRM)
        clock.advance(stripe_sandbox, days=22 / 24)
        assert gateway.subscriptions(customer)[0]["status"] == "incomplete"
        clock.advance(stripe_sandbox, days=1 / 24)
        assert gateway.subscriptions(customer)[0]["status"] == "incomplete_expired"
        assert latest(customer)["status"] == "void"

    def test_a_failed_confirmation_leaves_the_page_open_for_another_card(
        self, stripe_sandbox, session, customer
    ) -> None:
        id_ = session()
        people.pay(stripe_sandbox, id_, CONFIRM)
        people.confirm_checkout(stripe_sandbox, id_, ok=False)
        people.pay(stripe_sandbox, id_, GOOD)
        assert [each["status"] for each in gateway.subscriptions(customer)] == [
            "active",
            "incomplete_expired",
        ]

    def test_a_page_that_is_done_or_over_takes_no_more_money(self, stripe_sandbox, session) -> None:
        done, over, left = session(), session("pro_monthly"), session("plus_annual")
        people.pay(stripe_sandbox, done, GOOD)
        gateway.expire_checkout(over)
        clock.advance(stripe_sandbox, days=1)
        for id_, status in ((done, "complete"), (over, "expired"), (left, "expired")):
            with pytest.raises(ApiError, match=status):
                people.pay(stripe_sandbox, id_, GOOD)

    def test_a_promotion_code_takes_its_part_of_the_first_invoice_only(
        self, stripe_sandbox, session, customer
    ) -> None:
        client = gateway.client().v1
        client.coupons.create({"id": "coupon_half", "percent_off": 50, "duration": "once"})
        client.promotion_codes.create(
            {"code": "SPRING", "promotion": {"type": "coupon", "coupon": "coupon_half"}, "max_redemptions": 1}
        )
        people.pay(stripe_sandbox, session(), GOOD, promotion_code=" spring ")
        assert latest(customer)["amount_paid"] == 10_00
        clock.advance(stripe_sandbox, days=31)
        assert latest(customer)["amount_paid"] == 20_00
        with pytest.raises(ApiError, match="not valid"):
            people.pay(stripe_sandbox, session("pro_monthly"), GOOD, promotion_code="SPRING")

    def test_a_tax_id_is_kept_with_the_customer(self, stripe_sandbox, session, customer) -> None:
        id_ = session(tax_id_collection={"enabled": True}, customer_update={"name": "auto"})
        people.pay(stripe_sandbox, id_, GOOD, vat_id="DE123456789")
        held = gateway.client().v1.customers.tax_ids.list(customer).data
        assert [(each.type, each.country) for each in held] == [("eu_vat", "DE")]


class TestTime:
    def test_a_renewal_is_billed_at_the_periods_end(self, stripe_sandbox, buy, customer) -> None:
        first = item(buy())
        clock.advance(stripe_sandbox, days=31)
        second = item(gateway.subscriptions(customer)[0])
        assert second["current_period_start"] == first["current_period_end"]
        assert [each["billing_reason"] for each in gateway.invoices(customer)] == [
            "subscription_cycle", "subscription_create",
        ]  # fmt: skip

    def test_a_trial_bills_nothing_warns_and_then_bills(self, stripe_sandbox, buy, customer, events) -> None:
        trial = buy(subscription_data={"trial_period_days": 14})
        assert (trial["status"], latest(customer)["total"]) == ("trialing", 0)
        clock.advance(stripe_sandbox, days=11)
        assert events().count("customer.subscription.trial_will_end") == 1
        clock.advance(stripe_sandbox, days=3)
        assert gateway.subscriptions(customer)[0]["status"] == "active"
        assert latest(customer)["amount_paid"] == 20_00

    def test_a_renewal_that_fails_is_tried_again_and_a_new_card_ends_the_arrears(
        self, stripe_sandbox, buy, customer
    ) -> None:
        buy(card=LATER)
        clock.advance(stripe_sandbox, days=32)
        assert gateway.subscriptions(customer)[0]["status"] == "past_due"
        clock.advance(stripe_sandbox, days=3)
        assert latest(customer)["attempt_count"] == 2
        people.change_card(stripe_sandbox, customer, GOOD)
        assert gateway.subscriptions(customer)[0]["status"] == "active"
        assert latest(customer)["status"] == "paid"

    def test_after_two_weeks_of_failures_it_is_canceled(self, stripe_sandbox, buy, customer) -> None:
        buy(card=LATER)
        clock.advance(stripe_sandbox, days=50)
        ended = gateway.subscriptions(customer)[0]
        assert (ended["status"], ended["cancellation_details"]["reason"]) == ("canceled", "payment_failed")
        assert latest(customer)["status"] == "void"

    @pytest.mark.parametrize("how", ["api", "portal"])
    def test_a_cancellation_at_the_periods_end_keeps_it_until_then(
        self, stripe_sandbox, buy, customer, how: str
    ) -> None:
        subscription = buy()
        if how == "api":
            gateway.update_subscription(subscription["id"], {"cancel_at_period_end": True})
        else:
            people.cancel_in_portal(stripe_sandbox, subscription["id"])
        told = gateway.subscriptions(customer)[0]
        assert told["cancel_at"] == item(told)["current_period_end"]
        assert told["cancel_at_period_end"] == (how == "api")
        clock.advance(stripe_sandbox, days=27)
        assert gateway.subscriptions(customer)[0]["status"] == "active"
        clock.advance(stripe_sandbox, days=4)
        assert gateway.subscriptions(customer)[0]["status"] == "canceled"

    def test_the_clock_survives_and_runs_on(self, stripe_sandbox: Path) -> None:
        before = clock.now(stripe_sandbox)
        assert clock.advance(stripe_sandbox, days=2) - before in (172_800, 172_801)
        assert clock.now(stripe_sandbox) - before >= 172_800


class TestChanges:
    def change(self, subscription: dict, price: str, quantity: int, **more) -> dict:
        return gateway.update_subscription(
            subscription["id"],
            {
                "items": [{"id": item(subscription)["id"], "price": price, "quantity": quantity}],
                "proration_behavior": "always_invoice",
                "payment_behavior": "pending_if_incomplete",
                **more,
            },
        )

    def test_an_upgrade_costs_exactly_what_the_preview_said(
        self, stripe_sandbox, buy, customer, prices
    ) -> None:
        subscription = buy()
        clock.advance(stripe_sandbox, days=10)
        date = clock.now(stripe_sandbox)
        items = [{"id": item(subscription)["id"], "price": prices["pro_monthly"], "quantity": 1}]
        preview = gateway.preview_invoice(
            {
                "customer": customer,
                "subscription": subscription["id"],
                "subscription_details": {
                    "items": items, "proration_behavior": "always_invoice", "proration_date": date,
                },
            }
        )  # fmt: skip
        changed = self.change(subscription, prices["pro_monthly"], 1, proration_date=date)
        assert 0 < preview["amount_due"] == latest(customer)["amount_paid"] < 180_00
        assert item(changed)["price"]["lookup_key"] == "pro_monthly"
        assert item(changed)["current_period_end"] == item(subscription)["current_period_end"]

    def test_an_upgrade_that_is_not_paid_stays_pending_and_expires(
        self, stripe_sandbox, buy, customer, prices
    ) -> None:
        subscription = buy()
        people.change_card(stripe_sandbox, customer, CONFIRM)
        pending = self.change(subscription, prices["pro_monthly"], 1)
        assert item(pending)["price"]["lookup_key"] == "plus_monthly"
        assert pending["pending_update"]["subscription_items"][0]["price"]["lookup_key"] == "pro_monthly"
        clock.advance(stripe_sandbox, days=1)
        assert gateway.subscriptions(customer)[0]["pending_update"] is None
        assert latest(customer)["status"] == "void"

    def test_a_pending_upgrade_is_applied_when_it_is_confirmed(
        self, stripe_sandbox, buy, customer, prices
    ) -> None:
        subscription = buy()
        people.change_card(stripe_sandbox, customer, CONFIRM)
        self.change(subscription, prices["pro_monthly"], 1)
        people.confirm_invoice(stripe_sandbox, latest(customer)["id"])
        assert item(gateway.subscriptions(customer)[0])["price"]["lookup_key"] == "pro_monthly"

    def test_another_interval_begins_a_new_period(self, stripe_sandbox, buy, customer, prices) -> None:
        subscription = buy()
        clock.advance(stripe_sandbox, days=10)
        changed = self.change(subscription, prices["plus_annual"], 1)
        length = item(changed)["current_period_end"] - item(changed)["current_period_start"]
        assert length in (365 * 86_400, 366 * 86_400)
        assert 180_00 < latest(customer)["amount_paid"] < 200_00

    def test_a_schedule_changes_the_price_at_the_periods_end(
        self, stripe_sandbox, buy, customer, prices
    ) -> None:
        schedule = gateway.schedule_from(buy("pro_monthly")["id"])
        phase = schedule["phases"][0]
        gateway.update_schedule(
            schedule["id"],
            {
                "end_behavior": "release",
                "phases": [
                    {
                        "items": [{"price": prices["pro_monthly"], "quantity": 1}],
                        "start_date": phase["start_date"],
                        "end_date": phase["end_date"],
                    },
                    {"items": [{"price": prices["plus_monthly"], "quantity": 1}]},
                ],
            },
        )
        clock.advance(stripe_sandbox, days=20)
        assert item(gateway.subscriptions(customer)[0])["price"]["lookup_key"] == "pro_monthly"
        clock.advance(stripe_sandbox, days=12)
        told = gateway.subscriptions(customer)[0]
        assert (item(told)["price"]["lookup_key"], told["schedule"]) == ("plus_monthly", None)
        assert latest(customer)["amount_paid"] == 20_00


class TestMoneyBack:
    def test_a_refund_returns_what_is_left_and_no_more(self, buy, customer) -> None:
        buy()
        charge = gateway.charges(customer)[0]
        payment = gateway.payment_of(latest(customer)["id"])
        gateway.refund(payment, cents=5_00, key="a")
        gateway.refund(payment, cents=15_00, key="b")
        assert gateway.charge(charge["id"])["refunded"]
        with pytest.raises(gateway.GatewayError, match="already been refunded"):
            gateway.refund(payment, cents=1, key="d")

    def test_a_disputed_card_takes_its_payment_back(self, stripe_sandbox, buy, events) -> None:
        buy(card=DISPUTED)
        assert "charge.dispute.created" in events()
        with world(stripe_sandbox) as here:
            (dispute,) = here.all("dispute")
        assert "customer" not in dispute
        assert people.close_dispute(stripe_sandbox, dispute["id"], won=False)["status"] == "lost"
