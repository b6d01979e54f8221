"""Webhooks and checkouts at the same moment, each on a thread and a database connection of its own."""

from __future__ import annotations

import json
from collections import Counter
from threading import Event

import pytest
from django.test import Client

from billing import checkout, gateway, inbox, quota
from billing.models import AuditEntry, BillingAccount, CheckoutAttempt, StripeEvent
from billing.sandbox import people
from billing.sync import sync_account
from tests.support.at_once import at_once

from .conftest import CARD, press_upgrade

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_event_a_hundred_times_at_once_is_one_row_and_one_effect(
    free, stripe_sandbox, monkeypatch
) -> None:
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), CARD)
    monkeypatch.setattr(inbox, "_enqueue", lambda event_id: inbox.work(event_id=event_id))
    event = next(each for each in gateway.undelivered_events(0) if each["type"] == "invoice.paid")
    body = json.dumps(event)
    signature = gateway.sign(body)

    def send(_: int) -> int:
        posted = Client().post(
            "/billing/webhook/",
            body,
            content_type="application/json",
            headers={"Stripe-Signature": signature},
        )
        return posted.status_code

    statuses = Counter(status for _ in range(5) for status in at_once(20, send))
    assert statuses == {200: 100}
    assert StripeEvent.objects.count() == 1
    assert AuditEntry.objects.filter(action="plan_synced").count() == 1
    assert BillingAccount.objects.get(pk=free.pk).plan == "plus"


def test_every_event_of_a_purchase_at_once_ends_in_the_plan(free, stripe_sandbox, monkeypatch) -> None:
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), CARD)
    monkeypatch.setattr(inbox, "_enqueue", lambda event_id: None)
    events = [each for each in gateway.undelivered_events(0) if not each["type"].startswith(("pr", "pl"))]
    for event in events:
        inbox.take(event)
    done = at_once(len(events), lambda index: inbox.work(event_id=events[index]["id"]))
    assert all(done)
    assert AuditEntry.objects.filter(action="plan_synced").count() == 1
    assert BillingAccount.objects.get(pk=free.pk).plan == "plus"


def test_ten_clicks_at_once_open_one_page(free, stripe_sandbox) -> None:
    pages = at_once(10, lambda _: press_upgrade(free, "plus_monthly"))
    assert len(set(pages)) == 1
    assert CheckoutAttempt.objects.count() == 1


def test_two_tabs_with_two_plans_buy_one_subscription(free, stripe_sandbox) -> None:
    pages = at_once(2, lambda index: press_upgrade(free, ("plus_monthly", "pro_monthly")[index]))

    def pay(index: int) -> str:
        try:
            people.pay(stripe_sandbox, pages[index], CARD)
        except people.ApiError:
            return "closed"
        return "paid"

    assert Counter(at_once(2, pay)) == {"paid": 1, "closed": 1}
    with pytest.raises(checkout.AlreadySubscribed):
        press_upgrade(free, "plus_annual")


def test_a_sync_and_a_change_of_the_card_never_leave_an_older_state(free, stripe_sandbox) -> None:
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), CARD)
    sync_account(account_id=free.pk, reason="first")
    subscription = free.subscriptions.get().pk

    def act(index: int) -> None:
        if index == 0:
            gateway.cancel_subscription(subscription)
        sync_account(account_id=free.pk, reason=str(index))

    at_once(8, act)
    assert BillingAccount.objects.get(pk=free.pk).plan == "free"


def test_nobodys_message_waits_while_stripe_is_slow(free, stripe_sandbox, owner, monkeypatch) -> None:
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), CARD)
    asked, answered = Event(), Event()
    fetch = gateway.invoices

    def slow(customer: str):
        asked.set()
        assert answered.wait(20), "the message waited for Stripe"
        return fetch(customer)

    monkeypatch.setattr(gateway, "invoices", slow)

    def act(index: int) -> str:
        if index == 0:
            sync_account(account_id=free.pk, reason="slow")
            return "synced"
        assert asked.wait(20)
        hold = quota.reserve(account=free, user_id=owner, meter="fast", key="a", ttl_seconds=60)
        answered.set()
        return hold.plan

    assert at_once(2, act) == ["synced", "free"]
    assert BillingAccount.objects.get(pk=free.pk).plan == "plus"
