"""Refunds, events and refusals."""

from __future__ import annotations

from datetime import timedelta

import pytest

from billing.models import Alert, AuditEntry, StripeEvent
from chatapp.dashboard.models import RefusalCount
from chatapp.dashboard.rollup import count_day

from ..conftest import DAY, NOON

pytestmark = pytest.mark.django_db


def test_refunds_and_disputes_come_from_the_audit_trail(account):
    for cents in (5_00, 7_00):
        details = {"invoice": "in_1", "cents": cents}
        AuditEntry.objects.create(account=account, action="refunded", details=details, created_at=NOON)
    AuditEntry.objects.create(
        account=account, action="suspended", details={"dispute": "du_1"}, created_at=NOON
    )
    facts = count_day(DAY.date())
    assert facts.figures["refunds", "number", ""] == 2
    assert facts.figures["refunds", "micros", ""] == facts.refunds[account.pk] == 12_000_000
    assert facts.figures["disputes", "", ""] == 1


def test_events_count_when_they_are_done(db):
    for seconds, attempts in ((1, 1), (9, 3)):
        StripeEvent.objects.create(
            id=f"evt_{seconds}", type="invoice.paid", attempts=attempts,
            created_at=NOON - timedelta(seconds=seconds), processed_at=NOON,
        )  # fmt: skip
    StripeEvent.objects.create(id="evt_waits", type="invoice.paid", created_at=NOON)
    Alert.objects.create(kind="drift", subject="a", message="b", created_at=NOON)
    found = count_day(DAY.date()).figures
    assert (found["webhooks", "", ""], found["webhook_retries", "", ""]) == (2, 2)
    assert (found["webhook_p50", "", ""], found["webhook_p95", "", ""]) == (1_000, 9_000)
    assert found["alerts", "drift", ""] == 1


def test_refusals_are_taken_over_from_where_they_were_counted(db):
    for meter in ("fast", "think"):
        RefusalCount.objects.create(day=DAY.date(), plan="free", meter=meter, reason="no_allowance", number=3)
    assert count_day(DAY.date()).figures["refusals", "free", "no_allowance"] == 6
