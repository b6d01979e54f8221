"""A payment that is taken back stops the spending until it is settled."""

from __future__ import annotations

import pytest

from billing import changes, disputes, gateway, inbox, quota
from billing.checkout import CheckoutError, start_checkout
from billing.models import Alert, BillingAccount
from billing.sandbox import clock, people
from billing.sandbox.world import world

from .conftest import URLS
from .sandbox.conftest import DISPUTED

pytestmark = pytest.mark.django_db


def hear(account) -> BillingAccount:
    for event in gateway.undelivered_events(0):
        inbox.take(event)
        inbox.work(event_id=event["id"])
    return BillingAccount.objects.get(pk=account.pk)


@pytest.fixture
def disputed(free, subscribe) -> BillingAccount:
    return hear(subscribe(free, card=DISPUTED))


def close(stripe_sandbox, *, won: bool) -> None:
    with world(stripe_sandbox) as here:
        (held,) = here.all("dispute")
    people.close_dispute(stripe_sandbox, held["id"], won=won)


def test_spending_stops_and_staff_are_told(disputed, owner) -> None:
    with pytest.raises(quota.Suspended) as refusal:
        quota.reserve(account=disputed, user_id=owner, meter="fast", key="a", ttl_seconds=60)
    assert refusal.value.code == "suspended"
    assert Alert.objects.get().kind == "dispute"


def test_a_dispute_that_is_won_gives_it_back(disputed, stripe_sandbox) -> None:
    close(stripe_sandbox, won=True)
    assert hear(disputed).suspended_at is None


def test_a_lost_one_waits_for_staff(disputed, stripe_sandbox) -> None:
    close(stripe_sandbox, won=False)
    assert hear(disputed).suspended_at is not None
    disputes.lift_suspension(account=disputed)
    assert BillingAccount.objects.get(pk=disputed.pk).suspended_at is None


def test_events_of_a_dispute_in_any_order_end_the_same(disputed, stripe_sandbox) -> None:
    close(stripe_sandbox, won=True)
    hear(disputed)
    opened = inbox.StripeEvent.objects.get(type="charge.dispute.created")
    assert inbox.replay(event_id=opened.pk)
    assert BillingAccount.objects.get(pk=disputed.pk).suspended_at is None


def test_what_staff_have_lifted_is_not_suspended_again_for_the_same_dispute(disputed, stripe_sandbox) -> None:
    close(stripe_sandbox, won=False)
    hear(disputed)
    disputes.lift_suspension(account=disputed)
    opened = inbox.StripeEvent.objects.get(type="charge.dispute.created")
    assert inbox.replay(event_id=opened.pk)
    assert BillingAccount.objects.get(pk=disputed.pk).suspended_at is None


def test_a_second_dispute_is_told_too_and_the_first_stays_settled(disputed, stripe_sandbox) -> None:
    clock.advance(stripe_sandbox, days=32)  # its card's owner disputes the renewal, too
    first, second = gateway.charges(disputed.customer_id)
    hear(disputed)
    assert Alert.objects.filter(kind="dispute").count() == 2
    assert disputed.mails.filter(kind="dispute").count() == 2
    people.close_dispute(stripe_sandbox, gateway.disputes(first["id"])[0]["id"], won=True)
    assert hear(disputed).suspended_at is not None
    people.close_dispute(stripe_sandbox, gateway.disputes(second["id"])[0]["id"], won=True)
    assert hear(disputed).suspended_at is None


def test_meanwhile_nothing_more_is_sold_to_the_account(disputed) -> None:
    wanted = {"account": disputed, "actor_id": disputed.owner_id, "lookup_key": "pro_monthly"}
    with pytest.raises(CheckoutError, match="disputed"):
        changes.preview_upgrade(**wanted)
    changes.cancel(account=disputed, actor_id=disputed.owner_id)
    with pytest.raises(CheckoutError, match="disputed"):
        start_checkout(**wanted, **URLS)


def test_without_billing_nobody_is_kept_from_answers_by_a_dispute(disputed, owner, settings) -> None:
    settings.BILLING = False
    assert quota.reserve(account=disputed, user_id=owner, meter="fast", key="a", ttl_seconds=60)
