"""From an order to a plan, and what may go wrong on the way."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from billing import gateway, teams
from billing.models import AuditEntry, BillingAccount, CheckoutAttempt
from billing.paying import payer_for
from billing.sandbox import people
from tests.billing.sandbox.conftest import CONFIRM, DECLINED
from tests.support.at_once import at_once

from .conftest import browser, pay, session_in, text

pytestmark = pytest.mark.django_db


def back(client: Client, session: str) -> str:
    return text(client.get("/billing/return/", {"session_id": session}))


def test_free_becomes_plus(page, mine, order, stripe_sandbox) -> None:
    response = order()
    assert 'http-equiv="refresh"' in response.content.decode()
    session = pay(stripe_sandbox, response)
    assert "You are on Plus" in back(page, session)
    mine.refresh_from_db()
    assert mine.plan == "plus"


def test_the_order_page_says_what_is_ordered(page) -> None:
    shown = text(page.get("/billing/checkout/?plan=plus&interval=year"))
    for words in ("Order Plus", "80 per 3 hours", "By the year: $200, $40 less", "14 days free", "I accept"):
        assert words in shown, words


def test_a_trial_costs_nothing_and_says_until_when(page, order, stripe_sandbox) -> None:
    session = pay(stripe_sandbox, order(start="trial"))
    assert "The trial is free until" in back(page, session)
    assert gateway.checkout_session(session)["payment_status"] == "no_payment_required"


def test_a_trial_that_is_no_longer_offered_is_not_turned_into_a_purchase(order, settings) -> None:
    settings.TRIAL_DAYS = 0
    assert "no longer offered" in text(order(start="trial"))
    assert not CheckoutAttempt.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"terms": None}, "Tick this box"),
        ({"start": None}, "Choose when you pay first"),
        ({"start": "never"}, "Select a valid choice"),
        (
            {"lookup_key": "team_monthly", "quantity": "1", "account": "new", "team_name": "A"},
            "greater than or",
        ),
        (
            {"lookup_key": "team_monthly", "quantity": "1001", "account": "new", "team_name": "A"},
            "less than or",
        ),
        (
            {"lookup_key": "team_monthly", "quantity": "two", "account": "new", "team_name": "A"},
            "whole number",
        ),
        ({"lookup_key": "team_monthly", "quantity": "2", "account": "new"}, "Give the new team a name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_begun(order, fields: dict[str, Any], words: str) -> None:
    assert words in text(order(**fields))
    assert not CheckoutAttempt.objects.exists()


@pytest.mark.parametrize("asked", ["?plan=gold", "?plan=free", "", "?plan=%00"])
def test_an_unknown_plan_leads_to_the_known_ones(page, asked: str) -> None:
    response = page.get(f"/billing/checkout/{asked}", follow=True)
    assert "There is no such price. Choose a plan here." in text(response)


def test_an_unknown_price_is_not_sold(page, order) -> None:
    assert order(lookup_key="gold_monthly").headers["Location"] == "/pricing/"


def test_the_terms_that_were_accepted_are_recorded(order, settings) -> None:
    settings.TERMS_VERSION = "2031-01"
    order()
    assert CheckoutAttempt.objects.get().terms_version == "2031-01"
    assert AuditEntry.objects.get().details["terms"] == "2031-01"


def test_a_double_click_and_a_second_tab_are_one_page_and_one_subscription(
    order, mine, stripe_sandbox
) -> None:
    first, second = order(), order()
    assert session_in(first) == session_in(second)
    pay(stripe_sandbox, first)
    assert order(lookup_key="pro_monthly").headers["Location"] == f"/settings/billing/{mine.pk}/"
    assert len(gateway.subscriptions(BillingAccount.objects.get(pk=mine.pk).customer_id)) == 1


def test_two_tabs_with_two_plans_end_in_one_subscription(order, mine, stripe_sandbox) -> None:
    first, second = order(), order(lookup_key="pro_monthly")
    with pytest.raises(Exception, match="expired"):
        pay(stripe_sandbox, first)
    pay(stripe_sandbox, second)


@pytest.mark.django_db(transaction=True)
def test_orders_at_the_same_moment_are_one_page_and_one_team(owner, stripe_sandbox) -> None:
    wanted = {
        "lookup_key": "team_monthly", "quantity": "3", "account": "new", "team_name": "Swallows", "terms": "on",
        "start": "now",
    }  # fmt: skip
    pages = at_once(4, lambda _: browser(owner).post("/billing/checkout/", wanted))
    assert len({session_in(each) for each in pages}) == 1
    assert BillingAccount.objects.filter(kind="team").count() == 1


def test_a_team_is_made_with_its_order_and_taken_up_again(page, order, stripe_sandbox) -> None:
    wanted = {"lookup_key": "team_monthly", "quantity": "3", "account": "new", "team_name": " Swallows "}
    order(**wanted)
    session = pay(stripe_sandbox, order(**wanted))
    paid = page.get("/billing/return/", {"session_id": session}).content.decode()
    assert "Swallows has 3 seats" in paid
    team = BillingAccount.objects.get(kind="team")
    assert f'href="/teams/{team.pk}/">Invite people' in paid
    assert payer_for(team.owner_id) == team
    assert (team.plan, team.seats) == ("team", 3)


def test_an_order_for_a_team_of_ones_own_that_waits(page, order, team, stripe_sandbox) -> None:
    shown = page.get(f"/billing/checkout/?plan=team&account={team.pk}&quantity=5")
    assert 'value="5"' in shown.content.decode()
    pay(stripe_sandbox, order(lookup_key="team_annual", quantity="2", account=str(team.pk)))
    assert gateway.subscriptions(BillingAccount.objects.get(pk=team.pk).customer_id)[0]["status"] == "active"


def test_nobody_orders_for_anothers_account(order, team, teammate, outsider) -> None:
    for person in (teammate, outsider):
        for account in (team.pk, uuid.uuid4(), "x"):
            wanted = {"lookup_key": "team_monthly", "quantity": "2", "account": str(account)}
            assert order(browser(person), **wanted).status_code == 404
    assert not CheckoutAttempt.objects.exists()


def test_six_teams_are_too_many_and_that_is_said(order, owner) -> None:
    for number in range(5):
        teams.create_team(owner_id=owner.pk, name=f"Team {number}")
    wanted = {"lookup_key": "team_monthly", "quantity": "2", "account": "new", "team_name": "Sixth"}
    assert "5 teams at most" in text(order(**wanted))


def test_stripe_away_is_said_with_the_order_as_it_was(page, order, monkeypatch) -> None:
    monkeypatch.setattr(gateway.sandbox, "handle", lambda *_: (503, {}, '{"error": {"message": "Away."}}'))
    response = order(lookup_key="plus_annual")
    assert response.status_code == 503
    assert "Nothing was charged" in text(response)
    assert 'value="plus_annual" id="id_lookup_key_1" required checked' in response.content.decode()


def test_before_sync_plans_it_is_said_that_nothing_is_on_sale(page, empty_sandbox) -> None:
    wanted = {"lookup_key": "plus_monthly", "terms": "on", "start": "now"}
    assert "not on sale yet" in text(page.post("/billing/checkout/", wanted))


def test_who_pays_already_is_led_to_the_change(page, plus) -> None:
    led = page.get("/billing/checkout/?plan=pro&interval=year").headers["Location"]
    assert led == f"/settings/billing/{plus.pk}/change/?price=pro_annual&quantity=1"


class TestComingBack:
    def test_without_paying_says_so_and_gives_nothing(self, page, mine, order) -> None:
        shown = back(page, session_in(order()))
        assert "Not paid yet" in shown
        assert "Nothing was charged" in shown

    def test_a_declined_card_leaves_everything_as_it_was(self, page, order, stripe_sandbox) -> None:
        response = order()
        with pytest.raises(Exception, match="declined"):
            pay(stripe_sandbox, response, DECLINED)
        assert "Not paid yet" in back(page, session_in(response))

    def test_from_an_abandoned_confirmation_leads_to_finishing_it(
        self, page, mine, order, stripe_sandbox
    ) -> None:
        session = pay(stripe_sandbox, order(), CONFIRM)
        assert "Not paid yet" in back(page, session)
        assert "Finish the payment" in back(page, session)
        people.confirm_checkout(stripe_sandbox, session)
        assert "You are on Plus" in back(page, session)

    def test_by_the_back_link_leads_to_the_order_unless_a_payment_waits(
        self, page, mine, order, stripe_sandbox
    ) -> None:
        response = order(lookup_key="plus_annual")
        back_link = {"account": str(mine.pk)}
        led = page.get("/billing/return/", back_link).headers["Location"]
        assert led == "/billing/checkout/?plan=plus&interval=year"
        pay(stripe_sandbox, response, CONFIRM)
        assert "Finish the payment" in text(page.get("/billing/return/", back_link))

    def test_from_a_page_that_ended_offers_another(self, page, order) -> None:
        session = session_in(order())
        gateway.expire_checkout(session)
        assert "This payment page has ended" in back(page, session)

    def test_while_stripe_is_away_it_is_being_confirmed(
        self, page, order, stripe_sandbox, monkeypatch
    ) -> None:
        session = pay(stripe_sandbox, order())
        away = (503, {}, '{"error": {"message": "Away."}}')
        with monkeypatch.context() as patch:
            patch.setattr(gateway.sandbox, "handle", lambda *_: away)
            assert "being confirmed" in back(page, session)
        assert "You are on Plus" in back(page, session)

    def test_with_anothers_or_no_session_is_nothing(self, page, order, outsider) -> None:
        session = session_in(order())
        assert browser(outsider).get("/billing/return/", {"session_id": session}).status_code == 404
        theirs = BillingAccount.objects.get(owner__email="owner@example.org")
        assert browser(outsider).get("/billing/return/", {"account": str(theirs.pk)}).status_code == 404
        for nothing in ("cs_test_nope", "{CHECKOUT_SESSION_ID}", "cs\0test"):
            assert page.get("/billing/return/", {"session_id": nothing}).status_code == 404


def test_strangers_sign_in_first_and_other_sites_cannot_order(client, owner) -> None:
    assert client.get("/billing/checkout/?plan=plus").headers["Location"].startswith("/accounts/login/")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    assert strict.post("/billing/checkout/", {"lookup_key": "plus_monthly", "terms": "on"}).status_code == 403
