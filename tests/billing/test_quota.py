"""Holds: what is admitted, and how each is settled once."""

from __future__ import annotations

import uuid
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


@pytest.fixture
def reserve(account: BillingAccount, owner: uuid.UUID) -> Callable[..., UsageHold]:
    def reserve(key: str, **changes: object) -> UsageHold:
        wanted = {
            "account": account, "user_id": owner, "meter": "fast", "key": key, "ttl_seconds": 60, "now": START
        }  # fmt: skip
        return quota.reserve(**{**wanted, **changes})

    return reserve


def used(account: BillingAccount, user_id: uuid.UUID, now: object) -> int:
    return quota.allowance(account=account, user_id=user_id, now=now).fast.used


class TestReserving:
    def test_a_hold_counts_at_once_and_says_under_which_plan(self, reserve, account, owner) -> None:
        hold = reserve("a")
        assert (hold.state, hold.plan, hold.units, hold.created_at) == ("held", "plus", 1, START)
        assert hold.expires_at == after(seconds=60)
        assert used(account, owner, START) == 1

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
        self, reserve, spend: Spend, account, owner, teammate, small: Cap
    ) -> None:
        for _ in range(3):
            spend(START)
        reserve("a", user_id=teammate)
        assert (used(account, owner, START), used(account, teammate, START)) == (3, 1)

    def test_the_same_person_has_another_window_with_another_payer(
        self, reserve, spend: Spend, owner, small: Cap
    ) -> None:
        for _ in range(3):
            spend(START)
        team = BillingAccount.objects.create(kind=BillingAccount.Kind.TEAM, plan="plus")
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


class TestSettling:
    def test_a_commit_stores_what_was_really_used(self, reserve) -> None:
        hold = reserve("a")
        assert quota.commit(hold=hold, tokens=321, cost_micros=1_926, now=after(seconds=5))
        hold.refresh_from_db()
        assert (hold.state, hold.tokens, hold.cost_micros, hold.units) == ("committed", 321, 1_926, 1)
        assert (hold.settled_at, hold.overage) == (after(seconds=5), False)

    def test_a_release_gives_the_unit_back(self, reserve, account, owner) -> None:
        hold = reserve("a")
        assert quota.release(hold=hold, reason="engine", now=after(seconds=5))
        hold.refresh_from_db()
        assert (hold.state, hold.reason, hold.settled_at) == ("released", "engine", after(seconds=5))
        assert used(account, owner, after(seconds=5)) == 0

    @pytest.mark.parametrize("first", ["commit", "release"])
    @pytest.mark.parametrize("second", ["commit", "release", "renew"])
    def test_a_hold_is_settled_once(self, reserve, first: str, second: str) -> None:
        actions = {
            "commit": lambda hold, n: quota.commit(hold=hold, tokens=n, cost_micros=n, now=after(seconds=n)),
            "release": lambda hold, n: quota.release(hold=hold, reason=str(n), now=after(seconds=n)),
            "renew": lambda hold, n: quota.renew(hold=hold, ttl_seconds=600, now=after(seconds=n)),
        }
        hold = reserve("a")
        stale = UsageHold.objects.get(pk=hold.pk)
        assert actions[first](hold, 1) is True
        settled = UsageHold.objects.values().get(pk=hold.pk)
        assert actions[second](stale, 2) is False
        assert UsageHold.objects.values().get(pk=hold.pk) == settled
        assert stale.state == settled["state"]

    def test_more_units_than_were_held_are_counted_and_flagged_when_they_overfill(
        self, reserve, spend: Spend, account, owner, small: Cap
    ) -> None:
        spend(START)
        within = reserve("a")
        quota.commit(hold=within, tokens=1, cost_micros=1, units=2, now=START)
        assert (within.overage, used(account, owner, START)) == (False, 3)
        later = after(seconds=100)
        beyond = reserve("b", now=later)
        quota.commit(hold=beyond, tokens=1, cost_micros=1, units=4, now=later)
        assert (beyond.overage, used(account, owner, later)) == (True, 4)

    def test_a_commit_of_nothing_is_an_error(self, reserve) -> None:
        with pytest.raises(ValueError, match="at least one unit"):
            quota.commit(hold=reserve("a"), tokens=0, cost_micros=0, units=0)

    def test_settling_undone_by_the_callers_transaction_can_be_repeated(self, reserve) -> None:
        hold = reserve("a")
        with transaction.atomic():
            quota.commit(hold=hold, tokens=1, cost_micros=1, now=START)
            transaction.set_rollback(True)
        assert quota.commit(hold=hold, tokens=2, cost_micros=2, now=START)
        assert UsageHold.objects.get().tokens == 2


class TestCrashing:
    def test_an_expired_hold_counts_no_more_and_is_released(self, reserve, account, owner) -> None:
        hold, live = reserve("a", ttl_seconds=10), reserve("b", ttl_seconds=20)
        assert used(account, owner, after(seconds=10)) == 1
        assert quota.expire_holds(now=after(seconds=10)) == 1
        assert quota.expire_holds(now=after(seconds=10)) == 0
        hold.refresh_from_db()
        live.refresh_from_db()
        assert (hold.state, hold.reason, hold.settled_at) == ("released", "expired", after(seconds=10))
        assert live.state == "held"

    def test_a_renewed_hold_lives_on(self, reserve, account, owner) -> None:
        hold = reserve("a", ttl_seconds=10)
        assert quota.renew(hold=hold, ttl_seconds=10, now=after(seconds=9))
        assert hold.expires_at == after(seconds=19)
        assert quota.expire_holds(now=after(seconds=18)) == 0
        assert used(account, owner, after(seconds=18)) == 1

    def test_a_hold_that_has_expired_is_not_renewed(self, reserve) -> None:
        hold = reserve("a", ttl_seconds=10)
        assert quota.renew(hold=hold, ttl_seconds=10, now=after(seconds=10)) is False
        assert hold.expires_at == after(seconds=10)

    @pytest.mark.parametrize("swept", [True, False])
    def test_a_late_commit_is_counted(self, reserve, account, owner, swept: bool) -> None:
        hold = reserve("a", ttl_seconds=10)
        if swept:
            quota.expire_holds(now=after(seconds=10))
        assert quota.commit(hold=hold, tokens=5, cost_micros=7, now=after(seconds=30))
        hold.refresh_from_db()
        assert (hold.state, hold.reason, hold.tokens, hold.overage) == ("committed", "", 5, False)
        assert used(account, owner, after(seconds=30)) == 1

    @pytest.mark.parametrize("swept", [True, False])
    def test_a_late_commit_is_overage_when_others_took_its_place(
        self, reserve, spend: Spend, account, owner, small: Cap, swept: bool
    ) -> None:
        hold = reserve("a", ttl_seconds=10)
        if swept:
            quota.expire_holds(now=after(seconds=10))
        for second in (20, 30, 40):
            spend(after(seconds=second))
        assert quota.commit(hold=hold, tokens=5, cost_micros=7, now=after(seconds=50))
        hold.refresh_from_db()
        assert hold.overage
        reading = quota.allowance(account=account, user_id=owner, now=after(seconds=50)).fast
        assert (reading.used, reading.limit, reading.next_slot_at) == (4, 3, after(seconds=120))

    def test_without_a_cap_nothing_is_overage(self, reserve, account) -> None:
        BillingAccount.objects.filter(pk=account.pk).update(plan="pro")
        hold = reserve("a", ttl_seconds=10)
        assert quota.commit(hold=hold, tokens=5, cost_micros=7, units=500, now=after(seconds=30))
        assert not hold.overage

    def test_a_hold_that_was_released_for_cause_is_not_committed_late(self, reserve) -> None:
        hold = reserve("a")
        quota.release(hold=hold, reason="failed", now=START)
        assert quota.commit(hold=hold, tokens=5, cost_micros=7, now=after(seconds=30)) is False


def test_the_allowance_travels_as_plain_values(account, owner, spend: Spend) -> None:
    start_trial(account=account, plan=plan("pro"), days=1, now=START)
    spend(START, meter="think")
    assert quota.allowance(account=account, user_id=owner, now=after(minutes=1)).as_dict() == {
        "plan": "pro",
        "plan_name": "Pro",
        "trial_ends_at": "2026-03-02T12:00:00+00:00",
        "fast": {
            "used": 0, "limit": None, "window_seconds": 10_800, "next_slot_at": None, "resets_at": None
        },
        "think": {
            "used": 1, "limit": None, "window_seconds": 604_800, "next_slot_at": None,
            "resets_at": "2026-03-08T12:00:00+00:00",
        },
    }  # fmt: skip


def test_a_trial_that_has_ended_is_not_shown(account, owner) -> None:
    start_trial(account=account, plan=plan("pro"), days=1, now=START)
    shown = quota.allowance(account=account, user_id=owner, now=after(days=1))
    assert (shown.plan, shown.trial_ends_at) == ("plus", None)
