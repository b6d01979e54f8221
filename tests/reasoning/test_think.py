"""The driver with the scripted engine."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import reduce
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.errors import EngineError
from reasoning.events import (
    AnswerDelta,
    Answered,
    BudgetUsed,
    Cancelled,
    Event,
    Failed,
    PathFinished,
    PathPruned,
    PathStarted,
    RunStarted,
    Snapshot,
    StepDelta,
    StepFinished,
    decode,
    encode,
)
from reasoning.state import State, tell
from reasoning.strategies import STRATEGIES, Action, Room
from reasoning.think import Control, think
from reasoning.types import Budget, Capabilities, EngineRequest, Prices, Task, Turn

pytestmark = pytest.mark.asyncio
TEXT = "1. Add two and three.\n2. Check it.\n\nAnswer: 5"
REFUSAL = EngineError("The key was refused.", retryable=False, code="auth")
HICCUP = EngineError("The model is busy right now.", retryable=True, code="busy")


def task(strategy: str = "best_of_n", **how: object) -> Task:
    budget = Budget(tokens=4000, paths=4, steps=5, seconds=20.0)
    base = Task(
        (Turn("user", "2+3?"),), strategy, budget, prices=Prices(1000, 500, 2000), backoff_seconds=0.001
    )
    return replace(base, **how)  # type: ignore[arg-type]


async def collect(events: AsyncIterator[Event]) -> list[Event]:
    return [event async for event in events]


def state_of(events: list[Event], past: State | None = None) -> State:
    return reduce(tell, events, past or State())


def only(events: list[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def answers(*texts: str) -> Callable[[EngineRequest, int], Script]:
    """Call number n says the n-th text; the last one from then on."""
    return lambda request, number: Script(texts[min(number, len(texts) - 1)], logprob=-0.1)


def no_task_is_left() -> bool:
    return asyncio.all_tasks() == {asyncio.current_task()}


# One path


async def test_single_streams_the_answer_as_it_is_written() -> None:
    events = await collect(think(task("single"), ScriptedEngine(answers("It is **five**."))))
    assert isinstance(events[0], RunStarted)
    assert events[-1] == Answered(0, None, "unverified")
    deltas = only(events, AnswerDelta)
    assert len(deltas) > 1
    assert "".join(d.text for d in deltas) == "It is **five**." == state_of(events).answer


async def test_thinking_that_the_engine_sets_apart_becomes_steps_and_not_answer() -> None:
    engine = ScriptedEngine(lambda *_: Script("Five.", thought="Two.\n\nThree."))
    state = state_of(await collect(think(task("single"), engine)))
    assert [step.text for step in state.path(0).steps] == ["Two.\n\n", "Three."]
    assert state.answer == "Five."


async def test_thinking_alone_still_gives_a_person_something() -> None:
    engine = ScriptedEngine(lambda *_: Script(thought="Two.\n\nSo it is five."))
    assert state_of(await collect(think(task("single"), engine))).answer == "So it is five."


async def test_a_cut_by_the_token_limit_is_told() -> None:
    budget = Budget(tokens=3, paths=1, steps=5, seconds=20)
    events = await collect(think(task("single", budget=budget), ScriptedEngine(answers("a b c d e"))))
    assert events[-1] == Answered(0, None, "unverified", "length")
    assert state_of(events).usage.generated == 3


# Many paths


async def test_the_majority_wins_and_its_text_is_the_answer() -> None:
    engine = ScriptedEngine(answers("Answer: 4", TEXT, TEXT, "Answer: 5.0"))
    events = await collect(think(task(), engine))
    state = state_of(events)
    assert events[-1] == Answered(state.winner or 0, 0.75, "agreed")
    assert (state.answer, state.votes[0].answer, state.votes[0].paths) == ("5", "5", (1, 2, 3))
    assert engine.open == 0


async def test_an_early_decision_closes_the_streams_that_are_not_needed() -> None:
    def source(request: EngineRequest, number: int) -> Script:
        return Script("1. Hm", ending="stall") if number == 3 else Script(TEXT)

    engine = ScriptedEngine(source)
    events = await collect(think(task(), engine))
    assert PathPruned(3, "decided") in events
    assert events[-1] == Answered(0, 1.0, "agreed")
    assert engine.open == 0
    assert sum(event.generated for event in only(events, BudgetUsed)) == sum(
        s.generated for s in engine.streams
    )


async def test_a_greeting_is_answered_without_steps_or_votes() -> None:
    state = state_of(await collect(think(task(), ScriptedEngine(answers("Hello!\n\nHow can I help?")))))
    assert (state.answer, state.verdict, state.votes) == ("Hello!\n\nHow can I help?", "unverified", ())


async def test_a_cut_path_never_votes() -> None:
    budget = Budget(tokens=1024, paths=4, steps=5, seconds=20)
    engine = ScriptedEngine(
        lambda r, n: Script("Answer: 5" if n else "1. " + "so " * 300 + "\nAnswer: 7 " + "x " * 99)
    )
    state = state_of(await collect(think(task(budget=budget), engine)))
    assert (state.answer, state.votes[0].paths) == ("5", (1, 2, 3))


async def test_more_steps_than_the_budget_allows_run_together_and_cost_no_answer() -> None:
    text = "1. a\n2. b\n3. c\n4. d\nAnswer: 5"
    budget = Budget(tokens=4000, paths=1, steps=2, seconds=20)
    state = state_of(await collect(think(task(budget=budget), ScriptedEngine(answers(text)))))
    assert [step.text for step in state.path(0).steps] == ["1. a\n", "2. b\n3. c\n4. d\n"]
    assert state.answer == "5"


async def test_step_deltas_joined_are_the_steps_and_those_are_what_was_written() -> None:
    events = await collect(think(task(), ScriptedEngine(answers(TEXT))))
    for number in range(3):
        path = state_of(events).path(number)
        written = "".join(e.text for e in events if isinstance(e, StepDelta) and e.path == number)
        assert written == "".join(step.text for step in path.steps) == TEXT[: TEXT.index("Answer")]


# Stopping


@pytest.mark.parametrize("strategy", ["single", "best_of_n"])
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
    await asyncio.sleep(0.02)
    assert engine.open == 4
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
    budget = Budget(tokens=4000, paths=4, steps=5, seconds=0.1)
    events = await collect(think(task(budget=budget), engine))
    assert events[-1] == Answered(0, 1.0, "unverified")
    assert state_of(events).answer == "5"
    assert {path.status for path in state_of(events).paths} == {"finished", "pruned"}
    assert engine.open == 0


async def test_at_the_deadline_the_longest_unfinished_path_answers_with_what_it_has() -> None:
    engine = ScriptedEngine(lambda r, n: Script("1. One\n2. Two" + " more" * n, ending="stall"))
    budget = Budget(tokens=4000, paths=3, steps=5, seconds=0.1)
    events = await collect(think(task(budget=budget), engine))
    assert events[-1] == Answered(2, None, "unverified", "length")
    assert state_of(events).answer == "2. Two more more"


@pytest.mark.parametrize("strategy", ["single", "best_of_n"])
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
    events = await collect(think(task("single", stall_seconds=0.05), engine))
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


# Resuming


async def first_attempt(events_wanted: int, **how: object) -> tuple[list[Event], State]:
    """What an attempt has persisted when it dies after so many stored events; deltas are never stored."""
    engine = ScriptedEngine(answers("1. a\n2. b\nAnswer: 5", "1. c\nAnswer: 4", TEXT, TEXT), **how)  # type: ignore[arg-type]
    stored: list[Event] = []
    search = think(task(), engine)
    async for event in search:
        if not isinstance(event, StepDelta | AnswerDelta):
            stored.append(event)
        if len(stored) == events_wanted:
            break
    await search.aclose()
    return stored, state_of(stored)


@pytest.mark.parametrize("continues", [True, False])
@pytest.mark.parametrize("died_after", range(1, 30))
async def test_a_new_attempt_ends_well_wherever_the_old_one_died(died_after: int, continues: bool) -> None:
    _, past = await first_attempt(died_after)
    if past.status != "running":
        return
    finished = {path.id: path for path in past.paths if path.status == "finished"}
    engine = ScriptedEngine(
        lambda *_: Script(TEXT), capabilities=Capabilities(8192, continue_prefix=continues)
    )
    events = await collect(think(task(), engine, past=past))
    state = state_of(events, past)
    assert isinstance(events[0], Snapshot)
    assert state.status == "answered"
    assert not {e.path for e in only(events, PathStarted) + only(events, StepDelta)} & finished.keys()
    assert all(state.path(number) == path for number, path in finished.items())
    assert all(event.call >= past.calls for event in only(events, BudgetUsed))
    begun = [path for path in past.paths if path.status == "running" and path.steps]
    if continues:
        assert not {e.path for e in only(events, PathStarted)} & {path.id for path in begun}
        kept = {path.id: path.steps for path in begun}
        assert all(state.path(number).steps[: len(steps)] == steps for number, steps in kept.items())


@pytest.mark.parametrize("continues", [True, False])
async def test_a_partial_answer_is_continued_or_cleared(continues: bool) -> None:
    past = State(status="running", strategy="single", answer="It is ", calls=1)
    past = tell(past, PathStarted(0))
    engine = ScriptedEngine(
        answers("It is five."), capabilities=Capabilities(8192, continue_prefix=continues)
    )
    events = await collect(think(task("single"), engine, past=past))
    assert state_of(events, past).answer == "It is five."
    assert engine.streams[0].request.prefix == ("It is " if continues else "")
    first = events[0]
    assert isinstance(first, Snapshot)
    assert first.state["answer"] == ("It is " if continues else "")


async def test_a_run_that_has_ended_is_only_told() -> None:
    past = State(status="answered", answer="5", winner=0)
    engine = ScriptedEngine()
    assert [type(e) for e in await collect(think(task(), engine, past=past))] == [Snapshot]
    assert not engine.streams


# Money and tokens


async def test_what_is_reported_is_what_the_engine_counted_and_what_it_costs() -> None:
    engine = ScriptedEngine(answers(TEXT))
    state = state_of(await collect(think(task(), engine)))
    assert state.usage.generated == sum(stream.generated for stream in engine.streams)
    cost = task().prices.cost(replace(state.usage))
    assert cost <= state.cost_micros <= cost + len(engine.streams)  # each call rounds up once


async def test_a_long_stretch_without_a_boundary_still_reports() -> None:
    events = await collect(think(task("single"), ScriptedEngine(answers("word " * 300))))
    assert [event.generated for event in only(events, BudgetUsed)] == [128, 128, 44]


async def test_an_engine_that_ignores_its_limit_is_cut_off() -> None:
    class Chatty(ScriptedEngine):
        async def stream(self, request: EngineRequest):  # type: ignore[no-untyped-def, override]
            async for item in super().stream(replace(request, max_tokens=10_000)):
                yield item

    budget = Budget(tokens=50, paths=1, steps=5, seconds=20)
    engine = Chatty(answers("word " * 900))
    events = await collect(think(task("single", budget=budget), engine))
    assert events[-1] == Answered(0, None, "unverified", "length")
    assert state_of(events).usage.generated == 50


async def test_every_event_can_be_stored_whatever_the_model_writes() -> None:
    script = Script("1. a\0b \ud800c\nAnswer: \0\udfff 5", logprob=float("nan"))
    engine = ScriptedEngine(lambda *_: script)
    events = await collect(think(task(), engine, past=State(status="running")))
    stored = [json.dumps(encode(event), allow_nan=False, ensure_ascii=False).encode() for event in events]
    assert not any(b"\\u0000" in line for line in stored)
    assert [decode(json.loads(line)) for line in stored][1:] == events[1:]


SCRIPTS = st.builds(
    Script,
    st.lists(
        st.sampled_from(["1. a\n", "2. b\n", "Answer: 5", "Answer: 6", "x ", "\n\n", "```\n"]), max_size=12
    ).map("".join),
    st.sampled_from(["", "hm ", "so\n\nthen "]),
    st.sampled_from(["finish", "finish", "break"]),
    st.sampled_from([None, None, HICCUP, REFUSAL]),
    st.none() | st.floats(-3, 0),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(SCRIPTS, min_size=1, max_size=8),
    st.sampled_from(["single", "best_of_n"]),
    st.integers(1, 60),
    st.integers(1, 6),
    st.none() | st.integers(0, 400),
    st.booleans(),
)
async def test_whatever_engines_do_it_ends_once_within_the_budget(
    scripts: list[Script], strategy: str, tokens: int, paths: int, cost: int | None, continues: bool
) -> None:
    engine = ScriptedEngine(
        lambda request, number: scripts[number % len(scripts)],
        capabilities=Capabilities(8192, logprobs=True, continue_prefix=continues),
    )
    budget = Budget(tokens, paths, 3, 10.0, cost)
    events = await collect(
        think(task(strategy, budget=budget, prices=Prices(1_000_000, 0, 5_000_000)), engine)
    )
    ends = [event for event in events if isinstance(event, Answered | Cancelled | Failed)]
    state = state_of(events)
    assert ends == events[-1:]
    assert state.usage.generated <= tokens
    assert cost is None or state.cost_micros <= cost
    assert len(state.paths) <= paths
    assert all(len(path.steps) <= 3 for path in state.paths)
    assert state.status == "failed" or state.answer.strip()
    assert engine.open == 0
    assert len(only(events, PathFinished)) <= len(engine.streams)
    assert no_task_is_left()
