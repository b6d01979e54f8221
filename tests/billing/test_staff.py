"""What staff do about payments leaves a reason behind."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps as django_apps

from billing import staff
from billing.alerts import raise_alert
from billing.models import Alert, AuditEntry, BillingAccount, StripeEvent
from billing.reasons import ReasonNeeded

pytestmark = pytest.mark.django_db
STAFF = uuid.uuid4()


def told() -> list[tuple[Any, ...]]:
    """What the staff's own log has, whoever keeps it."""
    entries = django_apps.get_model("audit", "AuditEntry").objects.order_by("seq")
    return list(entries.values_list("action", "actor_id", "object_type", "object_id", "reason"))


@pytest.fixture
def event() -> StripeEvent:
    """One that nobody can work on: its customer is nobody's."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return StripeEvent.objects.create(
        id="evt_1", type="invoice.paid", customer_id="cus_1", created_at=at, attempts=20, last_error="away"
    )


def test_a_replayed_event_is_done_again_and_says_who_and_why(event: StripeEvent) -> None:
    assert staff.replay_event(event=event, actor_id=STAFF, reason=" Stripe was away \n")
    event.refresh_from_db()
    assert event.processed_at is not None
    assert (event.attempts, event.last_error) == (1, "")
    assert told() == [("billing.event_replayed", STAFF, "event", event.pk, "Stripe was away")]


def test_an_alert_about_an_account_is_closed_in_its_audit_trail(account: BillingAccount) -> None:
    alert = raise_alert(kind=Alert.Kind.DRIFT, subject="x", message="They differ.", account=account)
    staff.close_alert(alert=alert, actor_id=STAFF, reason="Looked: it was a test.")
    alert.refresh_from_db()
    assert alert.resolved_at is not None
    kept = AuditEntry.objects.get(account=account, action="alert_resolved")
    assert (kept.actor_id, kept.details["reason"]) == (STAFF, "Looked: it was a test.")
    assert told() == [("billing.alert_resolved", STAFF, "alert", str(alert.pk), "Looked: it was a test.")]


@pytest.mark.parametrize("reason", ["", "  \n", "\0", "x" * 301])
def test_nothing_is_done_without_a_reason(event: StripeEvent, account: BillingAccount, reason: str) -> None:
    alert = raise_alert(kind=Alert.Kind.DRIFT, subject="x", message="They differ.", account=account)
    with pytest.raises(ReasonNeeded):
        staff.replay_event(event=event, actor_id=STAFF, reason=reason)
    with pytest.raises(ReasonNeeded):
        staff.close_alert(alert=alert, actor_id=STAFF, reason=reason)
    event.refresh_from_db()
    alert.refresh_from_db()
    assert (event.processed_at, alert.resolved_at) == (None, None)
    assert not AuditEntry.objects.filter(action__in=("event_replayed", "alert_resolved")).exists()
    assert not told()


def test_units_that_cannot_be_given_leave_no_entry(account: BillingAccount) -> None:
    wanted = {
        "account": account,
        "meter": "fast",
        "units": 5,
        "days": 3,
        "actor_id": STAFF,
        "reason": "An outage",
    }
    with pytest.raises(ValueError, match="at least one unit"):
        staff.give_credit(**{**wanted, "units": 0})
    assert not told()
    staff.give_credit(**wanted)
    assert told() == [("billing.credit_granted", STAFF, "account", str(account.pk), "An outage")]


def test_an_event_without_a_customer_is_in_nobodys_audit_trail(
    event: StripeEvent, account: BillingAccount
) -> None:
    StripeEvent.objects.filter(pk=event.pk).update(customer_id="")
    event.refresh_from_db()
    assert account.customer_id is None
    assert staff.replay_event(event=event, actor_id=STAFF, reason="Again.")
    assert not AuditEntry.objects.filter(action="event_replayed").exists()
