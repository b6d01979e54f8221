"""Many requests at the same moment, each on a thread and a database connection of its own."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model

from billing import plans, quota, teams
from billing.accounts import account_for, grant_plan
from billing.models import BillingAccount, UsageHold
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plus, 80 messages in 3 hours, without its limit of answers in progress."""
    plus = plans.plan("plus")
    monkeypatch.setitem(plans.PLANS, "plus", replace(plus, fast=replace(plus.fast, concurrency=1_000)))


def test_of_100_requests_at_a_limit_of_80_exactly_80_are_admitted(
    account: BillingAccount, owner: uuid.UUID, crowded: None
) -> None:
    def ask(index: int) -> str:
        try:
            hold = quota.reserve(
                account=account, user_id=owner, meter="fast", key=f"ask-{index}", ttl_seconds=600
            )
        except quota.QuotaExceeded as refusal:
            return refusal.code
        return hold.state

    assert Counter(at_once(100, ask)) == {"held": 80, "no_allowance": 20}
    assert UsageHold.objects.count() == 80


def test_of_100_requests_at_79_of_80_one_is_admitted(
    account: BillingAccount, owner: uuid.UUID, crowded: None
) -> None:
    def ask(index: int) -> str:
        try:
            quota.reserve(account=account, user_id=owner, meter="fast", key=f"ask-{index}", ttl_seconds=600)
        except quota.QuotaExceeded as refusal:
            return refusal.code
        return "held"

    for index in range(79):
        assert ask(-index - 1) == "held"
    assert Counter(at_once(100, ask)) == {"held": 1, "no_allowance": 99}


def test_the_limit_of_answers_in_progress_holds_under_pressure(
    account: BillingAccount, owner: uuid.UUID
) -> None:
    def ask(index: int) -> str:
        try:
            hold = quota.reserve(
                account=account, user_id=owner, meter="think", key=f"ask-{index}", ttl_seconds=600
            )
        except quota.TooManyRunning as refusal:
            return refusal.code
        return hold.state

    assert Counter(at_once(20, ask)) == {"held": 2, "too_many_running": 18}


def test_a_request_sent_20_times_at_once_is_one_hold(account: BillingAccount, owner: uuid.UUID) -> None:
    holds = at_once(
        20,
        lambda _: (
            quota.reserve(account=account, user_id=owner, meter="fast", key="the same", ttl_seconds=600).pk
        ),
    )
    assert len(set(holds)) == 1
    assert UsageHold.objects.count() == 1


def test_a_hold_settled_by_many_at_once_is_settled_by_one(account: BillingAccount, owner: uuid.UUID) -> None:
    hold = quota.reserve(account=account, user_id=owner, meter="fast", key="a", ttl_seconds=600)

    def settle(index: int) -> str | None:
        mine = UsageHold.objects.get(pk=hold.pk)
        if index % 2:
            return "committed" if quota.commit(hold=mine, tokens=index, cost_micros=index) else None
        return "released" if quota.release(hold=mine, reason=str(index)) else None

    won = [state for state in at_once(20, settle) if state]
    hold.refresh_from_db()
    assert won == [hold.state]


def test_many_first_uses_at_once_make_one_account(owner: uuid.UUID) -> None:
    made = at_once(20, lambda _: account_for(user_id=owner, default_plan="free").pk)
    assert len(set(made)) == 1
    assert BillingAccount.objects.count() == 1


def test_of_many_invited_at_once_as_many_join_as_there_are_seats(owner: uuid.UUID) -> None:
    team = teams.create_team(owner_id=owner, name="Kitchen")
    people = [get_user_model().objects.create(email=f"person{each}@example.org") for each in range(8)]
    tokens = [teams.invite(account=grown(team, 9), actor_id=owner, email=each.email)[1] for each in people]
    grown(team, 4)

    def join(index: int) -> str:
        try:
            teams.accept_invitation(token=tokens[index], user_id=people[index].pk)
        except teams.SeatsFull:
            return "full"
        return "joined"

    assert Counter(at_once(8, join)) == {"joined": 3, "full": 5}


def grown(team: BillingAccount, seats: int) -> BillingAccount:
    grant_plan(account=team, plan=plans.plan("team"), seats=seats)
    return team
