"""A new attempt takes over where an earlier one died."""

from __future__ import annotations

import pytest

from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.events import (
    AnswerDelta,
    BudgetUsed,
    Event,
    PathStarted,
    Snapshot,
    StepDelta,
    StepFinished,
    StepScored,
)
from reasoning.state import State, tell
from reasoning.think import think
from reasoning.types import Budget, Capabilities

from .drive import TEXT, answers, collect, only, state_of, task

pytestmark = pytest.mark.asyncio


# Resuming


async def first_attempt(strategy: str, events_wanted: int, **how: object) -> tuple[list[Event], State]:
    """What an attempt has persisted when it dies after so many stored events; deltas are never stored."""
    engine = ScriptedEngine(answers("1. a\n2. b\nAnswer: 5", "1. c\nAnswer: 4", TEXT, TEXT), **how)  # type: ignore[arg-type]
    stored: list[Event] = []
    search = think(task(strategy), engine)
    async for event in search:
        if not isinstance(event, StepDelta | AnswerDelta):
            stored.append(event)
        if len(stored) == events_wanted:
            break
    await search.aclose()
    return stored, state_of(stored)


@pytest.mark.parametrize("continues", [True, False])
@pytest.mark.parametrize("strategy", ["best_of_n", "adaptive"])
@pytest.mark.parametrize("died_after", range(1, 34))
async def test_a_new_attempt_ends_well_wherever_the_old_one_died(
    died_after: int, strategy: str, continues: bool
) -> None:
    _, past = await first_attempt(strategy, died_after)
    if past.status != "running":
        return
    finished = {path.id: path for path in past.paths if path.status == "finished"}
    engine = ScriptedEngine(
        lambda *_: Script(TEXT), capabilities=Capabilities(8192, continue_prefix=continues)
    )
    events = await collect(think(task(strategy), engine, past=past))
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


async def test_a_wrong_step_of_the_earlier_attempt_still_weighs_on_the_path() -> None:
    past = tell(State(status="running", strategy="adaptive", calls=1), PathStarted(0))
    past = tell(past, StepFinished(0, 0, "1. 2+3 = 6\n", 6, -0.1))
    past = tell(past, StepScored(0, 0, 0.0, "2+3 is 5, not 6", "arithmetic"))
    budget = Budget(tokens=4000, paths=1, steps=5, seconds=20)
    engine = ScriptedEngine(answers("1. 2+3 = 6\n2. So six.\nAnswer: 6"))
    state = state_of(await collect(think(task("adaptive", budget=budget), engine, past=past)), past)
    assert len(state.path(0).steps) == 2
    assert state.path(0).weight == 0.05
