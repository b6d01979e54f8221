"""Whose turn it is."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from billing.accounts import account_for
from billing.models import BillingAccount
from chatapp.accounts.models import User
from chatapp.runs import cancel, lease, turns
from chatapp.runs.models import Run
from chatapp.runs.turns import OWN, PATIENCE, place
from tests.support.at_once import at_once

NOON = datetime(2025, 1, 31, 12, tzinfo=UTC)
ANSWER = 15  # seconds
Ask = Callable[..., Run]


def at(seconds: float, plan: str = "pro", *, own: int = 0, mode: str = "think") -> float:
    """The place, in seconds after noon, of a run that was asked so many seconds after noon."""
    return (place(NOON + timedelta(seconds=seconds), mode=mode, plan=plan, own=own) - NOON).total_seconds()


def test_the_larger_plan_goes_first_and_equal_ones_as_they_came() -> None:
    assert at(0, "pro") < at(1, "pro") < at(0, "plus") == at(0, "team") < at(1, "plus") < at(0, "free")
    assert at(0, "") == at(0, "unknown") == at(0, "free")


def test_who_has_waited_long_enough_goes_before_every_plan() -> None:
    patience = PATIENCE["free"] * ANSWER
    assert at(patience - 1, "pro") < at(0, "free") < at(patience + 1, "pro")


def test_a_second_question_waits_for_the_first_ones_of_others() -> None:
    assert at(0) < at(20) < at(0, own=1) < at(0, own=2)


def test_fast_answers_are_patient_in_proportion() -> None:
    assert at(0, "free", mode="fast") == at(0, "free") / 5


@given(
    st.lists(
        st.tuples(st.floats(0, 600), st.sampled_from([*PATIENCE, ""]), st.integers(0, 3)),
        min_size=2,
        max_size=40,
    )
)
def test_nobody_is_ever_passed_by_who_asks_after_their_patience(runs: list[tuple[float, str, int]]) -> None:
    for (one, plan, own), (other, larger, theirs) in itertools.permutations(runs, 2):
        if other >= one + (PATIENCE["free"] + OWN * own) * ANSWER:
            assert at(one, plan, own=own) <= at(other, larger, own=theirs)


@dataclass(frozen=True)
class Asked:
    person: int
    plan: str
    turn: float


def test_on_one_lane_that_is_asked_too_much_each_of_twenty_people_gets_an_answer_in_bounded_time() -> None:
    """Five people of Pro always have three questions open, so that they alone would keep the lane for ever, and
    fifteen of Free ask one each right after them. With 15 s an answer Free is served from 165 to 375 s; a queue in the
    order of asking would serve them from 240 to 450 s, and one that only knows plans never.
    """
    waiting = [Asked(person, "pro", at(0, own=own)) for person in range(5) for own in range(3)]
    waiting += [Asked(person, "free", at(0, "free")) for person in range(5, 20)]
    served: list[tuple[float, Asked]] = []
    now = 0.0
    while any(run.plan == "free" for run in waiting):
        run = min(waiting, key=lambda each: each.turn)
        waiting.remove(run)
        now += ANSWER
        served.append((now, run))
        if run.plan == "pro":
            waiting.append(Asked(run.person, "pro", at(now, own=2)))
        assert len(served) < 60, "somebody starves"
    free = [when for when, run in served if run.plan == "free"]
    assert [run.plan for _, run in served[:5]] == ["pro"] * 5
    assert len({run.person for _, run in served}) == 20
    assert (free[0], free[-1]) == (165, 375)


@pytest.fixture
def wait(ask: Ask) -> Callable[..., Run]:
    """A thinking run of somebody new on a plan, or of `user`."""

    def wait(plan: str, user: User | None = None) -> Run:
        user = user or User.objects.create_user(f"{uuid.uuid4().hex}@people.example")
        BillingAccount.objects.filter(pk=account_for(user_id=user.pk).pk).update(plan=plan)
        return ask(user=user, mode="think")

    return wait


@pytest.mark.django_db
def test_a_run_gets_its_place_when_it_is_asked(wait: Callable[..., Run], owner: User, ask: Ask) -> None:
    ask()  # fast ones are another queue
    runs = [wait("pro", owner) for _ in range(3)]
    places = [(run.turn_at - run.created_at).total_seconds() for run in runs]
    assert places == [0, OWN * ANSWER, 2 * OWN * ANSWER]
    assert wait("free").turn_at > runs[0].turn_at


@pytest.mark.django_db
def test_a_task_takes_whichever_run_of_its_mode_has_its_turn(wait: Callable[..., Run], ask: Ask) -> None:
    free, pro, fast = wait("free"), wait("pro"), ask()
    assert turns.claim_next(free.pk, "think") == pro
    assert turns.claim_next(pro.pk) == free
    assert turns.claim_next(pro.pk, "think") is None
    assert Run.objects.get(pk=fast.pk).status == "queued"


@pytest.mark.django_db
def test_the_task_of_a_run_that_is_gone_serves_another(wait: Callable[..., Run]) -> None:
    gone, stopped, other = wait("pro"), wait("pro"), wait("free")
    cancel.request_cancel(run=stopped)
    gone.conversation.delete()
    assert turns.claim_next(gone.pk, "think") == other
    assert turns.claim_next(stopped.pk, "think") is None
    assert turns.claim_next(gone.pk) is None


@pytest.mark.django_db
def test_a_dead_workers_run_is_its_own_tasks_and_takes_no_others(
    wait: Callable[..., Run], expire: Callable[[Run], None]
) -> None:
    dead = lease.claim(wait("pro").pk)
    expire(dead)
    other = wait("free")
    assert turns.claim_next(other.pk, "think") == other
    assert turns.claim_next(dead.pk, "think") == dead


@pytest.mark.django_db
def test_where_another_worker_is_faster_the_next_run_is_taken(
    wait: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, first, second = wait("pro"), wait("pro"), wait("free")
    cancel.request_cancel(run=ended)
    claim, taken = lease.claim, []

    def outrun(run_id: uuid.UUID) -> Run | None:
        if not taken:
            taken.append(claim(run_id))  # somebody else, a moment earlier
        return claim(run_id)

    monkeypatch.setattr(turns, "FEW", 1)
    monkeypatch.setattr(lease, "claim", outrun)
    assert turns.claim_next(ended.pk, "think") == second
    assert taken == [first]


@pytest.mark.django_db(transaction=True)
def test_tasks_at_the_same_moment_take_different_runs(wait: Callable[..., Run], valkey: redis.Redis) -> None:
    runs = [wait("pro") for _ in range(12)]
    taken = at_once(12, lambda index: turns.claim_next(runs[index].pk, "think"))
    assert sorted(run.pk for run in taken if run) == sorted(run.pk for run in runs)
    assert set(Run.objects.values_list("attempt", flat=True)) == {1}
