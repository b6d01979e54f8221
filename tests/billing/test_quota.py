"""Holds: what is admitted, and what a person is told of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from billing import quota
from billing.accounts import start_trial
from billing.models import BillingAccount, UsageHold
from billing.plans import Cap, plan

from .conftest import START, after

pytestmark = pytest.mark.django_db
Spend = Callable[..., UsageHold]


class TestReserving:
    def test_a_hold_counts_at_once_and_says_under_which_plan(self, reserve, used) -> None:
        hold = reserve("a")
        assert (hold.state, hold.plan, hold.units, hold.created_at) == ("held", "plus", 1, START)
        assert hold.expires_at == after(seconds=60)
        assert used(START) == 1

    def test_a_full_window_refuses_until_its_oldest_hold_leaves(
        self, reserve, spend: Spend, small: Cap
    ) -> None:
        for second in (0, 30, 60):
            spend(after(seconds=second))
        with pytest.raises(quota.QuotaExceeded) as refusal:
            reserve("a", now=after(seconds=99, microseconds=999_999))
        error = refusal.value
        assert (error.code, error.meter, error.limit, error.used) == ("no_allowance", "fast", 3, 3)
        assert error.next_slot_at == error.reset_at == after(seconds=100)
        assert error.resets_at == after(seconds=160)
        assert error.message == "You have used up your plan's 3 fast messages for now."
        assert reserve("a", now=error.next_slot_at).state == "held"

    def test_the_window_slides_and_does_not_start_afresh(self, reserve, spend: Spend, small: Cap) -> None:
        for second in (80, 90, 95):
            spend(after(seconds=second))
        # A counter that starts afresh at 100 would admit three more here.
        with pytest.raises(quota.QuotaExceeded):
            reserve("a", now=after(seconds=101))

    def test_a_clock_that_steps_back_admits_no_more(self, reserve, spend: Spend, small: Cap) -> None:
        for second in (50, 60, 70):
            spend(after(seconds=second))
        with pytest.raises(quota.QuotaExceeded) as refusal:
            reserve("a", now=after(seconds=20))
        assert refusal.value.reset_at == after(seconds=150)

    def test_a_refusal_stores_nothing(self, reserve, spend: Spend, small: Cap) -> None:
        for _ in range(3):
            spend(START)
        with pytest.raises(quota.Refused), transaction.atomic():
            reserve("a")
        assert UsageHold.objects.count() == 3

    def test_more_answers_than_may_run_at_once_are_refused(self, reserve, small: Cap) -> None:
        reserve("a")
        reserve("b")
        with pytest.raises(quota.TooManyRunning) as refusal:
            reserve("c")
        error = refusal.value
        assert (error.code, error.meter, error.concurrency, error.reset_at) == (
            "too_many_running",
            "fast",
            2,
            None,
        )
        assert error.message == "You already have 2 fast messages in progress. Wait for one, or stop it."

    def test_answers_in_progress_are_counted_for_each_person_and_meter(
        self, reserve, teammate, small: Cap
    ) -> None:
        reserve("a")
        reserve("b")
        assert reserve("c", user_id=teammate).state == "held"
        assert reserve("d", meter="think").state == "held"

    def test_a_settled_or_crashed_answer_makes_room_for_another(self, reserve, small: Cap) -> None:
        first = reserve("a")
        reserve("b", ttl_seconds=10)
        quota.release(hold=first, reason="failed", now=START)
        reserve("c")
        assert reserve("d", now=after(seconds=10)).state == "held"

    def test_the_meters_do_not_share_a_window(self, reserve, spend: Spend, small: Cap) -> None:
        for _ in range(3):
            spend(START)
        assert reserve("a", meter="think").meter == "think"

    def test_a_teammate_has_a_window_of_their_own(
        self, reserve, spend: Spend, teammate, used, small: Cap
    ) -> None:
        for _ in range(3):
            spend(START)
        reserve("a", user_id=teammate)
        assert (used(START), used(START, teammate)) == (3, 1)

    def test_the_same_person_has_another_window_with_another_payer(
        self, reserve, spend: Spend, owner, small: Cap
    ) -> None:
        for _ in range(3):
            spend(START)
        team = BillingAccount.objects.create(kind=BillingAccount.Kind.TEAM, owner_id=owner, plan="plus")
        assert reserve("a", account=team).account == team

    def test_a_trial_widens_the_window_and_its_end_narrows_it(
        self, reserve, spend: Spend, account, small: Cap
    ) -> None:
        start_trial(account=account, plan=plan("team"), days=1, now=START)
        for _ in range(5):
            spend(after(hours=23, minutes=59))
        with pytest.raises(quota.QuotaExceeded) as refusal:
            reserve("a", now=after(hours=24))
        assert (refusal.value.limit, refusal.value.used) == (3, 5)

    def test_a_plan_that_changed_meanwhile_holds_though_the_caller_read_the_old_one(
        self, reserve, account
    ) -> None:
        BillingAccount.objects.filter(pk=account.pk).update(plan="pro")
        assert reserve("a", account=account).plan == "pro"

    def test_an_unknown_meter_is_an_error(self, reserve) -> None:
        with pytest.raises(ValueError, match="no meter 'slow'"):
            reserve("a", meter="slow")


class TestRepeating:
    def test_a_repeated_key_gets_the_same_hold_however_full_the_window(
        self, reserve, spend: Spend, small: Cap
    ) -> None:
        hold = reserve("a")
        spend(START)
        spend(START)
        assert reserve("a") == hold
        quota.commit(hold=hold, tokens=1, cost_micros=1, now=START)
        again = reserve("a", now=after(seconds=50))
        assert (again.pk, again.state) == (hold.pk, "committed")

    @pytest.mark.parametrize("change", ["user_id", "account", "meter"])
    def test_a_key_of_another_hold_is_not_handed_over(self, reserve, teammate, change: str) -> None:
        reserve("a")
        others = {
            "user_id": teammate,
            "account": BillingAccount.objects.create(plan="pro"),
            "meter": "think",
        }
        with pytest.raises(ValueError, match="belongs to another hold"):
            reserve("a", **{change: others[change]})


def test_the_allowance_travels_as_plain_values(account, owner, spend: Spend) -> None:
    start_trial(account=account, plan=plan("pro"), days=1, now=START)
    spend(START, meter="think")
    assert quota.allowance(account=account, user_id=owner, now=after(minutes=1)).as_dict() == {
        "plan": "pro",
        "plan_name": "Pro",
        "trial_ends_at": "2026-03-02T12:00:00+00:00",
        "fast": {
            "used": 0, "limit": None, "window_seconds": 10_800, "next_slot_at": None, "resets_at": None,
            "credit": 0,
        },
        "think": {
            "used": 1, "limit": None, "window_seconds": 604_800, "next_slot_at": None,
            "resets_at": "2026-03-08T12:00:00+00:00", "credit": 0,
        },
        "limits": {"paths": 32, "seconds": 120},
        "upgrade": False,
        "slowed": None,
    }  # fmt: skip


def test_a_trial_that_has_ended_is_not_shown(account, owner) -> None:
    start_trial(account=account, plan=plan("pro"), days=1, now=START)
    shown = quota.allowance(account=account, user_id=owner, now=after(days=1))
    assert (shown.plan, shown.trial_ends_at) == ("plus", None)
