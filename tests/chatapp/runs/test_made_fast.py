"""A waiting thought that is made a fast answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
import redis

from billing import quota
from billing.models import BillingAccount, UsageHold
from chatapp.accounts.models import User
from chatapp.conversations.models import Message
from chatapp.errors import Busy, NotFound, RequestError
from chatapp.runs import cancel, lease
from chatapp.runs.made_fast import use_fast
from chatapp.runs.models import Run
from chatapp.runs.turns import place, wait_seconds
from tests.support.at_once import at_once

Ask = Callable[..., Run]
pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(ask: Ask) -> Run:
    return ask("Why is the sky blue?", mode="think")


def meters(user: User) -> tuple[int, int]:
    account = BillingAccount.objects.get(owner=user)
    left = quota.allowance(account=account, user_id=user.pk)
    return left.fast.used, left.think.used


def test_the_same_answer_is_made_fast_and_the_thinking_unit_comes_back(waiting: Run, owner: User) -> None:
    assert meters(owner) == (0, 1)
    run = use_fast(user=owner, run_id=waiting.pk)
    assert (run.pk, run.answer_id, run.mode, run.status) == (waiting.pk, waiting.answer_id, "fast", "queued")
    assert run.input["budget"]["paths"] == 1
    assert meters(owner) == (1, 0)
    assert set(UsageHold.objects.values_list("meter", "state", "reason")) == {
        ("think", "released", "made fast"),
        ("fast", "held", ""),
    }
    assert Message.objects.count() == 2
    assert lease.claim(run.pk).hold.meter == "fast"


def test_asked_twice_it_is_done_once(waiting: Run, owner: User) -> None:
    use_fast(user=owner, run_id=waiting.pk)
    again = use_fast(user=owner, run_id=waiting.pk)
    assert (again.mode, meters(owner)) == ("fast", (1, 0))


def test_one_that_has_begun_or_ended_stays_what_it_is(waiting: Run, ask: Ask, owner: User) -> None:
    lease.claim(waiting.pk)
    with pytest.raises(RequestError, match="begun already") as error:
        use_fast(user=owner, run_id=waiting.pk)
    assert error.value.code == "begun"
    cancel.request_cancel(run=waiting)
    with pytest.raises(RequestError):
        use_fast(user=owner, run_id=waiting.pk)
    assert meters(owner) == (0, 1)


def test_one_that_has_begun_is_refused_before_anything_is_locked(
    waiting: Run, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease.claim(waiting.pk)
    monkeypatch.setattr("billing.accounts.lock", lambda _: pytest.fail("its worker may wait for it"))
    with pytest.raises(RequestError, match="begun already"):
        use_fast(user=owner, run_id=waiting.pk)


def test_nobody_elses_and_nothing_that_is_not_there(waiting: Run, outsider: User, owner: User) -> None:
    for user, run_id in ((outsider, waiting.pk), (owner, uuid.uuid4())):
        with pytest.raises(NotFound):
            use_fast(user=user, run_id=run_id)


def test_refused_it_goes_on_waiting(waiting: Run, owner: User, settings: Any) -> None:
    account = BillingAccount.objects.get(owner=owner)
    for number in range(10):
        hold = quota.reserve(account=account, user_id=owner.pk, meter="fast", key=f"{number}", ttl_seconds=60)
        quota.commit(hold=hold, tokens=1, cost_micros=1)
    with pytest.raises(quota.QuotaExceeded):
        use_fast(user=owner, run_id=waiting.pk)
    settings.QUEUE_LIMIT = 0
    with pytest.raises(Busy):
        use_fast(user=owner, run_id=waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.mode, waiting.hold.state, meters(owner)) == ("think", "held", (10, 1))


def test_the_wait_is_told_in_rounds_of_what_a_worker_does_at_once(
    waiting: Run, ask: Ask, settings: Any
) -> None:
    settings.THINKING_CONCURRENCY = 2
    assert wait_seconds(waiting) == 0
    people = [User.objects.create_user(f"person{each}@example.org") for each in range(4)]
    others = [ask(user=each, mode="think") for each in people]
    assert [wait_seconds(run) for run in others] == [0, 15, 15, 30]
    lease.claim(waiting.pk)
    assert wait_seconds(others[0]) == 0
    cancel.request_cancel(run=others[0])
    assert wait_seconds(others[1]) == 0


def test_a_slowed_account_has_the_place_of_who_pays_nothing(waiting: Run) -> None:
    now = waiting.created_at
    free = place(now, mode="think", plan="free", own=0)
    assert place(now, mode="think", plan="pro", own=0, slowed=True) == free
    assert place(now, mode="think", plan="pro", own=0) < free


@pytest.mark.django_db(transaction=True)
def test_pressed_many_times_while_a_worker_takes_it_one_of_the_two_holds_is_used(
    ask: Ask, owner: User, valkey: redis.Redis
) -> None:
    run = ask(mode="think")

    def act(index: int) -> str:
        if index == 0:
            return "claimed" if lease.claim(run.pk) else "not claimed"
        try:
            return use_fast(user=owner, run_id=run.pk).mode
        except RequestError as error:
            return error.code

    at_once(6, act)
    found = Run.objects.select_related("hold").get(pk=run.pk)
    assert (found.mode, found.hold.meter, found.hold.state) in [
        ("fast", "fast", "held"), ("think", "think", "held")
    ]  # fmt: skip
    assert UsageHold.objects.filter(state="held").count() == 1
