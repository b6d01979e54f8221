"""The snapshot follows Stripe, whatever happened there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from billing import gateway, quota, teams
from billing.accounts import effective_plan, grant_plan
from billing.models import Alert, AuditEntry, Invoice, Subscription
from billing.plans import plan
from billing.sandbox import clock, people
from billing.sandbox.world import world
from billing.seats import has_seat
from billing.sync import sync_account

from .conftest import press_upgrade
from .sandbox.conftest import CONFIRM, GOOD, LATER

pytestmark = pytest.mark.django_db


def synced(account):
    sync_account(account_id=account.pk, reason="test")
    account.refresh_from_db()
    return account


def test_a_payment_gives_the_plan_and_the_snapshot_shows_what_was_bought(free, subscribe) -> None:
    account = subscribe(free)
    assert effective_plan(account).code == "plus"
    (held,) = Subscription.objects.all()
    assert (held.status, held.plan, held.lookup_key, held.cents) == ("active", "plus", "plus_monthly", 20_00)
    (invoice,) = Invoice.objects.all()
    assert (invoice.status, invoice.amount_paid, invoice.subscription_id) == ("paid", 20_00, held.pk)
    assert AuditEntry.objects.filter(action="plan_synced").count() == 1


def test_a_second_sync_changes_nothing(free, subscribe) -> None:
    account = subscribe(free)
    assert not sync_account(account_id=account.pk, reason="again")
    assert AuditEntry.objects.filter(action="plan_synced").count() == 1


def test_an_abandoned_confirmation_gives_no_access(free, stripe_sandbox) -> None:
    people.pay(stripe_sandbox, press_upgrade(free, "plus_monthly"), CONFIRM)
    assert synced(free).plan == "free"
    clock.advance(stripe_sandbox, days=1)
    assert synced(free).plan == "free"


def test_a_failed_renewal_keeps_the_plan_for_the_grace_and_no_longer(free, subscribe, stripe_sandbox) -> None:
    account = subscribe(free, card=LATER)
    clock.advance(stripe_sandbox, days=32)
    account = synced(account)
    end = account.plan_ends_at
    assert effective_plan(account, end - timedelta(seconds=1)).code == "plus"
    assert effective_plan(account, end).code == "free"
    people.change_card(stripe_sandbox, account.customer_id, GOOD)
    assert (synced(account).plan, account.plan_ends_at) == ("plus", None)


def test_after_the_last_try_the_account_is_free(free, subscribe, stripe_sandbox) -> None:
    account = subscribe(free, card=LATER)
    clock.advance(stripe_sandbox, days=60)
    assert synced(account).plan == "free"
    assert Subscription.objects.get().end_reason == "payment_failed"


def test_a_renewal_leaves_no_gap(free, subscribe, stripe_sandbox) -> None:
    account = subscribe(free)
    end = Subscription.objects.get().period_end
    # No webhook of the renewal has come yet, and the period is over.
    assert effective_plan(account, end + timedelta(hours=6)).code == "plus"


def test_an_unknown_price_alerts_and_never_downgrades(free, subscribe, stripe_sandbox) -> None:
    account = subscribe(free)
    with world(stripe_sandbox) as here:
        (held,) = here.all("subscription")
        held["items"]["data"][0]["price"] |= {"lookup_key": "gold_monthly", "metadata": {}}
        here.put(held)
    assert synced(account).plan == "plus"
    synced(account)
    assert Alert.objects.get().kind == "unknown_price"


def test_a_given_plan_is_not_lost_to_a_checkout_that_was_never_paid(account, stripe_sandbox) -> None:
    press_upgrade(account, "pro_monthly")
    assert synced(account).plan == "plus"


def test_a_plan_that_staff_gave_outlives_a_subscription(free, subscribe) -> None:
    account = subscribe(free)
    grant_plan(account=account, plan=plan("pro"))
    gateway.cancel_subscription(Subscription.objects.get().pk)
    assert synced(account).plan == "pro"


def test_a_larger_plan_that_staff_gave_holds_beside_a_smaller_one_that_is_paid(free, subscribe) -> None:
    account = subscribe(free)
    grant_plan(account=account, plan=plan("pro"))
    assert (synced(account).plan, account.granted) == ("pro", True)
    gateway.cancel_subscription(Subscription.objects.get().pk)
    assert synced(account).plan == "pro"


def test_a_plan_that_staff_gave_yields_to_a_larger_one_that_is_paid(free, subscribe) -> None:
    grant_plan(account=free, plan=plan("plus"))
    account = subscribe(free, "pro_monthly")
    assert (account.plan, account.granted) == ("pro", False)


def test_a_schedule_whose_change_has_come_is_no_change_to_come(free, subscribe) -> None:
    account = subscribe(free)
    # As Stripe has it for the whole of the last phase, and as a downgrade leaves it that broke off half-way.
    gateway.schedule_from(Subscription.objects.get().pk)
    synced(account)
    held = Subscription.objects.get()
    assert held.schedule_id
    assert (held.next_lookup_key, held.next_quantity) == ("", None)


def test_the_end_of_a_subscription_returns_to_the_installations_default(free, subscribe, settings) -> None:
    account = subscribe(free, "pro_monthly")
    settings.DEFAULT_PLAN = "plus"
    gateway.cancel_subscription(Subscription.objects.get().pk)
    assert synced(account).plan == "plus"


def test_a_team_has_the_seats_that_it_pays_for_and_none_after_the_end(owner, subscribe) -> None:
    team = teams.create_team(owner_id=owner, name="Kitchen")
    subscribe(team, "team_monthly", 3)
    assert (team.seats, has_seat(team, owner)) == (3, True)
    gateway.cancel_subscription(Subscription.objects.get().pk)
    assert synced(team).seats == 0
    with pytest.raises(quota.NoSeat):
        quota.reserve(account=team, user_id=owner, meter="fast", key="a", ttl_seconds=60)


def test_a_team_in_arrears_has_seats_until_its_grace_is_over(owner, subscribe, stripe_sandbox) -> None:
    team = subscribe(teams.create_team(owner_id=owner, name="Kitchen"), "team_monthly", 2, card=LATER)
    clock.advance(stripe_sandbox, days=32)
    team = synced(team)
    assert has_seat(team, owner, team.plan_ends_at - timedelta(seconds=1))
    assert not has_seat(team, owner, team.plan_ends_at)


def test_two_subscriptions_of_one_account_are_told_to_staff(free, subscribe, stripe_sandbox) -> None:
    first = press_upgrade(free, "plus_monthly")
    with world(stripe_sandbox) as here:  # as if a second page had been open in another tab
        session, order = here.get("checkout.session", first), here.get("order", f"order_{first}")
        here.put(session | {"id": "cs_test_other"})
        here.put(order | {"id": "order_cs_test_other"})
    for page in (first, "cs_test_other"):
        people.pay(stripe_sandbox, page, GOOD)
    synced(free)
    assert Alert.objects.get().kind == "several_subscriptions"


def test_stripe_away_leaves_the_snapshot_and_chat_goes_on(free, subscribe, owner, monkeypatch) -> None:
    account = subscribe(free)
    monkeypatch.setattr(gateway.sandbox, "handle", lambda *_: (503, {}, '{"error": {"message": "Away."}}'))
    with pytest.raises(gateway.GatewayError) as failure:
        sync_account(account_id=account.pk, reason="test")
    assert failure.value.retryable
    assert quota.reserve(account=account, user_id=owner, meter="fast", key="a", ttl_seconds=60).plan == "plus"
    account.refresh_from_db()
    assert account.claim is None


def test_an_answer_that_began_under_one_plan_settles_under_it(free, subscribe, owner) -> None:
    hold = quota.reserve(
        account=free, user_id=owner, meter="fast", key="a", ttl_seconds=600, now=timezone.now()
    )
    subscribe(free, "pro_monthly")
    assert quota.commit(hold=hold, tokens=3, cost_micros=4)
    hold.refresh_from_db()
    assert (hold.plan, hold.state) == ("free", "committed")


def test_the_card_that_pays_is_shown_and_a_new_one_replaces_it(free, subscribe, stripe_sandbox) -> None:
    account = subscribe(free)
    assert account.card == "visa •••• 4242, 12/2040"
    people.change_card(stripe_sandbox, account.customer_id, "5555555555554444")
    assert synced(account).card == "mastercard •••• 4444, 12/2040"


def test_receipts_follow_the_owner(owner, teammate, subscribe) -> None:
    team = subscribe(teams.create_team(owner_id=owner, name="Kitchen"), "team_monthly", 2)
    _, token = teams.invite(account=team, actor_id=owner, email="teammate@example.org")
    teams.accept_invitation(token=token, user_id=teammate)
    teams.transfer_ownership(account=team, actor_id=owner, user_id=teammate)
    synced(team)
    assert gateway.customer(team.customer_id)["email"] == "teammate@example.org"
