"""What staff do about payments leaves a reason behind."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from billing import staff
from billing.alerts import raise_alert
from billing.models import Alert, AuditEntry, BillingAccount, StripeEvent
from billing.reasons import ReasonNeeded

pytestmark = pytest.mark.django_db
STAFF = uuid.uuid4()


@pytest.fixture
def event() -> StripeEvent:
    """One that nobody can work on: its customer is nobody's."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return StripeEvent.objects.create(
        id="evt_1", type="invoice.paid", customer_id="cus_1", created_at=at, attempts=20, last_error="away"
    )


def test_a_replayed_event_is_done_again_and_says_who_and_why(
    event: StripeEvent, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="fragaria.audit"):
        assert staff.replay_event(event=event, actor_id=STAFF, reason=" Stripe was away \n")
    event.refresh_from_db()
    assert event.processed_at is not None
    assert (event.attempts, event.last_error) == (1, "")
    assert f'"user": "{STAFF}"' in caplog.text
    assert '"reason": "Stripe was away"' in caplog.text


def test_an_alert_about_an_account_is_closed_in_its_audit_trail(account: BillingAccount) -> None:
    alert = raise_alert(kind=Alert.Kind.DRIFT, subject="x", message="They differ.", account=account)
    staff.close_alert(alert=alert, actor_id=STAFF, reason="Looked: it was a test.")
    alert.refresh_from_db()
    assert alert.resolved_at is not None
    kept = AuditEntry.objects.get(account=account, action="alert_resolved")
    assert (kept.actor_id, kept.details["reason"]) == (STAFF, "Looked: it was a test.")


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 301])
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


def test_an_event_without_a_customer_is_in_nobodys_audit_trail(
    event: StripeEvent, account: BillingAccount
) -> None:
    StripeEvent.objects.filter(pk=event.pk).update(customer_id="")
    event.refresh_from_db()
    assert account.customer_id is None
    assert staff.replay_event(event=event, actor_id=STAFF, reason="Again.")
    assert not AuditEntry.objects.filter(action="event_replayed").exists()
