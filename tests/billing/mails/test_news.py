"""What its owner hears of a life of payments: each event once, whatever is synced how often."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from billing import changes, disputes, gateway, teams
from billing.accounts import start_trial
from billing.mails import trials
from billing.models import Mail, Subscription
from billing.plans import plan
from billing.sandbox import clock, people
from billing.sandbox.world import world
from billing.sync import sync_account

from ..sandbox.conftest import CONFIRM, GOOD, LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(post):
    """The subjects that went out since the last look, without the prefix."""
    return lambda: sorted(subject.removeprefix("[Fragaria] ") for _, subject in post())


def synced(account, times: int = 1):
    for _ in range(times):
        sync_account(account_id=account.pk, reason="test")
    account.refresh_from_db()
    return account


def upgrade(account, lookup_key: str, quantity: int = 1) -> None:
    wanted = {
        "account": account,
        "actor_id": account.owner_id,
        "lookup_key": lookup_key,
        "quantity": quantity,
    }
    shown = changes.preview_upgrade(**wanted)
    changes.upgrade(**wanted, proration_date=shown.proration_date)


def day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def test_a_first_payment_is_told_with_its_receipt_and_a_hundred_syncs_add_nothing(
    free, subscribe, news
) -> None:
    account = subscribe(free)
    welcome, receipt = sorted(news(), reverse=True)
    assert welcome == "You are on Plus"
    assert receipt.startswith("Receipt ")
    assert receipt.endswith(": $20.00")
    synced(account, 100)
    assert news() == []
    assert Mail.objects.count() == 2


def test_a_renewal_has_a_receipt_and_no_other_mail(free, subscribe, stripe_sandbox, news) -> None:
    account = subscribe(free)
    news()
    clock.advance(stripe_sandbox, days=32)
    synced(account, 3)
    (receipt,) = news()
    assert receipt.endswith("$20.00")
    assert "the next period of your plan" in mail.outbox[-1].body


def test_a_failed_renewal_is_told_once_with_the_end_of_the_grace(
    free, subscribe, stripe_sandbox, news
) -> None:
    account = subscribe(free, card=LATER)
    news()
    clock.advance(stripe_sandbox, days=32)
    account = synced(account, 3)
    assert news() == ["Your payment of $20.00 did not go through"]
    body = mail.outbox[-1].body
    assert f"Nothing changes until {day(account.plan_ends_at)}" in body
    assert "your account goes on as Free" in body
    assert "We try again on" in body
    people.change_card(stripe_sandbox, account.customer_id, GOOD)
    synced(account, 3)
    (receipt,) = news()
    assert receipt.startswith("Receipt")


def test_who_has_paid_meanwhile_is_not_asked_to_pay(free, subscribe, stripe_sandbox, news) -> None:
    account = subscribe(free, card=LATER)
    news()
    clock.advance(stripe_sandbox, days=32)
    synced(account)
    people.change_card(stripe_sandbox, account.customer_id, GOOD)
    synced(account)
    assert [subject[:7] for subject in news()] == ["Receipt"]
    assert Mail.objects.get(kind="payment_failed").outcome == "dropped"


def test_a_plan_that_was_never_paid_ends_with_a_reason(free, subscribe, stripe_sandbox, news) -> None:
    account = subscribe(free, card=LATER)
    clock.advance(stripe_sandbox, days=32)
    synced(account)
    news()
    clock.advance(stripe_sandbox, days=28)
    synced(account, 2)
    assert news() == ["Your Plus plan has ended"]
    assert "The last payment did not go through" in mail.outbox[-1].body


def test_one_that_stays_unpaid_for_good_is_told_so(free, subscribe, stripe_sandbox, news) -> None:
    account = subscribe(free)
    news()
    with world(stripe_sandbox) as here:
        (held,) = here.all("subscription")
        here.put(held | {"status": "unpaid"})
    synced(account, 2)
    assert news() == ["Your Plus plan has ended"]
    assert "The last payment did not go through" in mail.outbox[-1].body


def test_who_cancels_in_arrears_is_not_told_that_nothing_is_owed(
    free, subscribe, stripe_sandbox, news
) -> None:
    account = subscribe(free, card=LATER)
    clock.advance(stripe_sandbox, days=32)
    synced(account)
    news()
    changes.cancel(account=account, actor_id=account.owner_id)
    assert len(news()) == 1
    assert "nothing more is charged" not in mail.outbox[-1].body
    assert "The payment that failed is still owed" in mail.outbox[-1].body


def test_an_upgrade_is_told_when_it_is_paid(free, subscribe, stripe_sandbox, news) -> None:
    account = subscribe(free)
    news()
    people.change_card(stripe_sandbox, account.customer_id, CONFIRM)
    upgrade(account, "pro_monthly")
    synced(account)
    assert news() == []
    (invoice,) = [each for each in gateway.invoices(account.customer_id) if each["status"] == "open"]
    people.confirm_invoice(stripe_sandbox, invoice["id"])
    synced(account, 2)
    receipt, told = news()
    assert (receipt[:7], told) == ("Receipt", "Your plan is now Pro")


def test_a_downgrade_is_told_when_it_is_set_and_when_it_comes(free, subscribe, stripe_sandbox, news) -> None:
    account = subscribe(free, "pro_monthly")
    news()
    changes.downgrade(account=account, actor_id=account.owner_id, lookup_key="plus_monthly")
    synced(account, 2)
    held = Subscription.objects.get()
    assert (held.next_lookup_key, held.next_quantity) == ("plus_monthly", 1)
    assert news() == [f"Your plan changes to Plus on {day(held.period_end)}"]
    assert "Price then: $20.00 a month" in mail.outbox[-1].body
    clock.advance(stripe_sandbox, days=32)
    synced(account, 2)
    assert [each for each in news() if "Receipt" not in each] == ["Your plan is now Plus"]
    clock.advance(stripe_sandbox, days=62)
    synced(account, 2)
    assert all(each.startswith("Receipt") for each in news())


def test_cancelling_thinking_better_of_it_and_cancelling_again_are_three_mails(free, subscribe, news) -> None:
    account = subscribe(free)
    news()
    end = day(Subscription.objects.get().period_end)
    who = {"account": account, "actor_id": account.owner_id}
    changes.cancel(**who)
    synced(account, 2)
    assert news() == [f"Your Plus plan ends on {end}"]
    changes.resume(**who)
    assert news() == ["Your Plus plan goes on"]
    changes.cancel(**who)
    assert news() == [f"Your Plus plan ends on {end}"]


def test_a_downgrade_that_is_taken_back_is_told(free, subscribe, news) -> None:
    account = subscribe(free, "pro_monthly")
    changes.downgrade(account=account, actor_id=account.owner_id, lookup_key="plus_monthly")
    news()
    changes.resume(account=account, actor_id=account.owner_id)
    assert news() == ["Your Pro plan goes on"]


def test_a_cancelled_plan_ends_quietly(free, subscribe, stripe_sandbox, news) -> None:
    account = subscribe(free)
    changes.cancel(account=account, actor_id=account.owner_id)
    news()
    clock.advance(stripe_sandbox, days=32)
    synced(account, 2)
    assert news() == ["Your Plus plan has ended"]
    assert "Nothing more is charged." in mail.outbox[-1].body


def test_a_teams_mails_go_to_whoever_owns_it_and_lead_to_its_own_billing(
    owner, teammate, subscribe, post
) -> None:
    team = subscribe(teams.create_team(owner_id=owner, name="Kitchen"), "team_monthly", 3)
    post()
    _, token = teams.invite(account=team, actor_id=owner, email="teammate@example.org")
    teams.accept_invitation(token=token, user_id=teammate)
    assert post() == []  # it was accepted before it went out
    teams.transfer_ownership(account=team, actor_id=owner, user_id=teammate)
    assert post() == [("teammate@example.org", "[Fragaria] You own the team Kitchen now")]
    team.refresh_from_db()
    upgrade(team, "team_monthly", 4)
    sent = post()
    assert {to for to, _ in sent} == {"teammate@example.org"}
    assert ("teammate@example.org", "[Fragaria] Your plan is now Team, 4 seats") in sent
    link = f"http://127.0.0.1:8000/settings/billing/{team.pk}/"
    assert any(link in each.body for each in mail.outbox[-2:])


class TestTrials:
    def test_one_that_will_be_charged_is_announced_three_days_before(
        self, free, subscribe, stripe_sandbox, news
    ) -> None:
        account = subscribe(free, trial=True)
        assert news() == ["Your Plus trial has begun"]
        end = Subscription.objects.get().trial_ends_at
        assert trials.remind_all(now=end - timedelta(days=3, seconds=1)) == 0
        assert trials.remind_all(now=end - timedelta(days=3)) == 1
        assert trials.remind_all(now=end - timedelta(days=1)) == 0
        clock.advance(stripe_sandbox, days=12)
        synced(account, 3)
        assert news() == [f"Your Plus trial ends on {day(end)}"]
        assert "$20.00 a month is collected" in mail.outbox[-1].body

    def test_a_sync_announces_it_too(self, free, subscribe, stripe_sandbox, news) -> None:
        account = subscribe(free, trial=True)
        news()
        clock.advance(stripe_sandbox, days=12)
        synced(account, 2)
        assert [each[:20] for each in news()] == ["Your Plus trial ends"]

    def test_nobody_is_reminded_of_one_that_was_cancelled(self, free, subscribe, news) -> None:
        account = subscribe(free, trial=True)
        end = Subscription.objects.get().trial_ends_at
        assert trials.remind_all(now=end - timedelta(days=2)) == 1
        changes.cancel(account=account, actor_id=account.owner_id)
        assert not any("trial ends" in each for each in news())

    def test_one_that_was_lent_is_announced_with_what_follows(self, free, news, stripe_sandbox) -> None:
        now = timezone.now()
        start_trial(account=free, plan=plan("pro"), days=14, now=now - timedelta(days=12))
        assert trials.remind_all() == 1
        assert trials.remind_all() == 0
        assert news()[0].startswith("Your Pro trial ends on")
        assert "Nothing is charged: your account then goes on as Free." in mail.outbox[-1].body

    def test_who_has_as_much_already_is_not_reminded(self, account, stripe_sandbox) -> None:
        now = timezone.now()
        start_trial(account=account, plan=plan("plus"), days=14, now=now - timedelta(days=12))
        assert trials.remind_all() == 0


def test_what_was_before_our_time_is_not_told(free, subscribe, stripe_sandbox, news) -> None:
    account = subscribe(free)
    news()
    clock.advance(stripe_sandbox, days=20)
    # The database was lost and is filled from Stripe again.
    Mail.objects.all().delete()
    account.subscriptions.all().delete()
    account.invoices.all().delete()
    synced(account, 2)
    assert news() == []


def test_mails_hold_no_names_and_no_addresses_until_they_are_sent(free, subscribe) -> None:
    subscribe(free)
    assert "owner@example.org" not in str(list(Mail.objects.values("facts", "key")))


def test_a_dispute_is_told_to_staff_once(
    free, subscribe, stripe_sandbox, news, post, django_user_model
) -> None:
    for name, is_active in (("one", True), ("two", True), ("gone", False)):
        django_user_model.objects.create(email=f"{name}@example.org", is_staff=True, is_active=is_active)
    account = subscribe(free, card="4000000000000259")
    news()
    (charge,) = gateway.charges(account.customer_id)
    (dispute,) = gateway.disputes(charge["id"])
    for _ in range(3):
        disputes.follow(account=account)
    assert post() == [("one@example.org, two@example.org", "[Fragaria] A payment is disputed")]
    assert dispute["id"] in mail.outbox[-1].body
