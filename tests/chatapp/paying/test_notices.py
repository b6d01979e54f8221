"""The line at the top of every page."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from billing.models import BillingAccount, Subscription
from chatapp.paying.notices import notice_for

from .conftest import BILLING, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(mine: BillingAccount) -> Subscription:
    """A subscription as sync would have written it."""
    now = timezone.now()
    return Subscription.objects.create(
        id="sub_1", account=mine, status="active", lookup_key="plus_monthly", plan="plus", interval="month",
        cents=2000, quantity=1, period_start=now, period_end=now + timedelta(days=30), created_at=now,
    )  # fmt: skip


def days(number: float) -> datetime:
    return timezone.now() + timedelta(days=number)


def said(owner: Any) -> str:
    notice = notice_for(owner)
    return f"{notice.level}: {notice.text}" if notice else ""


def test_who_pays_in_time_reads_nothing(owner, held) -> None:
    assert said(owner) == ""


def test_each_thing_that_must_not_be_missed(owner, mine, held) -> None:
    cases: list[tuple[dict[str, Any], dict[str, Any], str]] = [
        ({"status": "past_due"}, {"plan_ends_at": days(9)}, "bad: The last payment failed. Plus stays until"),
        ({"status": "past_due"}, {"plan_ends_at": days(-1)}, "bad: The last payment failed."),
        ({"status": "incomplete"}, {}, "warn: The first payment is not finished."),
        ({"pending_until": days(0.5)}, {}, "warn: The upgrade waits"),
        ({"status": "trialing", "trial_ends_at": days(3)}, {}, "info: The free trial of Plus ends in 3 days"),
        ({"ends_at": days(5)}, {}, "info: Plus ends on"),
        (
            {"status": "canceled"},
            {"trial_plan": "pro", "trial_ends_at": days(2)},
            "info: The trial of Pro ends",
        ),
        ({}, {"suspended_at": days(0)}, "bad: A payment is disputed"),
        ({"ends_at": days(20)}, {}, ""),
        ({"pending_until": days(0.5), "ends_at": days(20)}, {}, ""),
        ({"status": "incomplete", "being_paid": True}, {}, ""),
        ({"status": "trialing", "trial_ends_at": days(12)}, {}, ""),
    ]
    plain = {
        "status": "active",
        "pending_until": None,
        "trial_ends_at": None,
        "ends_at": None,
        "being_paid": False,
    }
    clean = {"plan_ends_at": None, "suspended_at": None, "trial_plan": "", "trial_ends_at": None}
    for subscription, account, words in cases:
        Subscription.objects.update(**plain | subscription)
        BillingAccount.objects.filter(pk=mine.pk).update(**clean | account)
        assert said(owner).startswith(words), words
        assert bool(said(owner)) == bool(words)


def test_the_most_urgent_of_several_is_said(owner, mine, held) -> None:
    Subscription.objects.update(status="past_due", ends_at=days(2))
    BillingAccount.objects.update(suspended_at=days(0))
    assert "disputed" in said(owner)


def test_it_is_one_query_and_of_ones_own_accounts(
    owner, teammate, team, held, django_assert_num_queries
) -> None:
    BillingAccount.objects.filter(pk=team.pk).update(suspended_at=days(0))
    with django_assert_num_queries(1):
        assert said(owner).startswith("bad: Swallows: A payment is disputed")
    assert said(teammate) == ""


def test_pages_and_the_chat_carry_it(page: Client, client: Client, mine, held) -> None:
    Subscription.objects.update(status="incomplete")
    assert "The first payment is not finished. Finish it" in text(page.get("/settings/"))
    start = re.search(r'<script id="boot"[^>]*>(.*?)</script>', page.get("/chat/").content.decode())[1]
    assert json.loads(start)["notice"] == {
        "level": "warn", "text": "The first payment is not finished.", "label": "Finish it",
        "url": f"{BILLING}{mine.pk}/",
    }  # fmt: skip
    assert "account-notice" not in client.get("/").content.decode()


def test_where_billing_is_off_there_is_none(owner, held, settings, django_assert_num_queries) -> None:
    Subscription.objects.update(status="past_due")
    settings.BILLING = False
    with django_assert_num_queries(0):
        assert said(owner) == ""
