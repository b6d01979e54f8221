"""Personal accounts and trials."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth import get_user_model

from billing.accounts import account_for, effective_plan, start_trial
from billing.models import BillingAccount
from billing.plans import UnknownPlan, plan

from .conftest import START, after

pytestmark = pytest.mark.django_db


def test_the_first_use_makes_an_account_and_later_uses_find_it(owner: uuid.UUID) -> None:
    first = account_for(user_id=owner, default_plan="plus")
    assert (first.kind, first.owner_id, first.plan) == ("person", owner, "plus")
    assert account_for(user_id=owner, default_plan="pro") == first


def test_the_installations_default_plan_is_used_when_none_is_named(owner: uuid.UUID, settings) -> None:
    settings.DEFAULT_PLAN = "team"
    assert account_for(user_id=owner).plan == "team"


def test_an_account_is_not_made_on_a_plan_that_does_not_exist(owner: uuid.UUID) -> None:
    with pytest.raises(UnknownPlan):
        account_for(user_id=owner, default_plan="gold")
    assert not BillingAccount.objects.exists()


def test_an_erased_persons_account_and_ledger_stay(account: BillingAccount, owner: uuid.UUID, spend) -> None:
    hold = spend(START)
    get_user_model().objects.get(pk=owner).delete()
    account.refresh_from_db()
    hold.refresh_from_db()
    assert (account.owner, hold.account, hold.user_id) == (None, account, owner)


def test_a_trial_lends_its_plan_until_it_ends(account: BillingAccount) -> None:
    assert start_trial(account=account, plan=plan("pro"), days=14, now=START)
    assert effective_plan(account, START).code == "pro"
    assert effective_plan(account, after(days=13, hours=23)).code == "pro"
    assert effective_plan(account, after(days=14)).code == "plus"


def test_a_second_trial_is_not_given(account: BillingAccount) -> None:
    start_trial(account=account, plan=plan("pro"), days=14, now=START)
    stale = BillingAccount(pk=account.pk, plan="plus")
    assert not start_trial(account=stale, plan=plan("pro"), days=14, now=after(days=20))
    assert stale.trial_ends_at == after(days=14)
    account.refresh_from_db()
    assert account.trial_ends_at == after(days=14)


def test_a_trial_never_lowers_the_plan(account: BillingAccount) -> None:
    start_trial(account=account, plan=plan("free"), days=14, now=START)
    assert effective_plan(account, START).code == "plus"
