"""Events are worked on until they succeed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from billing import gateway, inbox
from billing.models import Alert, BillingAccount, StripeEvent
from billing.sandbox import people

from .conftest import CARD, press_upgrade

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(free, stripe_sandbox) -> list[str]:
    """The account has paid, nobody has looked yet; the ids of the events about it, all taken."""
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), CARD)
    free.refresh_from_db()
    for event in gateway.undelivered_events(0):
        inbox.take(event)
    return list(StripeEvent.objects.filter(customer_id=free.customer_id).values_list("pk", flat=True))


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch):
    """Stripe, gone for a while; call the result to bring it back."""
    handle = gateway.sandbox.handle
    monkeypatch.setattr(gateway.sandbox, "handle", lambda *_: (503, {}, '{"error": {"message": "Away."}}'))
    return lambda: monkeypatch.setattr(gateway.sandbox, "handle", handle)


def plan_of(account) -> str:
    return BillingAccount.objects.get(pk=account.pk).plan


def test_any_event_about_a_customer_brings_the_account_in_line(free, paid) -> None:
    assert inbox.work(event_id=paid[0])
    assert plan_of(free) == "plus"
    event = StripeEvent.objects.get(pk=paid[0])
    assert (event.attempts, event.last_error, event.processed_at is None) == (1, "", False)


def test_an_event_about_nobody_we_know_is_done_without_effect(stripe_sandbox) -> None:
    gateway.create_customer({"email": "stranger@example.org"}, key="k")
    inbox.take(gateway.undelivered_events(0)[0])
    assert inbox.work(event_id=StripeEvent.objects.get().pk)


def test_a_failure_is_noted_and_tried_again_later(free, paid, away) -> None:
    now = timezone.now() + timedelta(minutes=2)
    assert not inbox.work(event_id=paid[0], now=now)
    event = StripeEvent.objects.get(pk=paid[0])
    assert (event.attempts, event.last_error, event.processed_at) == (1, "Away.", None)
    assert event.next_attempt_at == now + timedelta(seconds=5)
    away()
    StripeEvent.objects.exclude(pk=paid[0]).delete()
    assert inbox.work_due(now=now) == 0
    assert inbox.work_due(now=now + timedelta(seconds=5)) == 1
    assert plan_of(free) == "plus"


def test_the_sweep_finds_what_the_queue_lost(free, paid) -> None:
    assert inbox.work_due() == 0
    assert inbox.work_due(now=timezone.now() + timedelta(minutes=1)) >= len(paid)
    assert plan_of(free) == "plus"


def test_an_event_that_never_succeeds_is_told_to_staff_and_can_be_replayed(free, paid, away) -> None:
    StripeEvent.objects.exclude(pk=paid[0]).delete()
    now = timezone.now()
    for _ in range(inbox.ATTEMPTS + 5):
        now += timedelta(hours=2)
        inbox.work_due(now=now)
    event = StripeEvent.objects.get(pk=paid[0])
    assert (event.attempts, Alert.objects.get().kind) == (inbox.ATTEMPTS, "event_failed")
    away()
    assert inbox.replay(event_id=event.pk)
    assert plan_of(free) == "plus"


def test_a_queue_that_is_away_loses_no_event(stripe_sandbox, monkeypatch, caplog) -> None:
    def refuse(*_, **__):
        raise OSError("no broker")

    monkeypatch.setattr(inbox.current_app, "send_task", refuse)
    inbox._enqueue("evt_1")
    assert "waits for the broker" in caplog.text


def test_nothing_of_an_events_content_is_kept(paid) -> None:
    stored = str(list(StripeEvent.objects.values()))
    assert "owner@example.org" not in stored


def test_an_event_that_nobody_foresaw_is_noted_and_does_not_hold_up_the_others(
    free, paid, monkeypatch, caplog
) -> None:
    sync = inbox.sync_account

    def fail(*, account_id, reason: str) -> bool:
        if reason == StripeEvent.objects.get(pk=paid[0]).type:
            raise KeyError("items")
        return sync(account_id=account_id, reason=reason)

    monkeypatch.setattr(inbox, "sync_account", fail)
    StripeEvent.objects.filter(pk=paid[0]).update(type="strange", next_attempt_at="2026-01-01T00:00Z")
    assert inbox.work_due(now=timezone.now() + timedelta(minutes=1)) >= len(paid) - 1
    strange = StripeEvent.objects.get(pk=paid[0])
    assert (strange.attempts, strange.last_error, strange.processed_at) == (1, "KeyError", None)
    assert "cannot be worked on" in caplog.text
    assert plan_of(free) == "plus"
