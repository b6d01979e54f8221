"""Staff see what waits, and replay and close it with a reason."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from billing.alerts import raise_alert
from billing.models import Alert, StripeEvent
from chatapp.accounts.models import User

from .conftest import browser, text

pytestmark = pytest.mark.django_db
PAGE = "/staff/payments/"


@pytest.fixture
def staff(teammate: User) -> Client:
    """Somebody who may, and is no superuser."""
    wanted = ("run_payments", "refund", "grant_credits")
    teammate.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return browser(User.objects.get(pk=teammate.pk))


@pytest.fixture
def event() -> StripeEvent:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return StripeEvent.objects.create(
        id="evt_1",
        type="invoice.paid",
        customer_id="cus_1",
        created_at=at,
        attempts=20,
        last_error="Stripe is away.",
    )


def test_a_failed_event_is_replayed_with_a_reason(staff: Client, event: StripeEvent) -> None:
    shown = text(staff.get(PAGE))
    assert "invoice.paid · Stripe is away." in shown
    assert "20 tries" in shown
    refused = staff.post(f"{PAGE}events/evt_1/replay/", {"reason": " "}, follow=True)
    assert "Say why" in text(refused)
    done = staff.post(f"{PAGE}events/evt_1/replay/", {"reason": "Stripe is back"}, follow=True)
    assert "invoice.paid is done." in text(done)
    assert "All events that arrived are done." in text(done)
    assert "evt_1" in text(staff.get(PAGE, {"event": "evt_1"}))
    assert "No event evt_2 has arrived." in text(staff.get(PAGE, {"event": "evt_2"}))


def test_an_alert_is_closed_once(staff: Client) -> None:
    alert = raise_alert(kind=Alert.Kind.UNKNOWN_PRICE, subject="sub_1", message="A price nobody knows.")
    assert "A price nobody knows." in text(staff.get(PAGE))
    address = f"{PAGE}alerts/{alert.pk}/resolve/"
    assert "The alert is closed." in text(staff.post(address, {"reason": "Archived it"}, follow=True))
    assert staff.post(address, {"reason": "Archived it"}).status_code == 404
    assert "Nothing to decide." in text(staff.get(PAGE))


def test_it_is_nobody_elses(page: Client, event: StripeEvent, client: Client) -> None:
    assert page.get(PAGE).status_code == 403
    assert page.post(f"{PAGE}events/evt_1/replay/", {"reason": "x"}).status_code == 403
    assert client.get(PAGE).status_code == 302
    event.refresh_from_db()
    assert event.processed_at is None


def test_nothing_changes_by_looking_and_there_is_no_page_without_billing(
    staff: Client, settings: Any
) -> None:
    assert staff.get(f"{PAGE}events/evt_1/replay/").status_code == 405
    settings.BILLING = False
    assert staff.get(PAGE).status_code == 404
