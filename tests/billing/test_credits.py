"""Units on top of the plan."""

from __future__ import annotations

import uuid

import pytest

from billing import quota
from billing.credits import credit_left, grant_credit
from billing.models import AuditEntry, UsageHold

from .conftest import START, after

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant(account):
    def grant(units: int = 2, **changes):
        given = {
            "account": account, "meter": "fast", "units": units, "expires_at": after(days=7),
            "actor_id": uuid.uuid4(), "reason": "an outage", "now": START,
        }  # fmt: skip
        return grant_credit(**given | changes)

    return grant


@pytest.fixture
def full(spend, small) -> None:
    """The window is used up at START."""
    for _ in range(3):
        spend(START)


def left(account, owner, now=START) -> int:
    return credit_left(account, owner, "fast", now)


def test_a_full_window_goes_on_with_credit_until_that_is_used_up(
    account, owner, grant, reserve, full, used
) -> None:
    grant(units=1)
    hold = reserve("a")
    assert (hold.credit is None, left(account, owner)) == (False, 0)
    assert used(START) == 3
    with pytest.raises(quota.QuotaExceeded):
        reserve("b")


def test_while_there_is_room_the_window_is_used_first(account, owner, grant, reserve, small) -> None:
    grant()
    assert reserve("a").credit is None
    assert left(account, owner) == 2


def test_a_released_or_crashed_answer_gives_its_credit_back(account, owner, grant, reserve, full) -> None:
    grant(units=2)
    released = reserve("a")
    reserve("b")
    quota.release(hold=released, reason="failed", now=START)
    assert left(account, owner) == 1
    assert left(account, owner, after(seconds=60)) == 2


def test_a_late_answer_that_overdraws_the_credit_is_counted_and_flagged(
    account, owner, grant, reserve, full
) -> None:
    grant(units=1)
    late = reserve("a")
    reserve("b", now=after(seconds=60))
    assert quota.commit(hold=late, tokens=1, cost_micros=1, now=after(seconds=61))
    assert late.overage
    assert left(account, owner, after(seconds=61)) == 0


def test_what_expires_first_is_used_first_and_nothing_after_its_end(
    account, owner, grant, reserve, full
) -> None:
    later, sooner = grant(units=1), grant(units=1, expires_at=after(seconds=50))
    assert reserve("a").credit == sooner
    assert reserve("b").credit == later
    assert UsageHold.objects.filter(credit=None).count() == 3
    grant(units=5, expires_at=after(seconds=50))
    assert left(account, owner, after(seconds=50)) == 0


def test_a_persons_credit_is_nobody_elses_and_an_accounts_is_everyones(
    account, owner, teammate, grant, full
) -> None:
    grant(units=2, user_id=teammate)
    assert left(account, owner) == 0
    grant(units=3)
    assert (left(account, owner), left(account, teammate)) == (3, 5)


def test_credit_lifts_no_limit_of_answers_in_progress(grant, reserve, full) -> None:
    grant(units=9)
    reserve("a")
    reserve("b")
    with pytest.raises(quota.TooManyRunning):
        reserve("c")


@pytest.mark.parametrize("wrong", [{"meter": "slow"}, {"units": 0}, {"expires_at": START}])
def test_a_credit_that_means_nothing_is_not_given(grant, wrong) -> None:
    with pytest.raises(ValueError, match="A credit has"):
        grant(**wrong)


def test_who_gave_it_is_in_the_audit_trail(grant) -> None:
    credit = grant()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id) == ("credit_granted", credit.granted_by_id)
