"""How an attempt ends before its answer does: stopped, handed on, taken over; and what the next one does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import redis

from chatapp.conversations import services as conversations
from chatapp.runs import cancel, connections, log
from chatapp.runs.models import EngineCall, Run, RunEvent
from reasoning.engines.scripted import Script
from reasoning.events import Entry, Snapshot
from reasoning.types import EngineRequest
from tests.support.gated import GatedEngine
from tests.support.wait import until
from workers.desk import Desk
from workers.loop import in_database

from .conftest import QUESTION, TEXT, Told, begin, end, look, queued, steal

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]
Ask = Callable[..., Run]
Play = Callable[..., Any]
Tells = Callable[[Run], Told]


@pytest.fixture
def quick_beat(settings: Any) -> None:
    settings.RUN_HEARTBEAT_SECONDS = 0.05


async def test_stop_closes_the_engines_streams_and_keeps_what_was_written(
    desk: Desk, ask: Ask, play: Play, told: Tells
) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: Script("So far", ending="stall")})
    working = await begin(desk, run)
    await until(lambda: told(run).state.answer == "So far")
    assert engine.open == 1
    await in_database(cancel.request_cancel, run=run)
    await end(working)
    assert engine.open == 0
    run = await in_database(look, run)
    assert (run.status, run.answer.text, run.hold.state) == ("cancelled", "So far", "committed")
    assert told(run).state.status == "cancelled"


async def test_stop_while_thinking_closes_every_path_and_counts_nothing(
    desk: Desk, ask: Ask, play: Play
) -> None:
    run = await in_database(ask, QUESTION, mode="think")
    engine = play({QUESTION: Script("1. Look", ending="stall")})
    working = await begin(desk, run)
    await until(lambda: engine.open == 4)
    await in_database(cancel.request_cancel, run=run)
    await end(working)
    assert engine.open == 0
    run = await in_database(look, run)
    assert (run.status, run.answer.text, run.hold.state) == ("cancelled", "", "released")


async def test_a_stop_that_was_not_heard_is_found_by_the_heartbeat(
    desk: Desk, ask: Ask, play: Play, quick_beat: None
) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: Script("So far", ending="stall")})
    working = await begin(desk, run)
    await until(lambda: engine.open)
    await in_database(lambda: Run.objects.filter(pk=run.pk).update(cancel_requested=True))
    await end(working)
    assert (await in_database(look, run)).status == "cancelled"


async def test_a_stolen_lease_ends_the_attempt_and_nothing_more_is_written(
    desk: Desk, ask: Ask, play: Play, stored: Callable[[Run], Any], quick_beat: None, told: Tells
) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: Script("So far", ending="stall")})
    working = await begin(desk, run)
    await until(lambda: told(run).state.answer == "So far")
    await in_database(steal, run)
    before = await in_database(stored, run), told(run).entries
    await end(working)
    assert engine.open == 0
    after = await in_database(stored, run), told(run).entries
    assert after == before
    assert after[0]["run"]["status"] == "running"


async def test_an_attempt_whose_log_another_one_owns_stops_without_waiting_for_its_heartbeat(
    desk: Desk, ask: Ask, play: Play, told: Tells
) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: "So far so good"}, kind=GatedEngine)
    working = await begin(desk, run)
    await until(lambda: told(run).state.answer == "So ")
    await in_database(steal, run)
    client = connections.commands()
    taken_over = log.make_batch([Entry(2, 1, Snapshot({"status": "running", "answer": "mine"}))])
    assert await log.append(client, [(run.pk, taken_over)]) == [True]
    engine.gate.set()
    await end(working)
    assert engine.open == 0
    assert told(run).batches[-1] == taken_over
    assert (await in_database(look, run)).answer.text == ""
    await client.aclose()


async def test_handing_on_stores_what_there_is_and_queues_the_run(
    desk: Desk, ask: Ask, play: Play, told: Tells, valkey: redis.Redis, settings: Any
) -> None:
    settings.DRAIN_SECONDS = 0.0
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: Script("So far", ending="stall")})
    working = await begin(desk, run)
    await until(lambda: told(run).state.answer == "So far")
    valkey.delete("interactive")
    await desk.drain()
    await end(working)
    assert engine.open == 0
    run = await in_database(look, run)
    assert (run.status, run.lease_until, run.checkpoint, run.hold.state) == ("queued", None, "So far", "held")
    assert queued(valkey) == [str(run.pk)]
    assert not told(run).batches[-1].terminal


async def test_the_next_worker_goes_on_with_the_handed_on_text(
    desk: Desk, ask: Ask, play: Play, told: Tells, settings: Any
) -> None:
    settings.DRAIN_SECONDS = 0.0
    run = await in_database(ask, QUESTION)
    play({QUESTION: Script("So far ", ending="stall")})
    working = await begin(desk, run)
    await until(lambda: told(run).state.answer == "So far ")
    await desk.drain()
    await end(working)

    engine = play({QUESTION: "So far so good"})
    await Desk().answer(str(run.pk))
    run = await in_database(look, run)
    assert (run.status, run.attempt, run.answer.text) == ("succeeded", 2, "So far so good")
    assert engine.streams[0].request.prefix == "So far "
    assert engine.streams[0].generated == 2  # only what was missing is paid for
    assert told(run).state.answer == "So far so good"
    assert isinstance(next(e.event for e in told(run).entries if e.attempt == 2), Snapshot)


async def test_what_a_handed_on_attempt_used_is_accounted_for(
    desk: Desk, ask: Ask, play: Play, told: Tells, settings: Any
) -> None:
    settings.DRAIN_SECONDS = 0.0
    run = await in_database(ask, QUESTION)
    play({QUESTION: Script("So far ", ending="stall")})
    working = await begin(desk, run)
    await until(lambda: told(run).state.answer == "So far ")
    await desk.drain()
    await end(working)
    calls = await in_database(
        lambda: list(EngineCall.objects.filter(run=run).values_list("attempt", "generated"))
    )
    assert calls == [(1, 2)]


async def test_a_desk_that_drains_lets_short_work_come_to_its_end(desk: Desk, ask: Ask, play: Play) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: TEXT}, kind=GatedEngine)
    working = await begin(desk, run)
    await until(lambda: engine.open)
    draining = asyncio.create_task(desk.drain())
    engine.gate.set()
    await draining
    await end(working)
    assert (await in_database(look, run)).status == "succeeded"


async def test_a_desk_that_has_drained_hands_on_what_still_comes(
    desk: Desk, ask: Ask, play: Play, valkey: redis.Redis
) -> None:
    await desk.drain()
    run = await in_database(ask, QUESTION)
    valkey.delete("interactive")
    engine = play({QUESTION: TEXT})
    await desk.answer(str(run.pk))
    assert (await in_database(look, run)).status == "queued"
    assert engine.open == 0
    assert queued(valkey) == [str(run.pk)]


async def test_finished_paths_are_not_asked_again_by_the_next_attempt(
    desk: Desk, ask: Ask, play: Play, settings: Any
) -> None:
    settings.DRAIN_SECONDS = 0.0
    run = await in_database(ask, QUESTION, mode="think")

    def first(request: EngineRequest, number: int) -> Script:
        if number < 2:
            return Script(f"1. Look.\nAnswer: {number}")
        return Script("1. Look", ending="stall")

    play(first)
    working = await begin(desk, run)
    finished = RunEvent.objects.filter(run=run, event__type="path_finished")
    await until(lambda: in_database(lambda: finished.count() == 2))
    await desk.drain()
    await end(working)

    engine = play({QUESTION: "1. Look.\nAnswer: 1"})
    await Desk().answer(str(run.pk))
    run = await in_database(look, run)
    assert (run.status, run.answer.text, run.verdict) == ("succeeded", "1", "agreed")
    assert [stream.request.seed - run.input["seed"] for stream in engine.streams] == [2, 3]
    calls = await in_database(lambda: list(EngineCall.objects.order_by("attempt", "call")))
    assert [(call.attempt, call.call) for call in calls] == [(1, 0), (1, 1), (1, 2), (1, 3), (2, 4), (2, 5)]
    assert run.cost_micros == sum(call.cost_micros for call in calls)


async def test_a_stop_that_came_before_the_next_attempt_is_honoured_at_once(
    desk: Desk, ask: Ask, play: Play
) -> None:
    run = await in_database(ask, QUESTION)
    await in_database(lambda: Run.objects.filter(pk=run.pk).update(cancel_requested=True))
    engine = play({QUESTION: Script("So far", ending="stall")})
    await end(await begin(desk, run))
    assert (await in_database(look, run)).status == "cancelled"
    assert engine.open == 0


async def test_a_deleted_conversation_ends_its_attempt_quietly(
    desk: Desk, ask: Ask, play: Play, told: Tells
) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: Script("So far", ending="stall")})
    working = await begin(desk, run)
    await until(lambda: told(run).state.answer == "So far")
    await in_database(lambda: conversations.delete(conversation=run.conversation))
    await end(working)
    assert engine.open == 0
    assert not await in_database(Run.objects.exists)
