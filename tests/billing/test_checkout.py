"""The way to a first payment."""

from __future__ import annotations

import pytest

from billing import checkout, gateway, teams
from billing.checkout import finish_checkout, open_portal, start_checkout
from billing.models import AuditEntry, CheckoutAttempt
from billing.plans import UnknownPrice
from billing.sandbox import clock, people

from .conftest import URLS, press_upgrade
from .sandbox.conftest import CONFIRM, GOOD

pytestmark = pytest.mark.django_db


def test_a_double_click_is_one_page(free, stripe_sandbox) -> None:
    assert press_upgrade(free, "plus_monthly") == press_upgrade(free, "plus_monthly")
    assert CheckoutAttempt.objects.count() == 1


def test_another_choice_closes_the_first_page(free, stripe_sandbox) -> None:
    first = press_upgrade(free, "plus_monthly")
    second = press_upgrade(free, "pro_monthly")
    assert gateway.checkout_session(first)["status"] == "expired"
    assert gateway.checkout_session(second)["status"] == "open"


def test_an_expired_page_is_replaced(free, stripe_sandbox) -> None:
    first = press_upgrade(free, "plus_monthly")
    gateway.expire_checkout(first)
    assert press_upgrade(free, "plus_monthly") != first


def test_a_request_whose_answer_was_lost_is_the_same_request(free, stripe_sandbox, monkeypatch) -> None:
    create = gateway.create_checkout
    made = []

    def lost(*arguments, **more):
        made.append(create(*arguments, **more)["id"])
        raise gateway.GatewayError("The connection broke.", retryable=True)

    monkeypatch.setattr(gateway, "create_checkout", lost)
    with pytest.raises(gateway.GatewayError):
        press_upgrade(free, "plus_monthly")
    monkeypatch.setattr(gateway, "create_checkout", create)
    assert [press_upgrade(free, "plus_monthly")] == made
    assert gateway.checkout_session(made[0])["status"] == "open"


@pytest.mark.parametrize("card", [GOOD, CONFIRM], ids=["paid", "waiting"])
def test_an_account_with_a_subscription_buys_no_second(free, stripe_sandbox, card: str) -> None:
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), card)
    with pytest.raises(checkout.AlreadySubscribed):
        press_upgrade(free, "pro_monthly")


def test_coming_back_before_paying_gives_nothing(free, stripe_sandbox) -> None:
    session = press_upgrade(free, "plus_monthly")
    assert finish_checkout(account=free, session_id=session) == "open"
    free.refresh_from_db()
    assert free.plan == "free"


def test_coming_back_with_anothers_page_is_refused(free, teammate, stripe_sandbox) -> None:
    session = press_upgrade(free, "plus_monthly")
    people.pay(stripe_sandbox, session, GOOD)
    theirs = checkout.BillingAccount.objects.create(owner_id=teammate)
    with pytest.raises(checkout.CheckoutError, match="no such checkout"):
        finish_checkout(account=theirs, session_id=session)


def test_only_the_owner_pays_and_sees_the_portal(free, teammate, subscribe) -> None:
    wanted = {"account": free, "actor_id": teammate}
    with pytest.raises(checkout.NotAllowed):
        start_checkout(**wanted, lookup_key="plus_monthly", **URLS)
    subscribe(free)
    with pytest.raises(checkout.NotAllowed):
        open_portal(**wanted, return_url=URLS["cancel_url"])
    assert "/stripe-sandbox/portal/" in open_portal(
        account=free, actor_id=free.owner_id, return_url=URLS["cancel_url"]
    )


def test_there_is_no_portal_before_the_first_purchase(free, stripe_sandbox) -> None:
    with pytest.raises(checkout.CheckoutError, match="Nothing was bought"):
        open_portal(account=free, actor_id=free.owner_id, return_url=URLS["cancel_url"])


@pytest.mark.parametrize(
    ("price", "quantity"), [("team_monthly", 2), ("plus_monthly", 2), ("plus_monthly", 0)]
)
def test_a_person_buys_one_seat_of_a_personal_plan(free, stripe_sandbox, price: str, quantity: int) -> None:
    with pytest.raises(checkout.CheckoutError):
        press_upgrade(free, price, quantity)


@pytest.mark.parametrize(
    ("price", "quantity"), [("plus_monthly", 2), ("team_monthly", 1), ("team_annual", 1001)]
)
def test_a_team_buys_team_seats_from_two(owner, stripe_sandbox, price: str, quantity: int) -> None:
    team = teams.create_team(owner_id=owner, name="Kitchen")
    with pytest.raises(checkout.CheckoutError):
        press_upgrade(team, price, quantity)


def test_an_unknown_price_is_not_sold(free, stripe_sandbox) -> None:
    with pytest.raises(UnknownPrice):
        press_upgrade(free, "gold_monthly")


def test_before_the_first_sync_of_plans_nothing_is_on_sale(free, empty_sandbox) -> None:
    with pytest.raises(checkout.CheckoutError, match="sync-plans"):
        press_upgrade(free, "plus_monthly")


def test_a_trial_is_for_a_first_subscription_and_costs_nothing_until_it_ends(
    free, subscribe, stripe_sandbox
) -> None:
    account = subscribe(free, trial=True)
    assert (account.plan, gateway.subscriptions(account.customer_id)[0]["status"]) == ("plus", "trialing")
    gateway.cancel_subscription(gateway.subscriptions(account.customer_id)[0]["id"])
    clock.advance(stripe_sandbox, days=1)
    with pytest.raises(checkout.CheckoutError, match="first subscription"):
        press_upgrade(free, "plus_monthly", trial=True)


def test_a_trial_is_offered_once_and_only_where_the_operator_gives_one(
    free, owner, subscribe, settings
) -> None:
    assert checkout.offers_trial(free)
    settings.TRIAL_DAYS = 0
    assert not checkout.offers_trial(free)
    with pytest.raises(checkout.CheckoutError, match="first subscription"):
        press_upgrade(free, "plus_monthly", trial=True)
    settings.TRIAL_DAYS = 7
    first, second = (teams.create_team(owner_id=owner, name=name) for name in ("Kitchen", "Garden"))
    subscribe(first, "team_monthly", 2, trial=True)
    assert not checkout.offers_trial(second)
    assert checkout.offers_trial(free)


def test_the_accepted_terms_are_recorded(free, stripe_sandbox, settings) -> None:
    settings.TERMS_VERSION = "2027-03"
    press_upgrade(free, "plus_monthly")
    assert CheckoutAttempt.objects.get().terms_version == "2027-03"
    assert AuditEntry.objects.get().details["terms"] == "2027-03"


def test_stripe_away_is_said_and_nothing_is_left_claimed(free, stripe_sandbox, monkeypatch) -> None:
    monkeypatch.setattr(gateway.sandbox, "handle", lambda *_: (503, {}, '{"error": {"message": "Away."}}'))
    with pytest.raises(gateway.GatewayError, match="Away"):
        press_upgrade(free, "plus_monthly")
    free.refresh_from_db()
    assert (free.claim, free.customer_id) == (None, None)
