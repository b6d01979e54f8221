"""A paused mode begins nothing and loses nothing; a model that is off answers nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from billing.models import UsageHold
from chatapp.accounts.models import User
from chatapp.controls import services, state
from chatapp.errors import Busy, RequestError
from chatapp.runs import choosing, held, reaper, roster, turns
from chatapp.runs.lease import HOLD_SECONDS
from chatapp.runs.models import Run
from chatapp.runs.services import start_run
from chatapp.settings.models import Listed

pytestmark = pytest.mark.django_db
Ask = Callable[..., Run]


def switch(service: Callable[..., Any], version: int = 0, **fields: Any) -> None:
    service(version=version, actor_id=None, reason="Because", **fields)
    state.refresh()


def pause(mode: str, version: int = 0) -> None:
    switch(services.pause_queue, version, mode=mode, until=None)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the runs that were given to the broker since."""
    found: list[str] = []
    monkeypatch.setattr(reaper, "enqueue", lambda run_id, mode: found.append(str(run_id)))
    return found


def test_a_paused_mode_is_not_claimed_and_the_other_one_goes_on(ask: Ask) -> None:
    fast, think = ask(), ask(mode="think")
    pause("think")
    assert turns.claim_next(think.pk, "think") is None
    assert turns.claim_next(fast.pk, "fast").pk == fast.pk
    think.refresh_from_db()
    assert (think.status, think.attempt, think.started_at) == (Run.Status.QUEUED, 0, None)


def test_what_waits_begins_in_its_order_when_the_pause_ends(ask: Ask, given: list[str]) -> None:
    pause("fast")
    first, second = ask("One"), ask("Two")
    long_ago = timezone.now() - timedelta(hours=1)
    Run.objects.update(enqueued_at=long_ago)
    assert reaper.reap() == 0  # not forgotten: it waits
    switch(services.resume_queue, 1, mode="fast")
    assert reaper.reap() == 2
    assert set(given) == {str(first.pk), str(second.pk)}
    assert [turns.claim_next(second.pk, "fast").pk, turns.claim_next(second.pk, "fast").pk] == [
        first.pk,
        second.pk,
    ]


def test_a_short_pause_loses_nothing_either(ask: Ask, given: list[str]) -> None:
    run = ask()
    pause("fast")
    assert turns.claim_next(run.pk, "fast") is None  # its task is gone
    switch(services.resume_queue, 1, mode="fast")
    reaper.reap()
    assert given == [str(run.pk)]


def test_an_old_reading_does_not_lose_what_was_let_go(ask: Ask) -> None:
    run = ask()
    pause("fast")
    before = state.now()
    switch(services.resume_queue, 1, mode="fast")
    state._known = before  # this process has not looked since
    assert turns.claim_next(run.pk, "fast").pk == run.pk


def test_a_worker_that_has_just_started_knows_of_the_pause(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    run = ask()
    pause("fast")
    monkeypatch.setattr(state, "_known", state.State())
    monkeypatch.setattr(state, "_read_at", float("-inf"))
    assert turns.claim_next(run.pk, "fast") is None


def test_what_a_dead_worker_left_waits_for_the_end_of_the_pause(ask: Ask, given: list[str]) -> None:
    run = ask()
    claimed = turns.claim_next(run.pk)
    pause("fast")
    Run.objects.filter(pk=claimed.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    reaper.reap()
    assert turns.claim_next(run.pk, "fast") is None
    run.refresh_from_db()
    assert run.status == Run.Status.QUEUED


def test_a_long_pause_keeps_the_unit_that_is_held(ask: Ask) -> None:
    run = ask()
    pause("fast")
    soon = timezone.now() + timedelta(seconds=30)
    UsageHold.objects.filter(pk=run.hold_id).update(expires_at=soon)
    reaper.reap()
    assert UsageHold.objects.get(pk=run.hold_id).expires_at > soon + timedelta(seconds=HOLD_SECONDS / 2)


def test_new_questions_wait_up_to_the_queues_limit(ask: Ask, settings: Any, outsider: User) -> None:
    settings.QUEUE_LIMIT = 1
    pause("fast")
    assert ask().status == Run.Status.QUEUED
    with pytest.raises(Busy, match="paused"):
        ask("Another", user=outsider)


def test_auto_answers_fast_while_thinking_is_paused(ask: Ask) -> None:
    pause("think")
    run = ask("Prove that the square root of 2 is irrational. Think carefully, step by step.", mode="auto")
    assert run.mode == "fast"
    assert "paused" in run.input["route"]


def test_a_thought_is_not_made_fast_while_fast_answers_are_paused(ask: Ask, owner: User) -> None:
    from chatapp.runs.made_fast import use_fast

    run = ask(mode="think")
    pause("fast")
    with pytest.raises(RequestError) as refusal:
        use_fast(user=owner, run_id=run.pk)
    assert refusal.value.code == "paused"
    run.refresh_from_db()
    assert run.mode == "think"


SMALL = Listed("small", "http://a.example/v1", ("fast", "think"))
LARGE = Listed("large", "http://b.example/v1", ("think", "judge"))
DEEP = Listed("deep", "http://b.example/v1", ("think",))


@pytest.fixture
def listed(settings: Any) -> None:
    settings.MODELS = (SMALL, LARGE, DEEP)
    settings.MODEL_KEYS = {}


@pytest.mark.usefixtures("listed")
def test_the_next_model_of_the_role_answers_for_one_that_is_off() -> None:
    switch(services.switch_model, model="small", off=True)
    assert roster.profile("think").name == "large"
    assert roster.profile("think", "small").name == "large"
    assert [each["name"] for each in choosing.offered()["think"]] == ["large", "deep"]
    assert [each["name"] for each in choosing.offered(also_off=True)["think"]] == ["small", "large", "deep"]
    switch(services.switch_model, model="large", off=True)
    assert roster.judging() is None
    assert roster.profile("think").name == "deep"


@pytest.mark.usefixtures("listed")
def test_where_none_is_left_nothing_is_counted_and_what_waits_goes_on_waiting(owner: User) -> None:
    asked = {"user": owner, "text": "Hello", "mode": "fast"}
    waiting = start_run(client_id="first-question", **asked).run
    switch(services.switch_model, model="small", off=True)
    with pytest.raises(RequestError) as refusal:
        start_run(client_id="second-question", **asked)
    assert refusal.value.code == "switched_off"
    assert UsageHold.objects.count() == Run.objects.count() == 1
    assert turns.claim_next(waiting.pk, "fast") is None
    assert held.modes() == ["fast"]
    switch(services.switch_model, 1, model="small", off=False)
    assert turns.claim_next(waiting.pk, "fast").pk == waiting.pk


@pytest.mark.usefixtures("listed")
def test_a_task_of_a_deleted_run_is_passed_over_while_a_model_is_off() -> None:
    switch(services.switch_model, model="small", off=True)
    assert turns.claim_next(uuid.uuid4()) is None


@pytest.mark.asyncio
async def test_an_installation_whose_models_are_off_is_still_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from chatapp.runs import engines

    monkeypatch.setattr(state, "_known", state.State(off=frozenset({roster.SEEDLING})))
    monkeypatch.setattr(roster, "named", lambda mode="think": roster.Named(roster.SEEDLING, "embedded"))
    await engines.check()
