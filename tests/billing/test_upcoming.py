"""What the next renewal takes."""

from __future__ import annotations

from typing import Any

import pytest

from billing import changes, gateway
from billing.models import Invoice, Subscription
from billing.sandbox import catalogue, clock, people
from billing.sandbox.world import world
from billing.sync import sync_account
from billing.upcoming import next_charge

from .conftest import press_upgrade
from .sandbox.conftest import GOOD

pytestmark = pytest.mark.django_db


def known(account: Any) -> int | None:
    return Subscription.objects.get(account=account).next_cents


def test_it_is_what_is_then_charged_with_a_discount_while_that_lasts(free, stripe_sandbox) -> None:
    with world(stripe_sandbox) as here:
        coupon = {"duration": "repeating", "duration_in_months": "2", "percent_off": "50"}
        half = catalogue.create_coupon(here, coupon)
        promotion = {"promotion": {"type": "coupon", "coupon": half["id"]}, "code": "HALF"}
        catalogue.create_promotion_code(here, promotion)
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), GOOD, promotion_code="HALF")
    for _ in range(4):
        sync_account(account_id=free.pk, reason="test")
        expected = known(free)
        clock.advance(stripe_sandbox, days=31)
        sync_account(account_id=free.pk, reason="test")
        assert Invoice.objects.first().total == expected
    assert known(free) == 20_00


def test_a_trial_is_followed_by_the_price_and_a_downgrade_by_the_smaller_one(free, subscribe) -> None:
    account = subscribe(free, "pro_monthly", trial=True)
    assert known(account) == 200_00
    changes.downgrade(account=account, actor_id=account.owner_id, lookup_key="plus_monthly")
    assert known(account) == 20_00


def test_an_end_is_followed_by_nothing(free, subscribe) -> None:
    account = subscribe(free)
    changes.cancel(account=account, actor_id=account.owner_id)
    assert known(account) is None
    changes.resume(account=account, actor_id=account.owner_id)
    assert known(account) == 20_00


def test_where_stripe_knows_none_it_is_not_known_and_where_it_is_away_that_is_said(
    free, subscribe, monkeypatch
) -> None:
    held = gateway.subscriptions(subscribe(free).customer_id)[0]
    for retryable in (False, True):
        error = gateway.GatewayError("No.", retryable=retryable)

        def refuse(_: Any, error: Exception = error) -> Any:
            raise error

        monkeypatch.setattr(gateway, "preview_invoice", refuse)
        if retryable:
            with pytest.raises(gateway.GatewayError):
                next_charge(held)
        else:
            assert next_charge(held) is None
