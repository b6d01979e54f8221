"""Recurring revenue is a fold over how subscriptions changed."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from chatapp.dashboard.facts import Facts
from chatapp.dashboard.sources.money import Change, count

ANN, BEN = uuid.UUID(int=1), uuid.UUID(int=2)
PLUS = Change("sub_1", ANN, "active", "plus", 20_000_000, "")
ENDED = replace(PLUS, status="canceled")


def counted(past: list[Change], today: list[Change]) -> dict[tuple[str, str], int]:
    facts = Facts()
    count(past, today, facts)
    return {(name, group): value for (name, group, _part), value in facts.figures.items() if value}


def test_a_first_subscription_is_new_revenue_and_a_first_payment():
    found = counted([], [PLUS])
    assert found["mrr", "plus"] == found["mrr_moved", "new"] == 20_000_000
    assert found["payers", "plus"] == found["first_paid", ""] == 1
    assert found["revenue", "plus"] == 20_000_000 * 12 // 365


def test_what_stays_as_it_was_moves_nothing():
    found = counted([PLUS], [])
    assert found["mrr", "plus"] == 20_000_000
    assert not any(name in ("mrr_moved", "first_paid", "churned") for name, _ in found)


@pytest.mark.parametrize(("monthly", "kind"), [(200_000_000, "expansion"), (5_000_000, "contraction")])
def test_a_change_is_expansion_or_contraction(monthly, kind):
    found = counted([PLUS], [replace(PLUS, plan="pro", monthly_micros=monthly)])
    assert found["mrr_moved", kind] == abs(monthly - 20_000_000)
    assert ("mrr", "plus") not in found


@pytest.mark.parametrize(
    ("end_reason", "status", "why"),
    [
        ("cancellation_requested", "canceled", "voluntary"),
        ("payment_failed", "canceled", "payment"),
        ("", "unpaid", "payment"),
        ("", "canceled", "other"),
    ],
)
def test_churn_has_its_reason(end_reason, status, why):
    found = counted([PLUS], [replace(PLUS, status=status, end_reason=end_reason)])
    assert found["churned", why] == 1
    assert found["churned_mrr", why] == found["mrr_moved", "churn"] == 20_000_000


def test_past_due_still_counts_as_revenue():
    assert counted([PLUS], [replace(PLUS, status="past_due")])["mrr", "plus"] == 20_000_000


def test_who_moves_to_another_subscription_on_the_same_day_has_not_left():
    other = replace(PLUS, subscription="sub_2", monthly_micros=30_000_000)
    found = counted([PLUS], [ENDED, other])
    assert found["mrr_moved", "expansion"] == 10_000_000
    assert not any(name == "churned" for name, _ in found)


def test_who_comes_back_is_new_revenue_but_has_paid_before():
    found = counted([PLUS, ENDED], [replace(PLUS, subscription="sub_2")])
    assert found["mrr_moved", "new"] == 20_000_000
    assert ("first_paid", "") not in found


def test_trials_bring_nothing_until_they_are_kept():
    trial = replace(PLUS, status="trialing")
    lost = replace(trial, subscription="sub_2", account=BEN)
    begun = counted([], [trial, lost])
    assert begun["trial", "begun"] == begun["trials", ""] == 2
    assert ("mrr", "plus") not in begun
    ended = counted([trial, lost], [PLUS, replace(lost, status="canceled")])
    assert (ended["trial", "won"], ended["trial", "lost"], ended["first_paid", ""]) == (1, 1, 1)
    assert ("trial", "begun") not in ended
