"""The driver when it is stopped, when time is up and when engines fail."""

from __future__ import annotations

import asyncio
from typing import ClassVar

import pytest

from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.events import (
    Answered,
    Cancelled,
    Event,
    Failed,
    PathPruned,
    PathStarted,
    Snapshot,
    StepFinished,
)
from reasoning.state import State
from reasoning.strategies import STRATEGIES, Action, Room
from reasoning.think import Control, think
from reasoning.types import Budget, Capabilities, EngineRequest

from .drive import HICCUP, REFUSAL, TEXT, answers, collect, no_task_is_left, only, state_of, task

pytestmark = pytest.mark.asyncio


# Stopping


@pytest.mark.parametrize("strategy", ["single", "best_of_n", "adaptive"])
async def test_cancel_closes_every_stream_and_is_the_last_event(strategy: str) -> None:
    engine = ScriptedEngine(lambda *_: Script("1. One\n2. Two three", ending="stall"))
    control = Control()
    events: list[Event] = []
    async for event in think(task(strategy), engine, control=control):
        events.append(event)
        if engine.streams and sum(s.generated for s in engine.streams) == 5 * len(engine.streams):
            control.cancel()
    assert events[-1] == Cancelled()
    assert engine.open == 0
    assert state_of(events).usage.generated == 5 * len(engine.streams)
    assert state_of(events).usage.prompt > 0
    assert no_task_is_left()


@pytest.mark.parametrize("strategy", ["single", "best_of_n", "adaptive"])
async def test_a_pause_closes_every_stream_tells_what_they_used_and_is_no_end(strategy: str) -> None:
    engine = ScriptedEngine(lambda *_: Script("1. One\n2. Two three", ending="stall"))
    control = Control()
    events: list[Event] = []
    async for event in think(task(strategy), engine, control=control):
        events.append(event)
        if engine.streams and sum(s.generated for s in engine.streams) == 5 * len(engine.streams):
            control.pause()
    state = state_of(events)
    assert engine.open == 0
    assert state.status == "running"
    assert state.usage.generated == 5 * len(engine.streams)
    assert state.usage.prompt > 0
    assert no_task_is_left()


async def test_cancel_from_another_thread_wakes_a_silent_search() -> None:
    control = Control()
    engine = ScriptedEngine(lambda *_: Script(ending="stall"))
    asyncio.get_running_loop().run_in_executor(None, control.cancel)
    events = await asyncio.wait_for(collect(think(task(), engine, control=control)), 5)
    assert events[-1] == Cancelled()


async def test_closing_the_generator_early_closes_streams_and_leaks_no_task() -> None:
    engine = ScriptedEngine(lambda *_: Script(TEXT, ending="stall"))
    search = think(task(), engine)
    async for event in search:
        if isinstance(event, StepFinished):
            break
    assert engine.open == 4
    await search.aclose()
    assert engine.open == 0
    assert no_task_is_left()


async def test_cancelling_the_reading_task_closes_streams() -> None:
    engine = ScriptedEngine(lambda *_: Script(TEXT, ending="stall"))
    reader = asyncio.create_task(collect(think(task(), engine)))
    async with asyncio.timeout(5):
        while engine.open < 4:  # noqa: ASYNC110 - the engine has no event to wait for
            await asyncio.sleep(0.001)
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    assert engine.open == 0
    assert no_task_is_left()


async def test_a_fault_in_an_engine_is_raised_and_not_swallowed() -> None:
    def source(request: EngineRequest, number: int) -> Script:
        if number == 2:
            raise ZeroDivisionError
        return Script(TEXT, ending="stall")

    engine = ScriptedEngine(source)
    with pytest.raises(ZeroDivisionError):
        await collect(think(task(), engine))
    assert engine.open == 0


# Time


async def test_at_the_deadline_the_finished_path_answers() -> None:
    engine = ScriptedEngine(lambda r, n: Script(TEXT, ending="stall" if n else "finish"))
    budget = Budget(tokens=4000, paths=4, steps=5, seconds=0.3)
    events = await collect(think(task(budget=budget), engine))
    assert events[-1] == Answered(0, 1.0, "unverified")
    assert state_of(events).answer == "5"
    assert {path.status for path in state_of(events).paths} == {"finished", "pruned"}
    assert engine.open == 0


async def test_at_the_deadline_the_longest_unfinished_path_answers_with_what_it_has() -> None:
    engine = ScriptedEngine(lambda r, n: Script("1. One\n2. Two" + " more" * n, ending="stall"))
    budget = Budget(tokens=4000, paths=3, steps=5, seconds=0.3)
    events = await collect(think(task(budget=budget), engine))
    assert events[-1] == Answered(2, None, "unverified", "length")
    assert state_of(events).answer == "2. Two more more"


@pytest.mark.parametrize("strategy", ["single", "best_of_n", "adaptive"])
async def test_at_the_deadline_with_nothing_at_all_it_fails_in_words(strategy: str) -> None:
    budget = Budget(tokens=4000, paths=3, steps=5, seconds=0.05)
    engine = ScriptedEngine(lambda *_: Script(ending="stall"))
    *_, last = await collect(think(task(strategy, budget=budget), engine))
    assert isinstance(last, Failed)
    assert (last.code, last.retryable) == ("deadline", True)
    assert engine.open == 0


async def test_seconds_go_on_from_the_earlier_attempt() -> None:
    now = [100.0]
    past = State(status="running", strategy="single", seconds=19.0)
    events = []
    async for event in think(
        task("single"), ScriptedEngine(answers("a b c")), past=past, clock=lambda: now[0]
    ):
        now[0] += 0.1
        events.append(event)
    assert 19.0 < state_of(events).seconds < 20.0


# Errors


async def test_a_hiccup_is_tried_again_and_leaves_no_trace_in_the_answer() -> None:
    engine = ScriptedEngine(lambda r, n: Script(error=HICCUP) if n < 2 else Script("Five."))
    state = state_of(await collect(think(task("single"), engine)))
    assert (state.status, state.answer, state.calls) == ("answered", "Five.", 3)


async def test_three_tries_are_enough() -> None:
    engine = ScriptedEngine(lambda *_: Script(error=HICCUP))
    *_, last = await collect(think(task("single"), engine))
    assert last == Failed("busy", HICCUP.message, retryable=True)
    assert len(engine.streams) == 3


async def test_a_refusal_is_not_tried_again() -> None:
    engine = ScriptedEngine(lambda *_: Script(error=REFUSAL))
    *_, last = await collect(think(task("single"), engine))
    assert last == Failed("auth", REFUSAL.message, retryable=False)
    assert len(engine.streams) == 1


async def test_one_failing_path_does_not_stop_the_others() -> None:
    engine = ScriptedEngine(lambda r, n: Script(error=REFUSAL) if n == 1 else Script(TEXT))
    events = await collect(think(task(), engine))
    assert PathPruned(1, "engine failed") in events
    assert events[-1] == Answered(0, 1.0, "agreed")


async def test_when_no_path_is_left_the_engine_s_words_reach_the_person() -> None:
    engine = ScriptedEngine(lambda *_: Script("1. half a thought", error=REFUSAL))
    *_, last = await collect(think(task(), engine))
    assert last == Failed("auth", REFUSAL.message)


@pytest.mark.parametrize("continues", [True, False])
async def test_a_text_that_broke_off_goes_on_where_it_can_and_begins_anew_where_not(continues: bool) -> None:
    # The scripted engine takes the prefix off its text, as a model that continues would.
    engine = ScriptedEngine(
        lambda r, n: Script("It is", ending="break") if n == 0 else Script("It is five."),
        capabilities=Capabilities(8192, continue_prefix=continues),
    )
    events = await collect(think(task("single"), engine))
    assert state_of(events).answer == "It is five."
    assert [stream.request.prefix for stream in engine.streams] == ["", "It is" if continues else ""]
    assert len(only(events, Snapshot)) == (0 if continues else 1)
    assert len(only(events, PathStarted)) == (1 if continues else 2)


@pytest.mark.parametrize("continues", [True, False])
async def test_a_path_that_broke_off_keeps_its_steps_where_it_can(continues: bool) -> None:
    half = TEXT[: TEXT.index(" Check")]
    engine = ScriptedEngine(
        lambda r, n: Script(half, ending="break") if n == 0 else Script(TEXT),
        capabilities=Capabilities(8192, continue_prefix=continues),
    )
    budget = Budget(tokens=4000, paths=1, steps=5, seconds=20)
    state = state_of(await collect(think(task(budget=budget), engine)))
    assert [step.text for step in state.path(0).steps] == ["1. Add two and three.\n", "2. Check it.\n\n"]
    assert state.answer == "5"
    assert (engine.streams[1].request.prefix == half) is continues


async def test_silence_is_an_error() -> None:
    engine = ScriptedEngine(lambda r, n: Script("Five", ending="stall") if n == 0 else Script("Five."))
    events = await collect(think(task("single", stall_seconds=0.2), engine))
    assert state_of(events).answer == "Five."
    assert engine.open == 0


@pytest.mark.parametrize("script", [Script("half", ending="break"), Script(""), Script("  \n ")])
async def test_garbage_is_an_error(script: Script) -> None:
    engine = ScriptedEngine(lambda *_: script, capabilities=Capabilities(8192))
    *_, last = await collect(think(task("single"), engine))
    assert isinstance(last, Failed)
    assert last.code == "garbage"
    assert len(engine.streams) == 3


async def test_a_strategy_that_needs_more_than_the_engine_can_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Seer:
        needs: ClassVar[tuple[str, ...]] = ("vision",)
        direct: ClassVar[bool] = True

        def ask(self, state: State, room: Room) -> tuple[Action, ...]:
            raise AssertionError("it must not be asked")

    monkeypatch.setitem(STRATEGIES, "seer", Seer)
    for name, word in (("seer", "vision"), ("nonsense", "nonsense")):
        *_, last = await collect(think(task(name), ScriptedEngine()))
        assert isinstance(last, Failed)
        assert last.code == "refused"
        assert word in last.message
