"""Above its plan's soft cost an account is slowed, told, and looked at; never refused."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from billing import plans, quota, slowdowns
from billing.models import Alert, AuditEntry, BillingAccount, Slowdown

from .conftest import START, after

pytestmark = pytest.mark.django_db
STAFF = uuid.uuid4()
APRIL = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def pro(account) -> BillingAccount:
    BillingAccount.objects.filter(pk=account.pk).update(plan="pro")
    account.refresh_from_db()
    return account


@pytest.fixture
def cost(reserve):
    def cost(dollars: float, now=START, **changes) -> None:
        hold = reserve(uuid.uuid4().hex, now=now, **changes)
        assert quota.commit(hold=hold, tokens=1, cost_micros=int(dollars * 1_000_000), now=now)

    return cost


def slowed(account: BillingAccount, now=START) -> bool:
    return slowdowns.current(account, now) is not None


def test_below_the_soft_cost_nothing_happens(pro, cost) -> None:
    cost(199.99)
    assert slowdowns.watch_costs(now=START) == 0
    assert not slowed(pro)
    assert not Alert.objects.exists()


def test_above_it_the_account_is_slowed_until_the_month_ends_and_staff_are_told_once(pro, cost) -> None:
    cost(150)
    cost(50, after(hours=1))
    assert slowdowns.watch_costs(now=after(hours=2)) == 1
    assert slowdowns.watch_costs(now=after(hours=3)) == 0
    row = Slowdown.objects.get()
    assert (row.cost_micros, row.since, row.until) == (200_000_000, after(hours=2), APRIL)
    assert not slowed(pro, after(hours=1))
    assert slowed(pro, after(hours=2))
    assert not slowed(pro, APRIL)
    alert = Alert.objects.get()
    assert (alert.kind, alert.account) == ("heavy_use", pro)
    assert alert.message.startswith("Pro: answers for 200.00 USD this month, of 200.00 USD")
    assert AuditEntry.objects.get().action == "slowed"


def test_it_refuses_nothing_and_the_person_is_told_why_and_until_when(pro, owner, cost, reserve) -> None:
    cost(500)
    slowdowns.watch_costs(now=START)
    assert reserve("still", now=after(seconds=1)).state == "held"
    told = quota.allowance(account=pro, user_id=owner, now=after(seconds=1)).as_dict()["slowed"]
    assert told["until"] == "2026-04-01T00:00:00+00:00"
    assert "cost more than the Pro plan foresees" in told["message"]
    assert "500" not in told["message"]
    assert quota.allowance(account=pro, user_id=owner, now=APRIL).slowed is None


def test_what_other_months_and_other_accounts_cost_is_theirs(pro, teammate, cost) -> None:
    other = BillingAccount.objects.create(owner_id=teammate, plan="pro")
    cost(150, datetime(2026, 2, 28, 23, 59, tzinfo=UTC))
    cost(150)
    cost(150, account=other, user_id=teammate)
    assert slowdowns.watch_costs(now=after(hours=1)) == 0


def test_a_plan_without_a_soft_cost_is_never_slowed(account, cost) -> None:
    cost(5_000)
    assert slowdowns.watch_costs(now=START) == 0


def test_each_paid_seat_of_a_team_has_a_share(owner, cost, monkeypatch) -> None:
    team = plans.plan("team")
    monkeypatch.setitem(plans.PLANS, "team", replace(team, soft_cost_micros=10_000_000))
    account = BillingAccount.objects.create(
        kind=BillingAccount.Kind.TEAM, owner_id=owner, plan="team", seats=3
    )
    cost(29, account=account)
    assert slowdowns.watch_costs(now=START) == 0
    cost(1, account=account)
    assert slowdowns.watch_costs(now=START) == 1


def test_staff_lift_it_for_the_month_with_a_reason(pro, cost) -> None:
    cost(300)
    slowdowns.watch_costs(now=START)
    row = Slowdown.objects.get()
    with pytest.raises(ValueError, match="A reason is needed"):
        slowdowns.lift(slowdown=row, actor_id=STAFF, reason=" ")
    assert slowdowns.lift(slowdown=row, actor_id=STAFF, reason="A paper is due", now=after(hours=1))
    assert not slowdowns.lift(slowdown=row, actor_id=STAFF, reason="Again", now=after(hours=2))
    assert (row.lifted_by_id, row.lifted_at, row.reason) == (STAFF, after(hours=1), "A paper is due")
    assert not slowed(pro, after(hours=1))
    assert Alert.objects.get().resolved_at == after(hours=1)
    cost(300, after(hours=2))
    assert slowdowns.watch_costs(now=after(hours=3)) == 0
    assert not slowed(pro, after(hours=3))


def test_the_next_month_is_counted_anew(pro, cost) -> None:
    cost(300)
    slowdowns.watch_costs(now=START)
    assert slowdowns.watch_costs(now=APRIL) == 0
    cost(300, APRIL)
    assert slowdowns.watch_costs(now=APRIL) == 1
    assert Slowdown.objects.count() == 2


def test_a_change_to_a_plan_without_a_soft_cost_ends_it_at_once(pro, cost) -> None:
    cost(300)
    slowdowns.watch_costs(now=START)
    BillingAccount.objects.filter(pk=pro.pk).update(plan="plus")
    pro.refresh_from_db()
    assert not slowed(pro)


@pytest.mark.parametrize(
    ("now", "begin", "end"),
    [
        (datetime(2026, 12, 31, 23, tzinfo=UTC), (2026, 12, 1), (2027, 1, 1)),
        (datetime(2028, 2, 29, tzinfo=UTC), (2028, 2, 1), (2028, 3, 1)),
        (datetime(2026, 3, 1, tzinfo=UTC), (2026, 3, 1), (2026, 4, 1)),
    ],
)
def test_months_begin_and_end_at_midnight_utc(now, begin, end) -> None:
    assert slowdowns.month_of(now) == (datetime(*begin, tzinfo=UTC), datetime(*end, tzinfo=UTC))
