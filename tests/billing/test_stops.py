"""Answers that were stopped before their first word."""

from __future__ import annotations

import pytest

from billing import quota
from billing.models import BillingAccount
from billing.stops import FREE_A_DAY, settle_stopped

from .conftest import START, after

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop(reserve):
    def stop(number: int, now=START, reason: str = "cancelled", **changes) -> bool:
        hold = reserve(f"stop-{number}", now=now, **changes)
        return settle_stopped(hold=hold, tokens=7, cost_micros=9, reason=reason, now=now)

    return stop


def test_ten_a_day_count_nothing_and_the_eleventh_counts_with_what_it_used(stop, reserve, used) -> None:
    assert [stop(number) for number in range(FREE_A_DAY)] == [False] * FREE_A_DAY
    assert used(START) == 0
    assert stop(FREE_A_DAY, after(hours=1))
    assert used(after(hours=1)) == 1
    hold = reserve(f"stop-{FREE_A_DAY}", now=after(hours=1))
    assert (hold.state, hold.tokens, hold.cost_micros) == ("committed", 7, 9)


def test_a_stop_is_forgotten_after_24_hours(stop) -> None:
    for number in range(FREE_A_DAY):
        stop(number, after(hours=number))
    assert not stop(10, after(hours=24))
    assert stop(11, after(hours=24, minutes=30))


def test_deleting_an_answer_is_a_way_to_stop_it_and_another_account_is_no_way_round(
    stop, owner, teammate
) -> None:
    team = BillingAccount.objects.create(kind=BillingAccount.Kind.TEAM, owner_id=owner, plan="team", seats=2)
    for number in range(FREE_A_DAY):
        stop(number, reason="deleted")
    assert stop(10, account=team)
    assert not stop(11, user_id=teammate)


def test_failures_and_crashes_are_no_stops(stop, reserve) -> None:
    for number in range(FREE_A_DAY):
        quota.release(hold=reserve(f"failed-{number}"), reason="failed", now=START)
    reserve("crashed", ttl_seconds=1)
    quota.expire_holds(now=after(seconds=2))
    assert not stop(1, after(seconds=3))


def test_a_hold_that_was_settled_before_is_left_alone(reserve) -> None:
    hold = reserve("a")
    assert quota.commit(hold=hold, tokens=1, cost_micros=1, now=START)
    assert not settle_stopped(hold=hold, tokens=7, cost_micros=9, now=START)
    hold.refresh_from_db()
    assert (hold.state, hold.tokens) == ("committed", 1)


def test_another_way_to_stop_is_an_error(reserve) -> None:
    with pytest.raises(ValueError, match="'bored' is no way to stop"):
        settle_stopped(hold=reserve("a"), tokens=0, cost_micros=0, reason="bored")
