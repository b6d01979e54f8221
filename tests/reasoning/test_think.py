"""The driver with the scripted engine: what is answered, and what it costs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.events import (
    AnswerDelta,
    Answered,
    BudgetUsed,
    Cancelled,
    Failed,
    PathFinished,
    PathPruned,
    RunStarted,
    StepDelta,
    StepFinished,
    StepScored,
    decode,
    encode,
)
from reasoning.state import State
from reasoning.think import think
from reasoning.types import Budget, Capabilities, EngineRequest, Prices

from .drive import HICCUP, REFUSAL, TEXT, answers, collect, no_task_is_left, only, state_of, task

pytestmark = pytest.mark.asyncio


# One path


async def test_single_streams_the_answer_as_it_is_written() -> None:
    events = await collect(think(task("single"), ScriptedEngine(answers("It is **five**."))))
    assert isinstance(events[0], RunStarted)
    assert events[-1] == Answered(0, None, "unverified")
    deltas = only(events, AnswerDelta)
    assert len(deltas) > 1
    assert "".join(d.text for d in deltas) == "It is **five**." == state_of(events).answer


async def test_thinking_that_the_engine_sets_apart_becomes_steps_and_not_answer() -> None:
    long = "Two and two. " * 50 + "\n\n"
    engine = ScriptedEngine(lambda *_: Script("Five.", thought=f"{long}Two.\n\nThree."))
    state = state_of(await collect(think(task("single"), engine)))
    assert [step.text for step in state.path(0).steps] == [long, "Two.\n\nThree."]
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


async def test_steps_are_scored_while_others_are_still_written_and_the_weight_follows() -> None:
    engine = ScriptedEngine(answers("1. 2+3 = 6\n2. So six.\nAnswer: 6", "1. 2+3 = 5\nAnswer: 5"))
    budget = Budget(tokens=4000, paths=2, steps=5, seconds=20)
    events = await collect(think(task("adaptive", budget=budget), engine))
    first = events.index(next(e for e in events if isinstance(e, StepFinished) and e.path == 0))
    scored = events[first + 1]
    assert isinstance(scored, StepScored)
    assert (scored.score, scored.critique) == (0.0, "2+3 is 5, not 6")
    state = state_of(events)
    assert state.path(0).weight < 0.1 < state.path(1).weight
    assert (state.answer, state.votes[0].answer) == ("5", "5")


async def test_the_fast_mode_scores_nothing() -> None:
    engine = ScriptedEngine(lambda *_: Script("Five.", thought="2+3 = 6", logprob=-0.1))
    assert not only(await collect(think(task("single"), engine)), StepScored)


async def test_four_that_agree_leave_the_other_paths_of_the_budget_unused() -> None:
    budget = Budget(tokens=32_000, paths=32, steps=5, seconds=20)
    engine = ScriptedEngine(answers(TEXT))
    events = await collect(think(task("adaptive", budget=budget), engine))
    assert events[-1] == Answered(0, 1.0, "agreed")
    assert len(engine.streams) == 4


async def test_disagreement_makes_it_wider_until_it_is_settled() -> None:
    budget = Budget(tokens=32_000, paths=32, steps=5, seconds=20)
    engine = ScriptedEngine(answers("Answer: 4", "Answer: 5", "Answer: 4", "Answer: 5", TEXT))
    state = state_of(await collect(think(task("adaptive", budget=budget), engine)))
    assert (state.answer, state.verdict) == ("5", "agreed")
    assert len(state.paths) == 10  # 2-2, and six more that agree
    assert engine.open == 0


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
    st.sampled_from(["single", "best_of_n", "adaptive"]),
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
