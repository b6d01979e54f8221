"""The control page: clock, banks, webhooks."""

from __future__ import annotations

import pytest

from billing import gateway
from billing.sandbox import clock, delivery
from billing.sandbox.world import world

from .conftest import said

PAGE = "/stripe-sandbox/"


def test_an_empty_sandbox_has_a_page(here, empty_sandbox) -> None:
    text = said(here.get(PAGE))
    assert "No payment yet that somebody could dispute." in text
    assert "Nothing waits for delivery." in text


class TestClock:
    @pytest.mark.parametrize(
        ("form", "seconds"),
        [({"to": "hour"}, 3600), ({"to": "day"}, 86_400), ({"days": "400"}, 400 * 86_400)],
    )
    def test_it_moves_on(self, here, stripe_sandbox, form: dict[str, str], seconds: int) -> None:
        before = clock.now(stripe_sandbox)
        assert "It is now" in said(here.post(PAGE + "clock/", form, follow=True))
        assert 0 <= clock.now(stripe_sandbox) - before - seconds <= 5

    def test_it_moves_to_just_after_the_next_renewal(self, here, buy, customer, stripe_sandbox) -> None:
        buy()
        here.post(PAGE + "clock/", {"to": "renewal"})
        assert gateway.invoices(customer)[0]["billing_reason"] == "subscription_cycle"

    def test_without_a_subscription_there_is_no_renewal(self, here, stripe_sandbox) -> None:
        assert "there is no renewal" in said(here.post(PAGE + "clock/", {"to": "renewal"}, follow=True))

    @pytest.mark.parametrize("days", ["", "0", "-3", "401", "1.5", "many", "9" * 5000])
    def test_a_number_of_days_that_is_none_moves_nothing(self, here, stripe_sandbox, days: str) -> None:
        before = clock.now(stripe_sandbox)
        text = said(here.post(PAGE + "clock/", {"days": days}, follow=True))
        assert "Say a whole number of days from 1 to 400." in text
        assert clock.now(stripe_sandbox) - before < 60

    def test_400_days_at_once_renew_13_times(self, here, buy, customer) -> None:
        buy()
        here.post(PAGE + "clock/", {"days": "400"})
        assert len(gateway.invoices(customer)) == 14


class TestBanks:
    def test_a_payment_is_disputed_once_and_the_bank_decides_once(
        self, here, buy, customer, stripe_sandbox
    ) -> None:
        buy()
        charge = gateway.charges(customer)[0]["id"]
        assert "Payment of $20.00" in said(here.get(PAGE))
        assert "Disputed." in said(here.post(f"{PAGE}charges/{charge}/dispute/", follow=True))
        assert "can be disputed, and once" in said(here.post(f"{PAGE}charges/{charge}/dispute/", follow=True))
        (held,) = gateway.disputes(charge)
        assert "Closed as won." in said(
            here.post(f"{PAGE}disputes/{held['id']}/close/", {"do": "won"}, follow=True)
        )
        text = said(here.post(f"{PAGE}disputes/{held['id']}/close/", {"do": "lost"}, follow=True))
        assert "This dispute is closed." in text
        assert gateway.disputes(charge)[0]["status"] == "won"

    def test_a_dispute_may_be_lost(self, here, buy, customer) -> None:
        buy()
        charge = gateway.charges(customer)[0]["id"]
        here.post(f"{PAGE}charges/{charge}/dispute/")
        here.post(f"{PAGE}disputes/{gateway.disputes(charge)[0]['id']}/close/", {"do": "lost"})
        assert gateway.disputes(charge)[0]["status"] == "lost"


class TestWebhooks:
    @pytest.mark.parametrize("mode", delivery.MODES)
    def test_the_way_to_deliver_is_kept(self, here, stripe_sandbox, mode) -> None:
        here.post(PAGE + "delivery/", {"mode": mode})
        assert delivery.mode_of(stripe_sandbox) == mode

    def test_another_way_is_refused(self, here, stripe_sandbox) -> None:
        assert "Choose one of the four" in said(here.post(PAGE + "delivery/", {"mode": "x"}, follow=True))
        assert delivery.mode_of(stripe_sandbox) == "normal"

    def test_events_say_how_far_they_have_come(self, here, buy, stripe_sandbox) -> None:
        buy()
        assert "Waiting" in said(here.get(PAGE))
        delivery.deliver(stripe_sandbox, lambda *_: 503, gateway.sign)
        assert "answered 503, 1 try" in said(here.get(PAGE))
        with world(stripe_sandbox) as sandbox:
            sandbox.sql.execute("UPDATE deliveries SET due = 0")
        delivery.deliver(stripe_sandbox, lambda *_: 200, gateway.sign)
        text = said(here.get(PAGE))
        assert "Delivered" in text
        assert "Nothing waits for delivery." in text
