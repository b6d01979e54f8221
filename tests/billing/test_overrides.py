"""Limits that staff set for one account."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from billing import quota
from billing.accounts import effective_plan
from billing.models import AuditEntry, BillingAccount, LimitOverride, Membership
from billing.overrides import end_override, override_limits
from billing.seats import cap_of

from .conftest import START, after

pytestmark = pytest.mark.django_db
STAFF = uuid.uuid4()


@pytest.fixture
def give(account):
    def give(now=START, account=account, **fields) -> LimitOverride:
        asked = {"reason": "A workshop", "actor_id": STAFF, "now": now} | fields
        return override_limits(account=account, **asked)

    return give


def test_what_is_set_holds_from_its_start_to_its_end_and_all_else_is_the_plans(account, give) -> None:
    give(
        limits={"fast_limit": 200, "think_concurrency": 5, "paths": 12, "tokens": 40_000},
        starts_at=after(hours=1),
        ends_at=after(hours=2),
    )
    usual = effective_plan(account, START)
    for moment in (after(minutes=59), after(hours=2)):
        assert effective_plan(account, moment) == usual
    held = effective_plan(account, after(hours=1))
    assert (held.code, held.fast.limit, held.fast.window_seconds) == ("plus", 200, usual.fast.window_seconds)
    assert (held.think.limit, held.think.concurrency) == (usual.think.limit, 5)
    assert (held.paths, held.tokens, held.steps) == (12, 40_000, usual.steps)


def test_an_answer_is_admitted_by_it_and_refused_beyond_it(account, give, spend, reserve, small) -> None:
    give(limits={"fast_limit": 4}, ends_at=after(days=1))
    for _ in range(4):
        spend(START)
    with pytest.raises(quota.QuotaExceeded) as refusal:
        reserve("a")
    assert refusal.value.limit == 4


def test_a_lower_limit_binds_too(give, spend, reserve) -> None:
    give(limits={"fast_limit": 1, "think_limit": 0})
    spend(START)
    with pytest.raises(quota.QuotaExceeded):
        reserve("a")
    with pytest.raises(quota.QuotaExceeded, match=r"Your plan has no thinking answers\."):
        reserve("b", meter="think")


def test_of_several_the_one_made_last_counts_limit_by_limit(account, give) -> None:
    give(limits={"fast_limit": 200, "tokens": 30_000})
    give(now=after(seconds=1), limits={"fast_limit": 150})
    held = effective_plan(account, after(seconds=1))
    assert (held.fast.limit, held.tokens) == (150, 30_000)


def test_a_members_own_lower_cap_stays_below_it(owner, teammate, give) -> None:
    team = BillingAccount.objects.create(kind=BillingAccount.Kind.TEAM, owner_id=owner, plan="team")
    Membership.objects.create(account=team, user_id=teammate, fast_cap=5)
    give(account=team, limits={"fast_limit": 300})
    plan = effective_plan(team, START)
    assert cap_of(team, owner, "fast", plan).limit == 300
    assert cap_of(team, teammate, "fast", plan).limit == 5


def test_it_is_ended_once_and_the_trail_says_by_whom(account, give) -> None:
    made = give(limits={"fast_limit": 200})
    ender = uuid.uuid4()
    assert end_override(override=made, actor_id=ender, now=after(hours=1))
    assert not end_override(override=made, actor_id=ender, now=after(hours=2))
    assert effective_plan(account, after(hours=1)).fast.limit == 80
    assert effective_plan(account, after(minutes=59)).fast.limit == 200
    trail = AuditEntry.objects.filter(account=account).order_by("pk")
    assert list(trail.values_list("action", "actor_id")) == [("limits_set", STAFF), ("limits_ended", ender)]
    assert trail[0].details == {"override": made.pk, "ends_at": None, "fast_limit": 200}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"limits": {}}, "No limit is named; the limits are fast_limit,"),
        ({"limits": {"steps": 3}}, "There is no limit 'steps'; the limits are"),
        ({"limits": {"fast_concurrency": 0}}, "fast_concurrency must be from 1 to 100, not 0."),
        ({"limits": {"paths": 500}}, "paths must be from 1 to 256, not 500."),
        ({"limits": {"tokens": -1}}, "tokens must be from 1 to 10,000,000, not -1."),
        ({"reason": "  "}, "A reason is needed"),
        ({"reason": "x" * 151}, "A reason is needed, of at most 150 characters."),
        ({"ends_at": START}, "The end must lie after the start"),
        ({"starts_at": START + timedelta(days=2), "ends_at": START + timedelta(days=1)}, "The end must lie after"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words_and_nothing_is_stored(give, fields, said: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011
        give(**{"limits": {"fast_limit": 9}} | fields)
    assert str(error.value).startswith(said)
    assert not LimitOverride.objects.exists()
    assert not AuditEntry.objects.exists()
