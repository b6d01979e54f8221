"""The billing portal, as a customer uses it."""

from __future__ import annotations

import pytest

from billing import gateway
from billing.sandbox import clock, people

from ..conftest import CONFIRM, DECLINED, GOOD, LATER
from .conftest import BACK, path_of, said


def subscription_of(customer: str) -> dict:
    return gateway.subscriptions(customer)[0]


def card_of(customer: str) -> str:
    return gateway.customer(customer)["invoice_settings"]["default_payment_method"]["card"]["last4"]


def test_it_shows_the_subscription_the_card_and_the_invoices(here, buy, customer, portal) -> None:
    buy()
    text = said(here.get(portal))
    for words in ("Plus", "renews on", "Visa •••• 4242", gateway.invoices(customer)[0]["number"], BACK):
        assert words in text


def test_before_anything_was_bought_it_says_so(here, portal) -> None:
    text = said(here.get(portal))
    assert "No subscription." in text
    assert "None yet." in text


def test_a_subscription_is_canceled_with_its_period_and_resumed(here, buy, customer, portal) -> None:
    page = f"{portal}subscriptions/{buy()['id']}/"
    assert "; ends on" in said(here.post(page, {"do": "cancel"}, follow=True))
    assert (subscription_of(customer)["cancel_at"] is None, subscription_of(customer)["status"]) == (
        False,
        "active",
    )
    assert "The subscription goes on." in said(here.post(page, {"do": "resume"}, follow=True))
    assert subscription_of(customer)["cancel_at"] is None


def test_what_has_ended_is_neither_canceled_nor_resumed(here, buy, customer, portal) -> None:
    id_ = buy()["id"]
    gateway.cancel_subscription(id_)
    for do in ("cancel", "resume"):
        text = said(here.post(f"{portal}subscriptions/{id_}/", {"do": do}, follow=True))
        assert "This subscription has ended." in text


class TestCard:
    def test_another_card_pays_from_now_on(self, here, buy, customer, portal) -> None:
        buy()
        here.post(portal + "card/", {"card": "5555555555554444"})
        assert card_of(customer) == "4444"

    def test_a_refused_card_leaves_the_one_before(self, here, buy, customer, portal) -> None:
        buy()
        for number, words in (
            (DECLINED, "Your card was declined. Your payment method stays as it was."),
            ("1234", "This is not one of the test cards."),
        ):
            assert words in said(here.post(portal + "card/", {"card": number}, follow=True))
        assert card_of(customer) == "4242"

    def test_a_card_to_confirm_is_taken_when_its_owner_has_confirmed(
        self, here, buy, customer, portal
    ) -> None:
        buy()
        assert "ends in 3155" in said(here.post(portal + "card/", {"card": CONFIRM}, follow=True))
        assert card_of(customer) == "4242"
        here.post(portal + "card/confirm/", {"do": "complete"})
        assert card_of(customer) == "3155"

    def test_a_no_leaves_the_one_before(self, here, buy, customer, portal) -> None:
        buy()
        here.post(portal + "card/", {"card": CONFIRM})
        text = said(here.post(portal + "card/confirm/", {"do": "fail"}, follow=True))
        assert "Your bank did not confirm" in text
        assert "is this you?" not in said(here.get(portal))
        assert card_of(customer) == "4242"

    def test_a_new_card_settles_what_is_owed(self, here, buy, customer, stripe_sandbox) -> None:
        buy(card=LATER)
        clock.advance(stripe_sandbox, days=32)
        assert subscription_of(customer)["status"] == "past_due"
        portal = path_of(gateway.create_portal(customer, BACK)["url"])
        here.post(portal + "card/", {"card": CONFIRM})
        here.post(portal + "card/confirm/", {"do": "complete"})
        assert subscription_of(customer)["status"] == "active"


class TestInvoices:
    @pytest.fixture
    def owed(self, buy, customer, stripe_sandbox) -> str:
        """An open invoice; the card on file would pay it while its owner looks on."""
        buy(card=LATER)
        clock.advance(stripe_sandbox, days=32)
        return gateway.invoices(customer)[0]["id"]

    def test_an_open_one_is_paid_with_the_card_on_file(self, here, owed, customer) -> None:
        portal = path_of(gateway.create_portal(customer, BACK)["url"])
        page = f"{portal}invoices/{owed}/"
        assert "Paid. Thank you." in said(here.post(page, follow=True))
        assert subscription_of(customer)["status"] == "active"
        assert "This invoice is settled" in said(here.post(page, follow=True))

    def test_a_question_of_the_bank_is_asked_on_the_invoices_page(
        self, here, owed, customer, stripe_sandbox
    ) -> None:
        people.change_card(stripe_sandbox, customer, CONFIRM)
        portal = path_of(gateway.create_portal(customer, BACK)["url"])
        text = said(here.post(f"{portal}invoices/{owed}/", follow=True))
        assert "Your bank asks: is this you?" in text

    def test_a_debit_on_its_way_offers_no_second_payment(self, here, owed, customer, stripe_sandbox) -> None:
        people.pay_invoice(stripe_sandbox, owed, "000123456789")
        text = said(here.get(path_of(gateway.create_portal(customer, BACK)["url"])))
        assert "On its way" in text
        assert "Pay invoice" not in text


class TestTaxIds:
    def test_one_is_added_once_and_removed(self, here, customer, portal) -> None:
        for _ in range(2):
            here.post(portal + "tax-ids/", {"value": " gb 123456789 "})
        (held,) = gateway.client().v1.customers.tax_ids.list(customer).data
        assert (held.type, held.value) == ("gb_vat", "GB123456789")
        here.post(f"{portal}tax-ids/{held.id}/")
        assert gateway.client().v1.customers.tax_ids.list(customer).data == []

    def test_what_is_none_is_refused(self, here, customer, portal) -> None:
        assert "This is no VAT number" in said(
            here.post(portal + "tax-ids/", {"value": "hello"}, follow=True)
        )


class TestOthers:
    def test_things_of_another_customer_are_not_found(self, here, buy, customer, portal) -> None:
        subscription, invoice = buy()["id"], gateway.invoices(customer)[0]["id"]
        tax_id = (
            gateway.client()
            .v1.customers.tax_ids.create(customer, {"type": "eu_vat", "value": "DE123456789"})
            .id
        )
        stranger = gateway.create_customer({"email": "outsider@example.org"}, key="o")["id"]
        theirs = path_of(gateway.create_portal(stranger, BACK)["url"])
        for page in (f"subscriptions/{subscription}/", f"invoices/{invoice}/", f"tax-ids/{tax_id}/"):
            assert here.post(theirs + page, {"do": "cancel"}).status_code == 404, page
        assert subscription_of(customer)["cancel_at"] is None
        assert len(gateway.client().v1.customers.tax_ids.list(customer).data) == 1

    def test_a_link_works_for_an_hour(self, here, buy, portal, customer, stripe_sandbox) -> None:
        page = f"{portal}subscriptions/{buy()['id']}/"
        clock.advance(stripe_sandbox, days=2 / 24)
        assert "This link has expired" in said(here.get(portal))
        assert "This link has expired" in said(here.post(page, {"do": "cancel"}))
        assert subscription_of(customer)["cancel_at"] is None

    def test_a_good_card_on_file_is_offered_on_the_invoices_page(
        self, here, buy, customer, stripe_sandbox
    ) -> None:
        buy(card=LATER)
        clock.advance(stripe_sandbox, days=32)
        assert GOOD not in gateway.invoices(customer)[0]["hosted_invoice_url"]
        assert "•••• 0341" in said(here.get(path_of(gateway.invoices(customer)[0]["hosted_invoice_url"])))
