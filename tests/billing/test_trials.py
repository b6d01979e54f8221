"""Staff make a trial longer: one that was lent, and one that Stripe holds."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from billing import gateway, trials
from billing.accounts import effective_plan, start_trial
from billing.changes import cancel, downgrade
from billing.mails.trials import remind_all
from billing.models import AuditEntry, BillingAccount, Invoice, Mail, Subscription
from billing.plans import plan
from billing.reasons import ReasonNeeded
from billing.sandbox import clock
from billing.sync import sync_account
from chatapp.audit.models import AuditEntry as Entry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ACTOR = uuid.uuid4()


def extend(account: BillingAccount, days: int = 7, **more: object) -> datetime:
    trial = trials.trial_of(account, more.get("now"))
    seen = trial.ends_at.isoformat() if trial else ""
    asked = {"days": days, "seen": seen, "actor_id": ACTOR, "reason": "A slow start"} | more
    return trials.extend_trial(account=account, **asked)


def logged() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


class TestLent:
    def test_it_lasts_so_many_days_more_and_its_new_end_is_told_too(self, free: BillingAccount) -> None:
        now = timezone.now()
        start_trial(account=free, plan=plan("pro"), days=2, now=now)
        remind_all(now=now)
        assert extend(free) == now + 9 * DAY
        free.refresh_from_db()
        assert effective_plan(free, now + 8 * DAY).code == "pro"
        assert effective_plan(free, now + 9 * DAY).code == "free"
        remind_all(now=now + 7 * DAY)
        assert Mail.objects.filter(kind="trial_ending").count() == 2
        assert logged() == ["billing.trial_extended"]
        assert AuditEntry.objects.get(account=free).details["reason"] == "A slow start"

    def test_one_that_has_ended_is_begun_again_only_on_purpose_and_soon(self, free: BillingAccount) -> None:
        start_trial(account=free, plan=plan("pro"), days=2, now=NOW)
        late = NOW + 12 * DAY
        with pytest.raises(trials.TrialError, match="Tick the box"):
            extend(free, now=late)
        assert extend(free, now=late, reopen=True) == late + 7 * DAY
        assert logged() == ["billing.trial_reopened"]
        free.refresh_from_db()
        with pytest.raises(trials.TrialError, match="no trial"):
            extend(free, now=late + 7 * DAY + trials.REOPENED_WITHIN, reopen=True)

    def test_what_cannot_be_is_said_and_changes_nothing(self, free: BillingAccount) -> None:
        with pytest.raises(trials.TrialError, match="no trial"):
            extend(free)
        start_trial(account=free, plan=plan("pro"), days=2, now=timezone.now())
        for days in (0, 61, -1):
            with pytest.raises(trials.TrialError, match="1 to 60 days"):
                extend(free, days)
        with pytest.raises(ReasonNeeded):
            extend(free, reason=" ")
        with pytest.raises(trials.TrialError, match="changed meanwhile"):
            extend(free, seen="2026-01-01T00:00:00+00:00")
        BillingAccount.objects.filter(pk=free.pk).update(trial_ends_at=timezone.now() + 170 * DAY)
        free.refresh_from_db()
        with pytest.raises(trials.TrialError, match="180 days from today"):
            extend(free, 60)
        assert logged() == []


class TestStripes:
    @pytest.fixture
    def trial(self, free: BillingAccount, subscribe: Callable[..., BillingAccount]) -> BillingAccount:
        return subscribe(free, trial=True)

    def test_nothing_is_charged_before_the_new_end_and_all_of_it_after(
        self, trial: BillingAccount, stripe_sandbox: Path
    ) -> None:
        before = Subscription.objects.get(account=trial)
        later = extend(trial)
        assert before.trial_ends_at
        assert later == before.trial_ends_at + 7 * DAY
        held = Subscription.objects.get(account=trial)
        assert (held.status, held.trial_ends_at, held.period_end) == ("trialing", later, later)
        assert logged() == ["billing.trial_wanted", "billing.trial_extended"]
        clock.advance(stripe_sandbox, to=int((before.trial_ends_at + DAY).timestamp()))
        sync_account(account_id=trial.pk, reason="test")
        assert Subscription.objects.get(account=trial).status == "trialing"
        clock.advance(stripe_sandbox, days=7)
        sync_account(account_id=trial.pk, reason="test")
        assert Subscription.objects.get(account=trial).status == "active"
        assert Invoice.objects.filter(account=trial, amount_paid=2000).count() == 1
        with pytest.raises(trials.TrialError, match="no trial"):
            extend(trial)

    def test_two_clicks_are_one(self, trial: BillingAccount) -> None:
        seen = Subscription.objects.get(account=trial).trial_ends_at
        assert seen
        later = extend(trial, seen=seen.isoformat())
        with pytest.raises(trials.TrialError, match="changed meanwhile"):
            extend(trial, seen=seen.isoformat())
        assert gateway.subscriptions(str(trial.customer_id))[0]["trial_end"] == int(later.timestamp())

    def test_what_its_payer_planned_comes_first(self, trial: BillingAccount, owner: uuid.UUID) -> None:
        cancel(account=trial, actor_id=owner)
        with pytest.raises(trials.TrialError, match="takes that back first"):
            extend(trial)

    def test_a_change_that_is_planned_comes_first_too(
        self, free: BillingAccount, subscribe: Callable[..., BillingAccount], owner: uuid.UUID
    ) -> None:
        pro = subscribe(free, "pro_monthly", trial=True)
        downgrade(account=pro, actor_id=owner, lookup_key="plus_monthly")
        with pytest.raises(trials.TrialError, match="takes that back first"):
            extend(pro)
        assert logged() == []

    def test_one_that_ended_meanwhile_is_not_moved(self, trial: BillingAccount, stripe_sandbox: Path) -> None:
        clock.advance(stripe_sandbox, days=40)
        with pytest.raises(trials.TrialError, match="ended meanwhile"):
            extend(trial)
        assert logged() == []

    def test_stripe_being_away_leaves_the_wish_alone_in_the_log(
        self, trial: BillingAccount, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_: object, **__: object) -> None:
            raise gateway.GatewayError("Stripe is away.", retryable=True)

        monkeypatch.setattr(gateway, "update_subscription", away)
        with pytest.raises(gateway.GatewayError):
            extend(trial)
        assert logged() == ["billing.trial_wanted"]

    def test_the_sandbox_moves_the_end_of_a_running_trial_only(
        self, free: BillingAccount, subscribe: Callable[..., BillingAccount]
    ) -> None:
        account = subscribe(free)
        (paid,) = gateway.subscriptions(str(account.customer_id))
        later = gateway.now() + 86_400
        with pytest.raises(gateway.GatewayError, match="running trial only"):
            gateway.update_subscription(paid["id"], {"trial_end": later, "proration_behavior": "none"})
        with pytest.raises(gateway.GatewayError, match="with none"):
            gateway.update_subscription(paid["id"], {"trial_end": later})
