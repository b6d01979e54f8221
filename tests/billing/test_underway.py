"""A bank's debit, which takes days."""

from __future__ import annotations

import pytest

from billing import changes
from billing.checkout import CheckoutError
from billing.models import Subscription
from billing.sandbox import clock, people
from billing.sync import sync_account

from .conftest import press_upgrade
from .sandbox.conftest import CONFIRM

pytestmark = pytest.mark.django_db
ARRIVES, RETURNED = "000123456789", "000222222227"


def bought(account, file, card: str) -> Subscription:
    people.pay(file, press_upgrade(account, "plus_monthly"), card)
    sync_account(account_id=account.pk, reason="test")
    account.refresh_from_db()
    return Subscription.objects.get()


@pytest.mark.parametrize(("card", "status"), [(ARRIVES, "active"), (RETURNED, "incomplete_expired")])
def test_while_it_is_on_its_way_it_is_known_and_cannot_be_given_up(
    free, stripe_sandbox, card, status
) -> None:
    assert bought(free, stripe_sandbox, card).being_paid
    with pytest.raises(CheckoutError, match="on its way"):
        changes.give_up(account=free, actor_id=free.owner_id)
    clock.advance(stripe_sandbox, days=6)
    sync_account(account_id=free.pk, reason="test")
    held = Subscription.objects.get()
    assert (held.being_paid, held.status) == (False, status)


def test_a_card_that_waits_for_its_owner_is_none(free, stripe_sandbox) -> None:
    assert not bought(free, stripe_sandbox, CONFIRM).being_paid


def test_the_account_is_shown_to_its_owner(free, stripe_sandbox) -> None:
    bought(free, stripe_sandbox, ARRIVES)
    assert free.card == "bank account •••• 6789"


def test_while_the_debit_for_an_upgrade_is_on_its_way_there_is_no_other(
    free, subscribe, stripe_sandbox
) -> None:
    account = subscribe(free)
    people.change_card(stripe_sandbox, account.customer_id, ARRIVES)
    wanted = {"account": account, "actor_id": account.owner_id}
    shown = changes.preview_upgrade(**wanted, lookup_key="pro_monthly")
    date = {"proration_date": shown.proration_date}
    assert not changes.upgrade(**wanted, **date, lookup_key="pro_monthly")
    with pytest.raises(CheckoutError, match="on its way"):
        changes.preview_upgrade(**wanted, lookup_key="pro_annual")
    with pytest.raises(CheckoutError, match="on its way"):
        changes.upgrade(**wanted, **date, lookup_key="pro_annual")
    clock.advance(stripe_sandbox, days=6)
    sync_account(account_id=free.pk, reason="test")
    assert Subscription.objects.get().lookup_key == "pro_monthly"
