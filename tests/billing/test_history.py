"""A row for each change of a subscription, and none where nothing changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from billing.history import keep_history
from billing.models import Subscription, SubscriptionChange

pytestmark = pytest.mark.django_db


def rows():
    return list(SubscriptionChange.objects.values_list("status", "plan", "cents", "quantity"))


@pytest.fixture
def held(account):
    now = timezone.now()
    return Subscription.objects.create(
        id="sub_1", account=account, status="active", plan="plus", interval="month", cents=2000, quantity=1,
        period_start=now, period_end=now + timedelta(days=30), created_at=now - timedelta(days=9),
    )  # fmt: skip


def test_a_purchase_begins_a_history_at_its_own_beginning(free, subscribe):
    subscribe(free)
    assert rows() == [("active", "plus", 2000, 1)]
    assert SubscriptionChange.objects.get().at == Subscription.objects.get().created_at


def test_looking_again_adds_nothing(held):
    assert keep_history(subscription=held, at=timezone.now())
    assert not keep_history(subscription=held, at=timezone.now())
    assert len(rows()) == 1


def test_an_upgrade_and_an_end_are_rows_of_their_own(held):
    now = timezone.now()
    keep_history(subscription=held, at=now)
    held.plan, held.cents = "pro", 20_000
    assert keep_history(subscription=held, at=now - timedelta(hours=2))
    held.status, held.end_reason = "canceled", "payment_failed"
    assert keep_history(subscription=held, at=now, ended_at=now - timedelta(hours=1))
    assert [row[:2] for row in rows()] == [("active", "plus"), ("active", "pro"), ("canceled", "pro")]
    assert [each.at for each in SubscriptionChange.objects.all()] == [
        held.created_at, now - timedelta(hours=2), now - timedelta(hours=1),
    ]  # fmt: skip


def test_a_clock_that_was_moved_ahead_writes_nothing_into_the_future(held):
    keep_history(subscription=held, at=timezone.now())
    held.quantity = 2
    keep_history(subscription=held, at=timezone.now() + timedelta(days=40))
    assert SubscriptionChange.objects.last().at <= timezone.now()


def test_what_had_ended_before_anybody_looked_counts_for_no_day(held):
    held.status = "canceled"
    ended = timezone.now() - timedelta(days=1)
    keep_history(subscription=held, at=timezone.now(), ended_at=ended)
    assert SubscriptionChange.objects.get().at == ended
