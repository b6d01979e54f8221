"""Upgrades, downgrades, cancelling and second thoughts, as a person does them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from billing import gateway
from billing.models import BillingAccount, Invoice
from billing.sandbox import clock, people
from billing.sync import sync_account
from tests.billing.sandbox.conftest import CONFIRM, LATER

from .conftest import BILLING, Subscribe, text

pytestmark = pytest.mark.django_db


def address(account: BillingAccount, action: str) -> str:
    return f"{BILLING}{account.pk}/{action}/"


def look(page: Client, account: BillingAccount, price: str, quantity: Any = 1) -> HttpResponse:
    return page.get(address(account, "change"), {"price": price, "quantity": quantity}, follow=True)


def agree(page: Client, account: BillingAccount, shown: HttpResponse, **changed: str) -> HttpResponse:
    """Press the button of the page that was shown."""
    fields = dict(
        re.findall(
            r'<input type="hidden" name="(price|quantity|offer)" value="([^"]*)"', shown.content.decode()
        )
    )
    return page.post(address(account, "change"), fields | changed, follow=True)


def test_an_upgrade_is_shown_to_the_cent_and_then_charged_exactly_that(page, plus, stripe_sandbox) -> None:
    clock.advance(stripe_sandbox, days=10)
    shown = look(page, plus, "pro_monthly")
    due = re.search(r"Charged now \$([\d.]+)", text(shown))[1]
    assert 100 < float(due) < 180
    assert "Then $200.00 each month, next on" in text(shown)
    assert plus.subscriptions.get().plan == "plus"
    done = text(agree(page, plus, shown))
    assert f"You are on Pro now. ${due} were charged." in done
    assert f"{Invoice.objects.first().amount_paid / 100:.2f}" == due


def test_pressing_twice_charges_once(page, plus) -> None:
    shown = look(page, plus, "pro_monthly")
    agree(page, plus, shown)
    again = text(agree(page, plus, shown))
    assert "That is what this account has" in again
    assert Invoice.objects.count() == 2


@pytest.mark.parametrize("offer", ["", "forged", "stale"])
def test_a_price_that_was_not_shown_just_now_is_not_charged(page, plus, offer: str, monkeypatch) -> None:
    shown = look(page, plus, "pro_monthly")
    changed = {} if offer == "stale" else {"offer": offer}
    if offer == "stale":
        monkeypatch.setattr("chatapp.paying.offers.PREVIEW_SECONDS", -1)
    response = text(agree(page, plus, shown, **changed))
    assert "so nothing was charged. This is the price now." in response
    assert "Charged now" in response
    assert Invoice.objects.count() == 1


def test_a_price_shown_for_one_thing_does_not_buy_another(page, plus) -> None:
    shown = look(page, plus, "plus_annual")
    assert "This is the price now" in text(agree(page, plus, shown, price="pro_annual"))
    assert plus.subscriptions.get().lookup_key == "plus_monthly"


def test_a_price_shown_before_another_change_is_not_charged(page, plus) -> None:
    old = look(page, plus, "pro_annual")
    agree(page, plus, look(page, plus, "pro_monthly"))
    assert "This is the price now" in text(agree(page, plus, old))
    assert plus.subscriptions.get().lookup_key == "pro_monthly"


def test_an_upgrade_that_is_none_any_more_does_not_become_a_downgrade(page, plus) -> None:
    old = look(page, plus, "pro_monthly")
    agree(page, plus, look(page, plus, "pro_annual"))
    answer = text(agree(page, plus, old))
    assert "nothing was charged" in answer
    assert "Nothing is charged now. Pro stays as it is until" in answer
    assert plus.subscriptions.get().next_lookup_key == ""


def test_an_upgrade_in_a_trial_charges_nothing_and_says_so(page, mine, subscribe: Subscribe) -> None:
    account = subscribe(mine, trial=True)
    done = text(agree(page, account, look(page, account, "pro_monthly")))
    assert "You are on Pro now." in done
    assert "were charged" not in done


def test_an_upgrade_that_the_bank_asks_about_waits_and_leads_to_the_bank(page, plus, stripe_sandbox) -> None:
    people.change_card(stripe_sandbox, plus.customer_id, CONFIRM)
    done = agree(page, plus, look(page, plus, "pro_monthly"))
    assert "The payment is not through yet" in text(done)
    assert "Upgrade waits for payment" in text(done)
    invoice = Invoice.objects.get(status="open")
    assert invoice.hosted_url in done.content.decode()
    people.confirm_invoice(stripe_sandbox, invoice.pk)
    sync_account(account_id=plus.pk, reason="test")
    assert "Pro Active" in text(page.get(BILLING))


def test_less_begins_with_the_next_period_and_can_be_taken_back(page, mine, subscribe: Subscribe) -> None:
    account = subscribe(mine, "pro_monthly")
    shown = look(page, account, "plus_monthly")
    assert "Nothing is charged now. Pro stays as it is until" in text(shown)
    done = text(agree(page, account, shown))
    assert "Changes" in done
    assert "from then on it is Plus, paid by the month" in done
    assert "$20.00 on" in done
    taken_back = text(page.post(address(account, "resume"), follow=True))
    assert "Everything goes on as before" in taken_back
    assert "Pro Active" in taken_back


def test_cancelling_is_explained_done_and_taken_back(page, plus) -> None:
    explained = text(page.get(address(plus, "cancel")))
    assert "Plus stays until" in explained
    assert "From then on it is Free" in explained
    assert plus.subscriptions.get().ends_at is None
    done = text(page.post(address(plus, "cancel"), follow=True))
    assert "Nothing more is charged" in done
    assert "Next charge" not in done
    assert "Keep Plus" in done
    assert "Upgrade" not in done
    assert "There is nothing to cancel" in text(page.get(address(plus, "cancel"), follow=True))
    assert "Plus Active" in text(page.post(address(plus, "resume"), follow=True))


def test_seats_are_bought_for_the_rest_of_the_period_and_given_back_at_its_end(
    page, team, subscribe: Subscribe
) -> None:
    account = subscribe(team, "team_monthly", 2)
    done = text(agree(page, account, look(page, account, "team_monthly", 5)))
    assert "You are on Team with 5 seats now" in done
    assert "from then on it is Team with 2 seats" in text(
        agree(page, account, look(page, account, "team_monthly", 2))
    )


@pytest.mark.parametrize(
    ("price", "quantity", "words"),
    [
        ("gold_monthly", 1, "Choose a plan"),
        ("pro_monthly", "many", "a whole number of seats"),
        ("pro_monthly", "-1", "a whole number of seats"),
        ("pro_monthly", "9" * 30, "a whole number of seats"),
        ("pro_monthly", 2, "Make a team first"),
        ("team_monthly", 2, "Make a team first"),
        ("plus_monthly", 1, "That is what this account has"),
    ],
)
def test_what_cannot_be_bought_is_refused_in_words(page, plus, price: str, quantity: Any, words: str) -> None:
    assert words in text(look(page, plus, price, quantity))


def test_fewer_seats_than_people_are_refused(page, team, subscribe: Subscribe) -> None:
    account = subscribe(team, "team_monthly", 4)
    assert "pays for 2 to 1,000 seats" in text(look(page, account, "team_monthly", 1))


def test_without_a_subscription_there_is_nothing_to_change(page, mine, stripe_sandbox) -> None:
    assert "There is no subscription to change" in text(look(page, mine, "pro_monthly"))
    for action in ("resume", "give-up", "cancel"):
        assert "no subscription" in text(page.post(address(mine, action), follow=True))


def test_in_arrears_the_open_payment_comes_first(page, mine, subscribe: Subscribe, stripe_sandbox) -> None:
    account = subscribe(mine, card=LATER)
    clock.advance(stripe_sandbox, days=32)
    sync_account(account_id=account.pk, reason="test")
    assert "The last payment is open: settle it first" in text(look(page, account, "pro_monthly"))


def test_who_is_in_arrears_may_end_it_and_is_told_what_stays_open(
    page, mine, subscribe: Subscribe, stripe_sandbox
) -> None:
    account = subscribe(mine, card=LATER)
    clock.advance(stripe_sandbox, days=32)
    sync_account(account_id=account.pk, reason="test")
    assert "Cancel Plus" in text(page.get("/settings/billing/"))
    explained = text(page.get(address(account, "cancel")))
    assert "The payment that failed stays open" in explained
    assert "nothing more is charged" not in explained
    done = text(page.post(address(account, "cancel"), follow=True))
    assert "Cancelled. The open payment stays open." in done
    assert "Payment failed" in done
    assert "Keep Plus" in done


def test_what_follows_already_is_not_offered_again(page, mine, subscribe: Subscribe) -> None:
    account = subscribe(mine, "pro_monthly")
    done = text(agree(page, account, look(page, account, "plus_monthly")))
    assert "from then on it is Plus, paid by the month" in done
    assert "Plus, by the month" not in done
    assert "Plus, by the year" in done


def test_stripe_away_is_said_and_nothing_is_lost(page, plus, monkeypatch) -> None:
    shown = look(page, plus, "pro_monthly")
    monkeypatch.setattr(gateway.sandbox, "handle", lambda *_: (503, {}, '{"error": {"message": "Away."}}'))
    assert "cannot be reached now. Nothing was charged" in text(look(page, plus, "plus_annual"))
    assert "trying again does not charge twice" in text(agree(page, plus, shown))
    assert "trying again does not charge twice" in text(page.post(address(plus, "cancel"), follow=True))
    assert "Plus Active" in text(page.get(BILLING))
