"""What a person is told of an allowance beside its meters: credits, and a larger plan where one is for sale."""

from __future__ import annotations

import uuid

import pytest

from billing import quota
from billing.accounts import account_for, effective_plan
from billing.credits import grant_credit
from billing.models import BillingAccount, Membership
from billing.seats import has_seat

from .conftest import START, after

pytestmark = pytest.mark.django_db


def told(account, user_id, now=START) -> quota.Allowance:
    return quota.allowance(account=account, user_id=user_id, now=now)


@pytest.mark.parametrize(("plan", "upgrade"), [("free", True), ("plus", True), ("pro", False)])
def test_a_larger_plan_is_told_where_there_is_one(account, owner, settings, plan: str, upgrade: bool) -> None:
    settings.BILLING = True
    BillingAccount.objects.filter(pk=account.pk).update(plan=plan)
    account.refresh_from_db()
    assert told(account, owner).upgrade is upgrade
    settings.BILLING = False
    assert told(account, owner).upgrade is False


def test_only_who_pays_is_told_and_a_team_has_the_plan_for_teams(account, owner, teammate) -> None:
    assert not told(account, teammate).upgrade
    team = BillingAccount.objects.create(kind=BillingAccount.Kind.TEAM, owner_id=owner, plan="team", seats=2)
    assert not told(team, owner).upgrade


def test_where_nothing_is_sold_nobody_has_less_than_the_default_plan(owner, settings) -> None:
    account = account_for(user_id=owner, default_plan="free")
    settings.BILLING, settings.DEFAULT_PLAN = False, "plus"
    assert effective_plan(account, START).code == "plus"
    BillingAccount.objects.filter(pk=account.pk).update(plan="pro")
    account.refresh_from_db()
    assert effective_plan(account, START).code == "pro"
    settings.BILLING = True
    BillingAccount.objects.filter(pk=account.pk).update(plan="free")
    account.refresh_from_db()
    assert effective_plan(account, START).code == "free"


def test_where_nothing_is_sold_every_member_of_a_team_has_a_seat(owner, teammate, settings) -> None:
    team = BillingAccount.objects.create(kind=BillingAccount.Kind.TEAM, owner_id=owner, plan="free", seats=0)
    Membership.objects.create(account=team, user_id=teammate)
    assert not has_seat(team, owner, START)
    settings.BILLING = False
    assert has_seat(team, owner, START)
    assert has_seat(team, teammate, START)
    assert not has_seat(team, uuid.uuid4(), START)


def test_credits_are_told_when_not_much_is_left(account, owner, spend, small) -> None:
    grant_credit(
        account=account, meter="fast", units=2, expires_at=after(days=9), actor_id=owner, reason="", now=START
    )
    assert told(account, owner).fast.credit == 0
    for _ in range(3):
        spend(START)
    assert told(account, owner).fast.credit == 2
    spend(START)
    assert told(account, owner).fast.credit == 1


def test_from_80_percent_on_the_next_slot_is_told_though_there_is_room(account, owner, spend) -> None:
    for second in range(63):
        spend(after(seconds=second))
    assert told(account, owner, after(minutes=5)).fast.next_slot_at is None
    spend(after(seconds=63))
    assert told(account, owner, after(minutes=5)).fast.next_slot_at == after(hours=3)


def test_a_refusal_names_the_account_that_would_have_paid(account, reserve, spend, small) -> None:
    for _ in range(3):
        spend(START)
    with pytest.raises(quota.Refused) as refusal:
        reserve("a")
    assert refusal.value.account_id == account.pk
