"""With every webhook lost, the account still ends where Stripe is."""

from __future__ import annotations

import pytest

from billing import gateway, inbox, reconcile
from billing.models import Alert, BillingAccount, StripeEvent, Subscription
from billing.sandbox import clock, delivery, people

from .conftest import CARD, press_upgrade

pytestmark = pytest.mark.django_db


def plan_of(account) -> str:
    return BillingAccount.objects.get(pk=account.pk).plan


def lose(stripe_sandbox) -> None:
    delivery.deliver(stripe_sandbox, lambda *_: 500, gateway.sign, mode="drop")


def test_undelivered_events_are_fetched_once(free, stripe_sandbox) -> None:
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), CARD)
    lose(stripe_sandbox)
    assert reconcile.fetch_missed() > 0
    assert reconcile.fetch_missed() == 0
    for event in StripeEvent.objects.all():
        inbox.work(event_id=event.pk)
    assert plan_of(free) == "plus"


def test_the_night_finds_a_payment_of_which_nobody_told(free, stripe_sandbox) -> None:
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), CARD)
    lose(stripe_sandbox)
    assert reconcile.sync_all() == 1
    assert (plan_of(free), Alert.objects.get().kind) == ("plus", "drift")
    assert reconcile.sync_all() == 0


def test_the_night_finds_an_end_of_which_nobody_told(free, subscribe, stripe_sandbox) -> None:
    account = subscribe(free)
    gateway.update_subscription(Subscription.objects.get().pk, {"cancel_at_period_end": True})
    clock.advance(stripe_sandbox, days=40)
    lose(stripe_sandbox)
    assert reconcile.sync_all() == 1
    assert plan_of(account) == "free"


@pytest.mark.parametrize(
    ("error", "said"),
    [(gateway.GatewayError("Away.", retryable=True), "was not reconciled"), (KeyError("x"), "cannot be")],
)
def test_one_account_that_fails_does_not_stop_the_others(
    free, teammate, subscribe, stripe_sandbox, monkeypatch, caplog, error: Exception, said: str
) -> None:
    from billing.accounts import account_for

    accounts = [subscribe(free), subscribe(account_for(user_id=teammate, default_plan="free"))]
    for account in accounts:
        gateway.cancel_subscription(account.subscriptions.get().pk)
    broken = min(accounts, key=lambda each: each.pk)
    subscriptions = gateway.subscriptions

    def fail(customer: str):
        if customer == broken.customer_id:
            raise error
        return subscriptions(customer)

    monkeypatch.setattr(gateway, "subscriptions", fail)
    assert reconcile.sync_all() == 1
    assert said in caplog.text
    assert {plan_of(each) for each in accounts} == {"plus", "free"}
