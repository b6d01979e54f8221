"""One worker at a time has an account, and a slow one writes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from billing import gateway
from billing.claims import LEASE_SECONDS, Busy, claimed
from billing.models import BillingAccount
from billing.sync import sync_account

pytestmark = pytest.mark.django_db


def test_a_claimed_account_is_busy_and_free_again_afterwards(account) -> None:
    with claimed(account.pk), pytest.raises(Busy), claimed(account.pk, wait_seconds=0):
        pytest.fail("two workers have the account")
    with claimed(account.pk, wait_seconds=0) as claim, claim.writing() as mine:
        assert mine == account


def test_a_failure_frees_the_account(account) -> None:
    with pytest.raises(RuntimeError), claimed(account.pk):
        raise RuntimeError
    with claimed(account.pk, wait_seconds=0):
        pass


def expire(account) -> None:
    BillingAccount.objects.filter(pk=account.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))


def test_a_dead_workers_claim_ends_and_its_late_write_is_refused(account) -> None:
    with claimed(account.pk) as old:
        expire(account)
        with claimed(account.pk, wait_seconds=0) as new:
            with pytest.raises(Busy, match="taken over"), old.writing():
                pytest.fail("a worker wrote what it had fetched too long ago")
            with new.writing() as mine:
                assert mine == account


def test_what_was_fetched_before_another_took_over_is_not_written(free, subscribe, monkeypatch) -> None:
    account = subscribe(free)
    fetch = gateway.invoices

    def slow(customer: str):
        expire(account)
        gateway.cancel_subscription(account.subscriptions.get().pk)
        monkeypatch.setattr(gateway, "invoices", fetch)
        sync_account(account_id=account.pk, reason="the faster one")
        return fetch(customer)

    monkeypatch.setattr(gateway, "invoices", slow)
    with pytest.raises(Busy):
        sync_account(account_id=account.pk, reason="the slower one")
    assert BillingAccount.objects.get(pk=account.pk).plan == "free"


def test_the_lease_outlives_the_gateways_patience() -> None:
    tries, connect, read, pauses = 3, 5, 15, 15
    assert tries * (connect + read) + pauses <= LEASE_SECONDS
