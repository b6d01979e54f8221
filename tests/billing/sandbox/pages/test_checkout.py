"""The checkout page, as a person uses it."""

from __future__ import annotations

import threading

import pytest
from django.test import Client

from billing import gateway
from billing.sandbox import clock

from ..conftest import CONFIRM, DECLINED, GOOD, POOR
from .conftest import HERE, said


@pytest.fixture
def spring(stripe_sandbox) -> str:
    """A promotion code that halves the first bill, once."""
    client = gateway.client().v1
    client.coupons.create({"id": "coupon_half", "percent_off": 50, "duration": "once"})
    promotion = {"type": "coupon", "coupon": "coupon_half"}
    client.promotion_codes.create({"code": "SPRING", "promotion": promotion, "max_redemptions": 1})
    return "SPRING"


def pay(here: Client, page: str, card: str = GOOD, **more: str):
    return here.post(page, {"do": "pay", "card": card, **more})


def test_it_shows_what_is_bought_and_what_is_due(here, opened) -> None:
    text = said(here.get(opened("team_monthly", 3)))
    assert "Subscribe to Team" in text
    assert "$90.00" in text
    assert "3 seats at $30.00" in text
    assert 'href="http://localhost:8000/back"' in text


def test_a_good_card_leads_back_with_the_sessions_id(here, opened, customer) -> None:
    page = opened()
    answer = pay(here, page)
    id_ = page.rstrip("/").rpartition("/")[2]
    assert answer.headers["Location"] == f"http://localhost:8000/done?session_id={id_}"
    assert gateway.subscriptions(customer)[0]["status"] == "active"


@pytest.mark.parametrize(
    ("card", "words"),
    [(DECLINED, "Your card was declined. Nothing was charged"), (POOR, "Your card has insufficient funds.")],
)
def test_a_refused_card_says_so_and_another_may_follow(here, opened, customer, card: str, words: str) -> None:
    page = opened()
    assert words in said(pay(here, page, card))
    assert gateway.subscriptions(customer) == []
    assert pay(here, page).status_code == 302


@pytest.mark.parametrize("card", ["", "1234", "4242 4242 4242 4241", "<script>"])
def test_a_number_that_is_no_test_card_is_refused_and_not_kept(
    here, opened, customer, stripe_sandbox, card
) -> None:
    text = said(here.post(opened(), {"do": "pay", "number": card}))
    assert "This is not one of the test cards." in text
    assert "<script>" not in text
    assert not card or card.encode() not in stripe_sandbox.read_bytes()


def test_a_typed_number_counts_before_the_choice(here, opened, customer) -> None:
    here.post(opened(), {"do": "pay", "card": DECLINED, "number": "5555 5555 5555 4444"})
    assert (
        gateway.customer(customer)["invoice_settings"]["default_payment_method"]["card"]["brand"]
        == "mastercard"
    )


class TestConfirming:
    def test_the_bank_asks_and_a_yes_completes_it(self, here, opened, customer) -> None:
        page = opened()
        assert pay(here, page, CONFIRM).headers["Location"] == page
        assert "Your bank asks: is this you?" in said(here.get(page))
        answer = here.post(page + "confirm/", {"do": "complete"})
        assert answer.headers["Location"].startswith("http://localhost:8000/done")
        assert gateway.subscriptions(customer)[0]["status"] == "active"

    def test_a_no_leads_to_the_cards_again(self, here, opened, customer) -> None:
        page = opened()
        pay(here, page, CONFIRM)
        text = said(here.post(page + "confirm/", {"do": "fail"}, follow=True))
        assert "Your bank did not confirm the payment. Nothing was charged" in text
        assert "4242 4242 4242 4242" in text
        pay(here, page)
        assert [each["status"] for each in gateway.subscriptions(customer)] == [
            "active",
            "incomplete_expired",
        ]

    def test_an_answer_that_nobody_asked_for_changes_nothing(self, here, opened, customer) -> None:
        page = opened()
        text = said(here.post(page + "confirm/", {"do": "complete"}, follow=True))
        assert "There is nothing to confirm" in text
        assert gateway.subscriptions(customer) == []

    def test_a_second_yes_leads_on(self, here, opened, customer) -> None:
        page = opened()
        pay(here, page, CONFIRM)
        here.post(page + "confirm/", {"do": "complete"})
        assert "This checkout is done" in said(here.post(page + "confirm/", {"do": "complete"}, follow=True))
        assert len(gateway.charges(customer)) == 1


class TestOver:
    def test_an_expired_page_says_so_and_takes_nothing(self, here, opened, customer, stripe_sandbox) -> None:
        page = opened()
        clock.advance(stripe_sandbox, days=1)
        assert "This checkout has expired" in said(here.get(page))
        assert "This checkout has expired" in said(pay(here, page))
        assert gateway.subscriptions(customer) == []

    def test_a_done_page_leads_on_and_a_second_press_pays_nothing(self, here, opened, customer) -> None:
        page = opened()
        first = pay(here, page)
        assert pay(here, page).headers["Location"] == first.headers["Location"]
        assert "This checkout is done" in said(here.get(page))
        assert len(gateway.charges(customer)) == 1

    def test_of_two_presses_at_once_one_pays(self, opened, customer) -> None:
        page = opened()
        answers: list[int] = []

        def press() -> None:
            answers.append(pay(Client(**HERE), page).status_code)

        presses = [threading.Thread(target=press) for _ in range(4)]
        for each in presses:
            each.start()
        for each in presses:
            each.join()
        assert answers == [302] * 4
        assert len(gateway.charges(customer)) == len(gateway.subscriptions(customer)) == 1


class TestTotals:
    def test_a_code_lowers_the_total_before_it_is_paid(self, here, opened, spring, customer) -> None:
        page = opened()
        text = said(here.post(page, {"do": "total", "promotion_code": "spring"}))
        assert "Pay $10.00" in text
        assert "−$10.00" in text
        pay(here, page, promotion_code="spring")
        assert gateway.invoices(customer)[0]["amount_paid"] == 10_00

    def test_to_look_uses_no_code_up(self, here, opened, spring) -> None:
        page = opened()
        for _ in range(3):
            assert "Pay $10.00" in said(here.post(page, {"do": "total", "promotion_code": spring}))

    def test_a_wrong_code_is_said_beside_the_whole_price_and_charges_nothing(
        self, here, opened, customer
    ) -> None:
        page = opened()
        for do in ("total", "pay"):
            text = said(here.post(page, {"do": do, "card": GOOD, "promotion_code": "AUTUMN"}))
            assert "This promotion code is unknown, used up or over." in text
            assert "Pay $20.00" in text
        assert gateway.subscriptions(customer) == []

    def test_a_code_is_not_asked_for_where_none_is_allowed(self, here, opened, spring, customer) -> None:
        page = opened(allow_promotion_codes=False)
        assert "Promotion code" not in said(here.get(page))
        pay(here, page, promotion_code=spring)
        assert gateway.invoices(customer)[0]["amount_paid"] == 20_00

    def test_a_trial_shows_that_nothing_is_due_today_and_what_follows(self, here, opened, customer) -> None:
        page = opened(subscription_data={"trial_period_days": 14})
        text = said(here.get(page))
        assert "14 days free, until" in text
        assert "then $20.00 a month" in text
        assert "Start trial" in text
        assert "Your card was declined." in said(pay(here, page, DECLINED))
        pay(here, page)
        assert gateway.subscriptions(customer)[0]["status"] == "trialing"


class TestTax:
    @pytest.fixture
    def taxed(self, opened) -> str:
        return opened(
            automatic_tax={"enabled": True}, tax_id_collection={"enabled": True},
            customer_update={"name": "auto", "address": "auto"},
        )  # fmt: skip

    def test_the_country_comes_first(self, here, taxed, customer) -> None:
        assert "The total depends on your country" in said(here.get(taxed))
        assert "Choose your country: the tax depends on it." in said(pay(here, taxed))
        assert "Choose a country from the list." in said(pay(here, taxed, country="XX"))
        assert gateway.subscriptions(customer) == []

    def test_the_countrys_rate_is_added(self, here, taxed, customer) -> None:
        text = said(here.post(taxed, {"do": "total", "country": "DE"}))
        assert "Tax (DE, 19 %)" in text
        assert "Pay $23.80" in text
        pay(here, taxed, country="DE")
        assert gateway.invoices(customer)[0]["amount_paid"] == 23_80

    def test_a_business_elsewhere_in_the_union_pays_none(self, here, taxed, customer) -> None:
        pay(here, taxed, country="DE", vat_id="de 123 456 789")
        invoice = gateway.invoices(customer)[0]
        assert (invoice["amount_paid"], invoice["total_taxes"][0]["taxability_reason"]) == (
            20_00,
            "reverse_charge",
        )

    def test_a_number_that_is_none_is_refused(self, here, taxed, customer) -> None:
        assert "This is no VAT number" in said(pay(here, taxed, country="DE", vat_id="123"))
        assert gateway.subscriptions(customer) == []


def test_a_bank_account_leads_back_while_its_debit_is_on_the_way(here, opened, customer) -> None:
    page = opened()
    assert pay(here, page, "000123456789").headers["Location"].startswith("http://localhost:8000/done")
    assert "The bank’s debit is on its way." in said(here.get(page))
    assert gateway.subscriptions(customer)[0]["status"] == "incomplete"
