"""A worker's attempts at runs: a real Valkey, a real database, and an engine that plays scripts."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.db import DatabaseError
from django.utils import timezone

from chatapp.conversations import services as conversations
from chatapp.runs import cancel, connections, finish, lease, log, store
from chatapp.runs.models import EngineCall, Run, RunEvent
from reasoning.engines.scripted import Script
from reasoning.errors import EngineError
from reasoning.events import AnswerDelta, Entry, Snapshot
from reasoning.types import EngineRequest
from tests.support.gated import GatedEngine
from tests.support.valkey import Valkey
from tests.support.wait import until
from workers import attempt as attempts
from workers import livelog
from workers.desk import Desk
from workers.loop import in_database

from .conftest import Told

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]
TEXT = "Swallows fly **south**,\n\n  to Africa 🐦 — ½ of them;   مع السلامة </script>"
QUESTION = "Where do the swallows go?"
Ask = Callable[..., Run]
Play = Callable[..., Any]
Tells = Callable[[Run], Told]


@pytest.fixture
def quick_beat(settings: Any) -> None:
    settings.RUN_HEARTBEAT_SECONDS = 0.05


def look(run: Run) -> Run:
    return Run.objects.select_related("answer", "hold", "conversation").get(pk=run.pk)


def steal(run: Run) -> Run:
    """Another worker takes the run over."""
    Run.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    stolen = lease.claim(run.pk)
    assert stolen is not None
    return stolen


def queued(client: redis.Redis) -> list[str]:
    tasks = [
        json.loads(task) for queue in ("interactive", "thinking") for task in client.lrange(queue, 0, -1)
    ]
    return [json.loads(base64.b64decode(task["body"]))[0][0] for task in tasks]


async def begin(desk: Desk, run: Run) -> asyncio.Task[None]:
    """Let the desk work on the run beside the test."""
    return asyncio.create_task(desk.answer(str(run.pk)))


async def end(working: asyncio.Task[None]) -> None:
    async with asyncio.timeout(10):
        await working


async def test_the_stored_answer_is_byte_for_byte_what_was_streamed(
    desk: Desk, ask: Ask, play: Play, told: Tells
) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: TEXT})
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    live = told(run)
    assert run.answer.text == live.state.answer == TEXT
    assert (run.status, run.attempt, run.hold.state) == ("succeeded", 1, "committed")
    assert live.batches[-1].terminal
    assert live.state == await in_database(store.load_state, run)
    assert (run.generated_tokens, run.hold.tokens) == (engine.streams[0].generated,) * 2
    assert run.cost_micros == run.hold.cost_micros > 0
    assert desk.attempts == {}


async def test_thinking_streams_its_paths_and_answers_with_the_vote(
    desk: Desk, ask: Ask, play: Play, told: Tells
) -> None:
    run = await in_database(ask, QUESTION, mode="think")
    play(lambda request, number: Script(f"1. Look.\n2. Think.\nAnswer: {42 if number else 7}"))
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    live = told(run).state
    assert (run.status, run.verdict, run.answer.text, live.answer) == ("succeeded", "agreed", "42", "42")
    assert live.votes[0].answer == "42"
    kinds = await in_database(lambda: {row.event["type"] for row in RunEvent.objects.filter(run=run)})
    assert {"step_finished", "path_finished", "vote_updated", "answered"} <= kinds
    assert not kinds & {"step_delta", "answer_delta"}


async def test_text_that_cannot_be_stored_does_not_stop_the_answer(
    desk: Desk, ask: Ask, play: Play, told: Tells
) -> None:
    run = await in_database(ask, QUESTION)
    play({QUESTION: "So \ud83d and \x00 south"})
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    assert run.status == "succeeded"
    assert run.answer.text == told(run).state.answer
    assert "south" in run.answer.text
    assert "\x00" not in run.answer.text


async def test_nothing_is_done_for_a_run_that_has_ended_or_is_unknown(
    desk: Desk, ask: Ask, play: Play
) -> None:
    run = await in_database(ask)
    await in_database(cancel.request_cancel, run=run)
    engine = play()
    await desk.answer(str(run.pk))
    await desk.answer("00000000-0000-0000-0000-000000000000")
    assert engine.streams == []


async def test_a_run_at_work_is_not_worked_on_twice(desk: Desk, ask: Ask, play: Play) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: TEXT}, kind=GatedEngine)
    working = await begin(desk, run)
    await until(lambda: engine.open)
    await desk.answer(str(run.pk))
    engine.gate.set()
    await end(working)
    assert len(engine.streams) == 1
    assert (await in_database(look, run)).attempt == 1


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
    assert [(call.attempt, call.call) for call in calls] == [(1, 0), (1, 1), (2, 2), (2, 3)]
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


async def test_a_fault_of_ours_fails_in_words_for_people_and_counts_nothing(
    desk: Desk, ask: Ask, play: Play, told: Tells, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(request: EngineRequest, number: int) -> Script:
        raise ZeroDivisionError("secret")

    run = await in_database(ask, QUESTION)
    play(broken)
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    assert (run.status, run.error, run.hold.state) == ("failed", "internal", "released")
    assert run.message == attempts.FAULT.message
    assert "secret" not in run.message
    assert told(run).state.message == run.message
    assert "ZeroDivisionError" in caplog.text


async def test_what_the_engine_refuses_is_told_in_its_words_and_counts_nothing(
    desk: Desk, ask: Ask, play: Play
) -> None:
    run = await in_database(ask, QUESTION)
    play({QUESTION: Script(error=EngineError("The model is not there.", retryable=False, code="refused"))})
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    assert (run.status, run.error, run.message) == ("failed", "refused", "The model is not there.")
    assert run.hold.state == "released"


async def test_the_end_is_stored_though_the_database_is_away_for_a_moment(
    desk: Desk, ask: Ask, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = await in_database(ask, QUESTION)
    play({QUESTION: TEXT})
    finish_for_real, failures = finish.finish, iter([DatabaseError("away")])

    def sometimes(**fields: Any) -> None:
        for failure in failures:
            raise failure
        finish_for_real(**fields)

    monkeypatch.setattr(finish, "finish", sometimes)
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    assert (run.status, run.answer.text, run.hold.state) == ("succeeded", TEXT, "committed")


async def test_the_text_so_far_is_stored_while_it_is_written(
    desk: Desk, ask: Ask, play: Play, settings: Any
) -> None:
    settings.RUN_CHECKPOINT_SECONDS = 0.05
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: "So far so good"}, kind=GatedEngine, after=2)
    working = await begin(desk, run)
    await until(lambda: in_database(lambda: look(run).checkpoint == "So far "))
    engine.gate.set()
    await end(working)
    assert (await in_database(look, run)).answer.text == "So far so good"


async def test_with_redis_gone_in_the_middle_the_log_begins_anew_with_a_snapshot(
    ask: Ask, play: Play, mortal_valkey: Valkey
) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: TEXT}, kind=GatedEngine, after=2)
    desk = Desk()
    with redis.Redis.from_url(mortal_valkey.url, decode_responses=True) as client:
        live = Told(client, run)
        working = await begin(desk, run)
        await until(lambda: live.state.answer == "Swallows fly ")
        mortal_valkey.stop()
        engine.after = 4
        engine.gate.set()
        await until(lambda: desk.attempts[run.pk].journal.lost)
        mortal_valkey.start()
        await end(working)
        assert live.batches[0].snapshot
        assert live.state.answer == TEXT
        assert live.state.status == "answered"
    run = await in_database(look, run)
    assert (run.status, run.answer.text) == ("succeeded", TEXT)


async def test_with_redis_gone_for_good_the_run_completes_all_the_same(
    ask: Ask, play: Play, mortal_valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(livelog, "END_SECONDS", 0.2)
    run = await in_database(ask, QUESTION)
    play({QUESTION: TEXT})
    mortal_valkey.stop()
    await end(await begin(Desk(), run))
    run = await in_database(look, run)
    assert (run.status, run.answer.text, run.hold.state) == ("succeeded", TEXT, "committed")


async def test_two_runs_of_one_process_do_not_mix(desk: Desk, ask: Ask, play: Play, told: Tells) -> None:
    one, two = await in_database(ask, "one"), await in_database(ask, "two")
    play({"one": "a " * 50, "two": "b " * 50})
    await asyncio.gather(desk.answer(str(one.pk)), desk.answer(str(two.pk)))
    assert told(one).state.answer == "a " * 50
    assert told(two).state.answer == "b " * 50
    deltas = [entry for entry in told(one).entries if isinstance(entry.event, AnswerDelta)]
    assert "".join(entry.event.text for entry in deltas) == "a " * 50
