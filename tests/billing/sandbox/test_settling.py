"""Payments that take days, and cards that ask their owner at every renewal."""

from __future__ import annotations

import pytest

from billing import gateway
from billing.sandbox import clock, people
from billing.sandbox.errors import ApiError
from billing.sandbox.world import world

ARRIVES, RETURNED, ALWAYS = "000123456789", "000222222227", "4000002760003184"


@pytest.fixture
def debit(stripe_sandbox, session, customer):
    """Pay a checkout from a bank account; returns the session."""

    def debit(account: str) -> dict:
        id_ = session()
        people.pay(stripe_sandbox, id_, account)
        return gateway.checkout_session(id_)

    return debit


def status(customer: str) -> str:
    return gateway.subscriptions(customer)[0]["status"]


class TestFirstPayment:
    def test_a_debit_completes_the_checkout_unpaid_and_arrives_after_4_days(
        self, stripe_sandbox, debit, customer, events
    ) -> None:
        session = debit(ARRIVES)
        assert (session["status"], session["payment_status"], status(customer)) == (
            "complete",
            "unpaid",
            "incomplete",
        )
        clock.advance(stripe_sandbox, days=3)
        assert status(customer) == "incomplete"
        clock.advance(stripe_sandbox, days=1)
        assert status(customer) == "active"
        assert gateway.checkout_session(session["id"])["payment_status"] == "paid"
        assert events().count("checkout.session.async_payment_succeeded") == 1
        assert gateway.invoices(customer)[0]["status"] == "paid"

    def test_a_debit_that_is_returned_ends_it(self, stripe_sandbox, debit, customer, events) -> None:
        session = debit(RETURNED)
        clock.advance(stripe_sandbox, days=4)
        assert status(customer) == "incomplete_expired"
        assert gateway.checkout_session(session["id"])["payment_status"] == "unpaid"
        assert events().count("checkout.session.async_payment_failed") == 1
        assert gateway.invoices(customer)[0]["status"] == "void"
        assert [each["status"] for each in gateway.charges(customer)] == ["failed"]

    def test_meanwhile_nothing_else_can_pay_it(self, stripe_sandbox, debit, customer) -> None:
        debit(ARRIVES)
        with pytest.raises(ApiError, match="on its way"):
            people.pay_invoice(stripe_sandbox, gateway.invoices(customer)[0]["id"], "4242424242424242")
        people.change_card(stripe_sandbox, customer, "4242424242424242")
        assert [each["status"] for each in gateway.charges(customer)] == ["pending"]


class TestRenewals:
    def test_a_debit_on_its_way_keeps_the_plan_and_arrives(self, stripe_sandbox, debit, customer) -> None:
        debit(ARRIVES)
        clock.advance(stripe_sandbox, days=32)
        assert (status(customer), gateway.invoices(customer)[0]["status"]) == ("active", "open")
        clock.advance(stripe_sandbox, days=4)
        assert (status(customer), gateway.invoices(customer)[0]["status"]) == ("active", "paid")

    def test_one_that_is_returned_is_owed_and_tried_again(self, stripe_sandbox, buy, customer) -> None:
        buy()
        people.change_card(stripe_sandbox, customer, RETURNED)
        clock.advance(stripe_sandbox, days=36)
        assert status(customer) == "past_due"
        assert gateway.invoices(customer)[0]["next_payment_attempt"]
        clock.advance(stripe_sandbox, days=30)
        assert status(customer) == "canceled"

    def test_a_card_that_always_asks_leaves_arrears_until_its_owner_confirms(
        self, stripe_sandbox, session, customer, events
    ) -> None:
        id_ = session()
        people.pay(stripe_sandbox, id_, ALWAYS)
        people.confirm_checkout(stripe_sandbox, id_)
        clock.advance(stripe_sandbox, days=32)
        assert status(customer) == "past_due"
        assert {"invoice.payment_action_required", "invoice.payment_failed"} <= set(events())
        people.confirm_invoice(stripe_sandbox, gateway.invoices(customer)[0]["id"])
        assert status(customer) == "active"

    def test_one_whose_owner_never_answers_ends(self, stripe_sandbox, session, customer) -> None:
        id_ = session()
        people.pay(stripe_sandbox, id_, ALWAYS)
        people.confirm_checkout(stripe_sandbox, id_)
        clock.advance(stripe_sandbox, days=60)
        assert status(customer) == "canceled"


def test_time_passes_by_itself(stripe_sandbox, buy, customer, monkeypatch) -> None:
    buy()
    with world(stripe_sandbox) as here:
        later = here.now + 40 * clock.DAY
    monkeypatch.setattr("billing.sandbox.world.time.time", lambda: float(later))
    clock.advance(stripe_sandbox)
    assert len(gateway.invoices(customer)) == 2
    assert clock.now(stripe_sandbox) == later
