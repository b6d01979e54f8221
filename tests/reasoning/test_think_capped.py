"""A path that reaches its cap is asked for its answer; no strategy exceeds its budget, whatever an engine does."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.errors import EngineError
from reasoning.events import TERMINAL, PathPruned, StepFinished
from reasoning.scorers import LEAST
from reasoning.state import State
from reasoning.strategies import STRATEGIES
from reasoning.think import Control, think
from reasoning.types import THINK_CLOSE, Budget, Capabilities, EngineRequest, Prices

from .drive import collect, only, state_of, task

ENDLESS = "1. Let me see. " + "And on it goes. " * 500
CONTINUES = Capabilities(8192, logprobs=True, continue_prefix=True)


async def state_after(strategy: str, engine: ScriptedEngine, budget: Budget) -> State:
    return state_of(await collect(think(task(strategy, budget=budget), engine)))


async def state_hurried(strategy: str, engine: ScriptedEngine) -> State:
    """After 'answer now', which is said once a path has written its first words."""
    events, control = [], Control()
    async for event in think(task(strategy), engine, control=control):
        events.append(event)
        if any("see." in path.draft for path in state_of(events).paths):
            control.hurry()
    assert control.hurried
    return state_of(events)


@pytest.mark.asyncio
async def test_the_answer_s_first_word_is_put_into_the_mouth_of_a_path_without_an_end() -> None:
    def says(request: EngineRequest, number: int) -> Script:
        return Script(request.prefix + "5") if request.prefix else Script(ENDLESS, logprob=-0.1)

    engine = ScriptedEngine(says, capabilities=CONTINUES)
    state = await state_after("best_of_n", engine, Budget(1200, 2, 5, 20.0))
    assert [path.answer for path in state.paths] == ["5", "5"]
    assert [path.weight for path in state.paths] == [LEAST, LEAST]
    assert state.answer == "5"
    assert engine.streams[-1].request.prefix.endswith("\n\nAnswer: ")


@pytest.mark.asyncio
async def test_thinking_without_an_end_is_closed_and_the_answer_follows_it() -> None:
    engine = ScriptedEngine(
        lambda request, number: Script("Answer: 5", thought=ENDLESS),
        capabilities=replace(CONTINUES, reasoning=True),
    )
    state = await state_after("best_of_n", engine, Budget(1200, 2, 5, 20.0))
    assert engine.streams[-1].request.prefix.endswith(THINK_CLOSE)
    assert [path.answer for path in state.paths] == ["5", "5"]
    assert state.answer == "Answer: 5"


@pytest.mark.asyncio
async def test_a_path_that_cannot_pay_for_its_answer_has_ended_and_is_not_given_up_as_well() -> None:
    engine = ScriptedEngine(lambda request, number: Script(ENDLESS), capabilities=CONTINUES)
    budget = Budget(3, 1, 5, 20.0)  # a quarter of three tokens is none
    events = await collect(think(task("best_of_n", budget=budget), engine))
    assert not only(events, PathPruned)
    assert [path.status for path in state_of(events).paths] == ["finished"]


@pytest.mark.asyncio
@pytest.mark.parametrize("strategy", ["adaptive", "best_of_n", "revise", "beam", "mcts"])
async def test_to_answer_now_a_path_without_an_end_is_asked_what_it_comes_to(strategy: str) -> None:
    def says(request: EngineRequest, number: int) -> Script:
        concludes = request.prefix.endswith("Answer: ")
        return Script(request.prefix + "5" if concludes else ENDLESS, logprob=-0.1)

    engine = ScriptedEngine(says, capabilities=CONTINUES, rate=300)
    state = await state_hurried(strategy, engine)
    assert (state.status, state.answer) == ("answered", "5")
    assert state.seconds < 5
    assert not engine.open


@pytest.mark.asyncio
@pytest.mark.parametrize("strategy", ["adaptive", "best_of_n", "revise", "beam", "mcts"])
async def test_to_answer_now_before_the_first_word_waits_for_a_step_or_a_stretch(strategy: str) -> None:
    def says(request: EngineRequest, number: int) -> Script:
        concludes = request.prefix.endswith("Answer: ")
        return Script(request.prefix + "5" if concludes else ENDLESS, logprob=-0.1)

    engine, control = ScriptedEngine(says, capabilities=CONTINUES, rate=300), Control()
    control.hurry()
    state = state_of(await collect(think(task(strategy), engine, control=control)))
    assert (state.status, state.answer) == ("answered", "5")
    assert state.usage.generated < 4 * 128 + 10


@pytest.mark.asyncio
async def test_to_answer_now_thinking_is_closed_and_the_answer_follows_it() -> None:
    engine = ScriptedEngine(
        lambda request, number: Script("Answer: 5", thought="" if request.prefix else ENDLESS),
        capabilities=replace(CONTINUES, reasoning=True),
        rate=300,
    )
    state = await state_hurried("adaptive", engine)
    assert (state.status, state.answer) == ("answered", "Answer: 5")
    assert any(stream.request.prefix.endswith(THINK_CLOSE) for stream in engine.streams)


@pytest.mark.asyncio
async def test_to_answer_now_a_path_that_cannot_say_what_it_comes_to_answers_as_it_is() -> None:
    def says(request: EngineRequest, number: int) -> Script:
        return Script(error=EngineError("Down.", retryable=False)) if request.prefix else Script(ENDLESS)

    engine = ScriptedEngine(says, capabilities=CONTINUES, rate=300)
    state = await state_hurried("adaptive", engine)
    assert state.status == "answered"
    assert "Let me see." in state.answer


@pytest.mark.asyncio
async def test_a_path_is_asked_for_its_answer_once() -> None:
    engine = ScriptedEngine(lambda request, number: Script(request.prefix + ENDLESS), capabilities=CONTINUES)
    state = await state_after("best_of_n", engine, Budget(1200, 2, 5, 20.0))
    assert len(engine.streams) <= 4
    assert [path.weight for path in state.paths] == [0.0, 0.0]


LONG = "1. " + "So it goes. " * 150 + "\n\nAnswer: 7"  # more than a half of 1,200 tokens, less than the whole
SHORT = "1. Two and three.\n\nAnswer: 5"


@pytest.mark.asyncio
async def test_a_path_at_its_cap_goes_on_with_what_shorter_ones_have_left_over() -> None:
    engine = ScriptedEngine(
        lambda request, number: Script(SHORT if number == 1 else LONG), capabilities=CONTINUES
    )
    state = await state_after("best_of_n", engine, Budget(1200, 2, 5, 20.0))
    assert [path.answer for path in state.paths] == ["7", "5"]
    assert len(engine.streams) == 3
    assert engine.streams[-1].request.prefix == LONG[: len(engine.streams[-1].request.prefix)]


@pytest.mark.asyncio
async def test_a_path_without_an_end_goes_on_once_and_leaves_what_is_kept_for_asking() -> None:
    engine = ScriptedEngine(
        lambda request, number: Script(SHORT if number == 1 else ENDLESS), capabilities=CONTINUES
    )
    await state_after("best_of_n", engine, Budget(1200, 2, 5, 20.0))
    begun, _short, gone_on, asked = (stream.request for stream in engine.streams)
    assert begun.max_tokens == gone_on.max_tokens == 450  # a half of 1,200, less a quarter
    assert asked.prefix.endswith("Answer: ")
    assert asked.max_tokens >= 150


@pytest.mark.asyncio
async def test_where_all_reach_their_cap_none_takes_what_another_keeps_for_being_asked() -> None:
    engine = ScriptedEngine(lambda request, number: Script(ENDLESS), capabilities=CONTINUES)
    await state_after("best_of_n", engine, Budget(1200, 2, 5, 20.0))
    assert [stream.request.max_tokens for stream in engine.streams[2:]] == [150, 150]


@pytest.mark.asyncio
async def test_an_engine_that_cannot_continue_leaves_a_capped_path_without_a_vote() -> None:
    engine = ScriptedEngine(lambda request, number: Script(ENDLESS), capabilities=Capabilities(8192))
    state = await state_after("best_of_n", engine, Budget(1200, 2, 5, 20.0))
    assert [path.answer for path in state.paths] == [None, None]
    assert state.verdict == "unverified"


SCRIPTS = st.builds(
    Script,
    text=st.sampled_from(
        [
            "",
            "1. a\n2. b\nAnswer: 4",
            "1. 2+2=5\n2. so\nAnswer: 5",
            "An essay.\n\nWith paragraphs.",
            "1. x\n" * 90,
            '{"winner": "A"}',
            '{"steps": [{"step": 1, "critique": "No.", "verdict": "wrong", "score": 1}]}',
            ENDLESS,
        ]
    ),
    thought=st.sampled_from(["", "Hm.\n\nSo be it.", "And on. " * 300]),
    ending=st.sampled_from(["finish", "finish", "break"]),
    error=st.none() | st.just(EngineError("Down.", retryable=True, code="down")),
    logprob=st.sampled_from([None, -0.1, -3.0]),
)
BUDGETS = st.builds(
    Budget,
    tokens=st.integers(1, 3000),
    paths=st.integers(1, 12),
    steps=st.integers(1, 6),
    seconds=st.just(20.0),
    cost_micros=st.none() | st.integers(0, 3000),
)
ABILITIES = st.builds(
    Capabilities,
    context=st.sampled_from([200, 8192]),
    logprobs=st.booleans(),
    continue_prefix=st.booleans(),
    reasoning=st.booleans(),
    follows=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(STRATEGIES)),
    scripts=st.lists(SCRIPTS, min_size=1, max_size=5),
    budget=BUDGETS,
    able=ABILITIES,
    kind=st.sampled_from(["closed", "code", "open"]),
)
def test_no_strategy_exceeds_its_budget_and_every_one_comes_to_an_end(
    name: str, scripts: list[Script], budget: Budget, able: Capabilities, kind: str
) -> None:
    engine = ScriptedEngine(lambda request, number: scripts[number % len(scripts)], capabilities=able)
    asked = task(name, budget=budget, kind=kind, prices=Prices(1000, 500, 2000))

    async def run() -> list[object]:
        return [*await asyncio.wait_for(collect(think(asked, engine)), 20)]

    events = asyncio.run(run())
    assert isinstance(events[-1], TERMINAL)
    state = state_of(events)  # type: ignore[arg-type]
    assert state.usage.generated == sum(stream.generated for stream in engine.streams)
    assert state.usage.generated <= budget.tokens
    assert state.judged <= budget.tokens / 4 + 1
    assert len([p for p in state.paths if p.status == "running"]) == 0 or state.status != "answered"
    if state.status == "answered":
        assert state.answer
    for step in only(events, StepFinished):  # type: ignore[arg-type]
        assert isinstance(step, StepFinished)
        assert step.tokens <= budget.tokens


@pytest.mark.asyncio
async def test_a_program_that_stands_in_the_steps_is_part_of_the_answer() -> None:
    text = "1. Write it.\n```python\ndef f(x):\n    return x\n```\n2. It returns x."
    engine = ScriptedEngine(lambda request, number: Script(text), capabilities=Capabilities(8192))
    state = state_of(await collect(think(task("best_of_n", kind="code"), engine)))
    assert "def f(x):" in state.answer
    assert state.answer.endswith("It returns x.")
