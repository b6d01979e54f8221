"""Twenty people share the engine: through the real queue, a worker with few lanes, and an engine that plays scripts."""

from __future__ import annotations

import asyncio
import base64
import json
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import redis

from billing.accounts import account_for
from billing.models import BillingAccount
from billing.plans import PLANS
from billing.quota import TooManyRunning
from chatapp.accounts.models import User
from chatapp.runs import cancel
from chatapp.runs.models import Run
from reasoning.engines.scripted import Script, ScriptedEngine
from tests.support.wait import until
from workers.desk import Desk
from workers.loop import in_database

from .conftest import look

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]
Ask = Callable[..., Run]
Play = Callable[..., ScriptedEngine]
ANSWER = 15  # seconds, by the clock of these tests, which only their runs know
NOON = datetime(2025, 1, 31, 12, tzinfo=UTC)
REPLY = Script("1. Look.\nAnswer: 42")


def person(plan: str) -> User:
    user = User.objects.create_user(f"{uuid.uuid4().hex}@people.example")
    BillingAccount.objects.filter(pk=account_for(user_id=user.pk).pk).update(plan=plan)
    return user


def asks(ask: Ask, user: User, seconds: float, text: str) -> Run:
    """`user` asks a question at so many seconds after noon."""
    run = ask(text, user=user, mode="think")
    later = NOON + timedelta(seconds=seconds) - run.created_at
    Run.objects.filter(pk=run.pk).update(created_at=run.created_at + later, turn_at=run.turn_at + later)
    return run


def heard(engine: ScriptedEngine) -> list[str]:
    """The questions in the order in which the engine first heard of each."""
    return list(dict.fromkeys(stream.request.turns[-1].text for stream in engine.streams))


@asynccontextmanager
async def working(desk: Desk, valkey: redis.Redis, lanes: int) -> AsyncIterator[None]:
    """Lanes that take tasks from the queue as a worker's threads do: the oldest first, one at a time each."""

    open_for_work = True

    async def lane() -> None:
        while open_for_work:
            if task := valkey.rpop("thinking"):
                arguments = json.loads(base64.b64decode(json.loads(task)["body"]))[0]
                await desk.answer(*arguments)
            else:
                await asyncio.sleep(0.005)

    async with asyncio.TaskGroup() as group:  # a lane that breaks fails the test
        for _ in range(lanes):
            group.create_task(lane())
        try:
            yield
        finally:
            open_for_work = False
            for attempt in desk.attempts.values():  # where the test has failed, nobody else would
                attempt.control.cancel()


async def test_one_person_floods_and_each_of_nineteen_others_is_served_the_larger_plan_first(
    desk: Desk, valkey: redis.Redis, ask: Ask, play: Play
) -> None:
    """The one, of Pro, asks three times at once, and again whenever one of them was answered. Ten of Free and nine of
    Pro ask once, from a second later on.
    """
    flooder = await in_database(person, "pro")
    asked = PLANS["pro"].think.concurrency
    for number in range(asked):
        await in_database(asks, ask, flooder, 0, f"flood {number}")
    with pytest.raises(TooManyRunning):  # what waits is counted too, not only what runs
        await in_database(asks, ask, flooder, 0, "one too many")
    for number in range(19):
        plan = "pro" if number % 2 else "free"
        await in_database(asks, ask, await in_database(person, plan), 1 + number / 100, f"{plan} {number}")

    others = Run.objects.exclude(user=flooder)
    ended = Run.objects.filter(status=Run.Status.SUCCEEDED)
    engine = play(lambda request, number: REPLY)
    async with asyncio.timeout(60), working(desk, valkey, lanes=1):
        while await in_database(others.filter(status__in=Run.OPEN).exists):
            now = ANSWER * await in_database(ended.count)
            try:
                await in_database(asks, ask, flooder, now, f"flood {asked}")
                asked += 1
            except TooManyRunning:
                await asyncio.sleep(0.01)
    pro, free = (
        [f"{plan} {number}" for number in range(first, 19, 2)] for plan, first in (("pro", 1), ("free", 0))
    )
    assert heard(engine)[:21] == ["flood 0", *pro, "flood 1", *free]
    assert asked > PLANS["pro"].think.concurrency


async def test_a_full_worker_serves_twenty_people_each_once(
    desk: Desk, valkey: redis.Redis, ask: Ask, play: Play
) -> None:
    people = [await in_database(person, plan) for plan in ("free", "plus", "team", "pro") for _ in range(5)]
    runs = [await in_database(asks, ask, user, 0, f"question {n}") for n, user in enumerate(people)]
    engine = play(lambda request, number: REPLY, rate=200)
    busiest = 0
    async with asyncio.timeout(60), working(desk, valkey, lanes=4):
        while await in_database(Run.objects.filter(status__in=Run.OPEN).exists):
            busiest = max(busiest, len(desk.attempts))
            await asyncio.sleep(0.01)
    found = [await in_database(look, run) for run in runs]
    assert [(run.status, run.attempt, run.hold.state) for run in found] == [
        ("succeeded", 1, "committed")
    ] * 20
    assert len(heard(engine)) == 20
    assert busiest == 4


async def test_a_stop_frees_the_engine_and_the_lane_without_waiting_for_a_heartbeat(
    desk: Desk, valkey: redis.Redis, ask: Ask, play: Play, settings: Any
) -> None:
    """Printed with `pytest -s`: the engine is free 11 to 44 ms after the person has pressed Stop."""
    settings.RUN_HEARTBEAT_SECONDS = 60
    endless, other = await in_database(person, "pro"), await in_database(person, "free")
    run = await in_database(asks, ask, endless, 0, "endless")
    waiting = await in_database(asks, ask, other, 0, "short")
    scripts = {"endless": Script("1. Look", ending="stall"), "short": REPLY}
    engine = play(scripts)
    async with working(desk, valkey, lanes=1):
        await until(lambda: engine.open > 1)
        assert heard(engine) == ["endless"]
        began = time.monotonic()
        await in_database(cancel.request_cancel, run=run)
        theirs = [stream for stream in engine.streams if stream.request.turns[-1].text == "endless"]
        await until(lambda: all(stream.closed for stream in theirs))
        print(f"free after {(time.monotonic() - began) * 1000:.0f} ms")
        await until(lambda: in_database(lambda: look(waiting).status == "succeeded"))
    assert (await in_database(look, run)).status == "cancelled"
    assert engine.open == 0


async def test_a_stop_while_it_waits_costs_the_engine_nothing_and_nobody_their_turn(
    desk: Desk, valkey: redis.Redis, ask: Ask, play: Play
) -> None:
    stopped, other = await in_database(person, "pro"), await in_database(person, "free")
    run = await in_database(asks, ask, stopped, 0, "stopped")
    kept = await in_database(asks, ask, other, 0, "kept")
    await in_database(cancel.request_cancel, run=run)
    engine = play(lambda request, number: REPLY)
    async with working(desk, valkey, lanes=1):
        await until(lambda: in_database(lambda: look(kept).status == "succeeded"))
    assert heard(engine) == ["kept"]
    assert (await in_database(look, run)).hold.state == "released"
