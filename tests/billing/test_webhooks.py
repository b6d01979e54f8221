"""What arrives at /billing/webhook/: only what Stripe signed, just now, in our mode; each once."""

from __future__ import annotations

import json
import time

import pytest
from django.test import Client

from billing import gateway, inbox
from billing.models import BillingAccount, StripeEvent
from billing.sandbox import delivery, people

from .conftest import CARD, press_upgrade

pytestmark = pytest.mark.django_db
URL = "/billing/webhook/"


@pytest.fixture(autouse=True)
def tasks(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks) -> list[str]:
    """The tasks that were queued, and not begun."""
    queued: list[str] = []
    monkeypatch.setattr(inbox, "_enqueue", queued.append)
    return queued


@pytest.fixture
def body(stripe_sandbox) -> str:
    event = gateway.undelivered_events(0)[0]
    return json.dumps(event)


def post(body: str, signature: str | None = None, **headers: str):
    signature = gateway.sign(body) if signature is None else signature
    return Client(enforce_csrf_checks=True).post(
        URL, body, content_type="application/json", headers={"Stripe-Signature": signature, **headers}
    )


def test_a_signed_event_is_stored_and_queued(body, tasks, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert post(body).status_code == 200
    (event,) = StripeEvent.objects.all()
    assert tasks == [event.pk]
    assert (event.processed_at, event.attempts) == (None, 0)


def test_a_repeated_event_is_welcome_and_changes_nothing(
    body, tasks, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert [post(body).status_code for _ in range(3)] == [200] * 3
    assert (StripeEvent.objects.count(), len(tasks)) == (1, 1)


@pytest.mark.parametrize("age", [301, -310, 86_400], ids=["old", "of the future", "a day old"])
def test_a_signature_of_another_time_leaves_no_trace(body, age: int) -> None:
    assert post(body, gateway.sign(body, at=int(time.time()) - age)).status_code == 400
    assert not StripeEvent.objects.exists()


@pytest.mark.parametrize("age", [295, -295])
def test_clocks_may_differ_by_five_minutes(body, age: int) -> None:
    assert post(body, gateway.sign(body, at=int(time.time()) - age)).status_code == 200


@pytest.mark.parametrize(
    "forge",
    [
        lambda body: "",
        lambda body: "t=1,v1=abc",
        lambda body: "nonsense",
        lambda body: f"t={int(time.time())},v1={'0' * 64}",
        lambda body: gateway.sign(body + " "),
    ],
    ids=["none", "old and wrong", "no header", "wrong", "another body's"],
)
def test_a_forged_signature_leaves_no_trace(body, forge) -> None:
    assert post(body, forge(body)).status_code == 400
    assert not StripeEvent.objects.exists()


def test_a_body_that_is_no_event_is_refused(stripe_sandbox) -> None:
    for text in ("{", "[]", "5", '{"object": "v2.core.event"}', '{"object": "event"}', "\xff"):
        assert post(text).status_code == 400
    assert not StripeEvent.objects.exists()


def test_a_live_event_is_refused_in_test_mode(body) -> None:
    assert post(json.dumps(json.loads(body) | {"livemode": True})).status_code == 400
    assert not StripeEvent.objects.exists()


def test_only_post_is_answered(stripe_sandbox) -> None:
    assert Client().get(URL).status_code == 405


def test_with_billing_off_nothing_is_taken(body, settings) -> None:
    signature = gateway.sign(body)
    settings.BILLING = False
    assert post(body, signature).status_code == 400


@pytest.mark.parametrize("mode", ["normal", "duplicate", "reorder"])
def test_however_events_arrive_the_end_is_the_same(free, stripe_sandbox, mode) -> None:
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), CARD)
    sent = delivery.deliver(
        stripe_sandbox, lambda text, sign: post(text, sign).status_code, gateway.sign, mode=mode
    )
    assert sent == StripeEvent.objects.count()
    for event in StripeEvent.objects.order_by("received_at"):
        assert inbox.work(event_id=event.pk)
    assert BillingAccount.objects.get(pk=free.pk).plan == "plus"
