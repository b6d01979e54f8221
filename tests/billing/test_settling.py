"""Holds settled once: committed, released, or given up by a crash and delivered late."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from billing import quota
from billing.models import BillingAccount, UsageHold
from billing.plans import Cap

from .conftest import START, after

pytestmark = pytest.mark.django_db
Spend = Callable[..., UsageHold]


class TestSettling:
    def test_a_commit_stores_what_was_really_used(self, reserve) -> None:
        hold = reserve("a")
        assert quota.commit(hold=hold, tokens=321, cost_micros=1_926, now=after(seconds=5))
        hold.refresh_from_db()
        assert (hold.state, hold.tokens, hold.cost_micros, hold.units) == ("committed", 321, 1_926, 1)
        assert (hold.settled_at, hold.overage) == (after(seconds=5), False)

    def test_a_release_gives_the_unit_back(self, reserve, used) -> None:
        hold = reserve("a")
        assert quota.release(hold=hold, reason="engine", now=after(seconds=5))
        hold.refresh_from_db()
        assert (hold.state, hold.reason, hold.settled_at) == ("released", "engine", after(seconds=5))
        assert used(after(seconds=5)) == 0

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
        self, reserve, spend: Spend, used, small: Cap
    ) -> None:
        spend(START)
        within = reserve("a")
        quota.commit(hold=within, tokens=1, cost_micros=1, units=2, now=START)
        assert (within.overage, used(START)) == (False, 3)
        later = after(seconds=100)
        beyond = reserve("b", now=later)
        quota.commit(hold=beyond, tokens=1, cost_micros=1, units=4, now=later)
        assert (beyond.overage, used(later)) == (True, 4)

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
    def test_an_expired_hold_counts_no_more_and_is_released(self, reserve, used) -> None:
        hold, live = reserve("a", ttl_seconds=10), reserve("b", ttl_seconds=20)
        assert used(after(seconds=10)) == 1
        assert quota.expire_holds(now=after(seconds=10)) == 1
        assert quota.expire_holds(now=after(seconds=10)) == 0
        hold.refresh_from_db()
        live.refresh_from_db()
        assert (hold.state, hold.reason, hold.settled_at) == ("released", "expired", after(seconds=10))
        assert live.state == "held"

    def test_a_renewed_hold_lives_on(self, reserve, used) -> None:
        hold = reserve("a", ttl_seconds=10)
        assert quota.renew(hold=hold, ttl_seconds=10, now=after(seconds=9))
        assert hold.expires_at == after(seconds=19)
        assert quota.expire_holds(now=after(seconds=18)) == 0
        assert used(after(seconds=18)) == 1

    def test_a_hold_that_has_expired_is_not_renewed(self, reserve) -> None:
        hold = reserve("a", ttl_seconds=10)
        assert quota.renew(hold=hold, ttl_seconds=10, now=after(seconds=10)) is False
        assert hold.expires_at == after(seconds=10)

    @pytest.mark.parametrize("swept", [True, False])
    def test_a_late_commit_is_counted(self, reserve, swept: bool, used) -> None:
        hold = reserve("a", ttl_seconds=10)
        if swept:
            quota.expire_holds(now=after(seconds=10))
        assert quota.commit(hold=hold, tokens=5, cost_micros=7, now=after(seconds=30))
        hold.refresh_from_db()
        assert (hold.state, hold.reason, hold.tokens, hold.overage) == ("committed", "", 5, False)
        assert used(after(seconds=30)) == 1

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


class TestAClockThatStepsBack:
    def test_a_crashed_answer_whose_place_was_taken_does_not_count_again(
        self, reserve, spend: Spend, used, small: Cap
    ) -> None:
        crashed = [reserve(key, ttl_seconds=10) for key in "ab"]
        for second in (20, 21, 22):
            spend(after(seconds=second))
        assert used(after(seconds=5)) == 3
        assert not quota.renew(hold=crashed[0], ttl_seconds=60, now=after(seconds=5))

    def test_one_that_is_delivered_all_the_same_is_overage(self, reserve, spend: Spend, small: Cap) -> None:
        crashed = reserve("a", ttl_seconds=10)
        for second in (20, 21, 22):
            spend(after(seconds=second))
        assert quota.commit(hold=crashed, tokens=1, cost_micros=1, now=after(seconds=5))
        assert crashed.overage

    def test_one_that_nobody_followed_goes_on(self, reserve, used, small: Cap) -> None:
        crashed = reserve("a", ttl_seconds=10)
        assert used(after(seconds=20)) == 0
        assert quota.renew(hold=crashed, ttl_seconds=60, now=after(seconds=5))
        assert quota.commit(hold=crashed, tokens=1, cost_micros=1, now=after(seconds=6))
        assert not crashed.overage
