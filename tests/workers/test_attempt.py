"""A worker's attempts at runs: a real Valkey, a real database, and an engine that plays scripts."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
import redis
from django.db import DatabaseError

from chatapp.runs import cancel, finish, roster, store
from chatapp.runs.answer_now import request_answer
from chatapp.runs.models import Run, RunEvent
from chatapp.settings.models import Listed
from reasoning.engines.scripted import Script
from reasoning.errors import EngineError
from reasoning.events import AnswerDelta
from reasoning.types import EngineRequest
from tests.reasoning.engines.server import model_server
from tests.support.gated import GatedEngine
from tests.support.valkey import Valkey
from tests.support.wait import until
from workers import attempt as attempts
from workers import livelog
from workers.desk import Desk
from workers.loop import in_database

from .conftest import QUESTION, TEXT, Told, begin, end, look

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]
Ask = Callable[..., Run]
Play = Callable[..., Any]
Tells = Callable[[Run], Told]


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
    assert run.started_at <= run.first_word_at <= run.finished_at
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


async def test_answer_now_ends_the_thinking_with_the_best_so_far(desk: Desk, ask: Ask, play: Play) -> None:
    await desk.open()
    run = await in_database(ask, QUESTION, mode="think")
    slow = f"1. {'well ' * 2000}\nAnswer: 7"
    engine = play(lambda request, number: Script(slow if number else "1. Look.\nAnswer: 42"), rate=200)
    working = await begin(desk, run)
    await until(lambda: len(engine.streams) == 4 and engine.streams[0].closed)
    await in_database(partial(request_answer, run=run))
    await end(working)
    run = await in_database(look, run)
    assert (run.status, run.answer.text, run.verdict) == ("succeeded", "42", "unverified")
    assert all(stream.closed for stream in engine.streams)


async def test_a_wish_to_answer_that_came_before_the_start_takes_the_first_that_there_is(
    desk: Desk, ask: Ask, play: Play
) -> None:
    run = await in_database(ask, QUESTION, mode="think")
    await in_database(partial(request_answer, run=run))
    play({QUESTION: "1. Look.\nAnswer: 42"}, rate=500)
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    assert (run.status, run.answer.text) == ("succeeded", "42")


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


async def test_a_run_is_answered_by_the_model_of_the_moment_and_says_so(
    desk: Desk, ask: Ask, play: Play, told: Tells, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = await in_database(ask, QUESTION)
    engine = play({QUESTION: TEXT})
    larger = replace(roster.profile(), name="larger", kind="openai", prompts=True)
    monkeypatch.setattr(roster, "profile", lambda mode, chosen="": larger)
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    assert (run.status, run.model, told(run).state.model) == ("succeeded", "larger", "larger")
    assert [turn.role for turn in engine.streams[0].request.turns] == ["system", "user"]  # what it needs
    assert await in_database(lambda: run.calls.get().model) == "larger"


async def test_a_reward_model_that_the_operator_lists_scores_the_steps_and_is_accounted_for(
    desk: Desk, ask: Ask, play: Play, told: Tells, settings: Any
) -> None:
    async with model_server() as server:
        rows = {"data": [{"data": [[0.1, 0.9], [0.2, 0.8]]}], "usage": {"prompt_tokens": 40}}
        server.script = [json.dumps(rows).encode()]
        settings.MODELS = (Listed("prm", server.url, ("think", "reward"), price_input=1_000_000),)
        settings.MODEL_KEYS = {}
        run = await in_database(partial(ask, QUESTION, mode="think"))
        play({QUESTION: f"1. Two and three.\n2. 2+3 = 5\n3. {'so ' * 60}\nAnswer: 5"}, rate=200)
        await desk.answer(str(run.pk))
    scores = [
        s for p in told(run).state.paths for step in p.steps for s in step.scores if s.scorer == "reward"
    ]
    assert {score.score for score in scores} == {0.9, 0.8}
    calls = await in_database(
        lambda: list(run.calls.filter(purpose="reward").values_list("model", "prompt", "cost_micros"))
    )
    assert ("prm", 40, 40) in calls


async def test_a_model_whose_key_cannot_be_read_fails_the_run_in_words_and_costs_nothing(
    desk: Desk, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = await in_database(ask, QUESTION)

    def unreadable(mode: str, chosen: str) -> None:
        raise EngineError("Its key must be entered again.", retryable=False, code="key")

    monkeypatch.setattr(roster, "profile", unreadable)
    await desk.answer(str(run.pk))
    run = await in_database(look, run)
    assert (run.status, run.error, run.message) == ("failed", "key", "Its key must be entered again.")
    assert run.hold.state == "released"
