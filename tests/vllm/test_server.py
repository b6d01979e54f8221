"""vLLM with the shipped weights answers as the embedded engine does, streams, stops, and lets go at once."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from chatapp.supervisor.vllm import Server
from reasoning.engines.embedded import EmbeddedEngine
from reasoning.engines.openai import OpenAIEngine
from reasoning.errors import EngineError
from reasoning.seedling import CT2, HF, WEIGHTS
from reasoning.seedling.convert import convert
from reasoning.state import State, tell
from reasoning.think import Control, think
from reasoning.types import Budget, Capabilities, Delta, EngineRequest, Finish, Task, Turn

from .conftest import running

PROMPTS = 100
CONTINUED = 30  # questions whose replies are continued from every line
pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def engine(server: Server) -> AsyncIterator[OpenAIEngine]:
    engine = OpenAIEngine(
        base_url=server.base_url,
        model=server.name,
        api_key=server.key,
        capabilities=Capabilities(context=1024, logprobs=True),
    )
    yield engine
    await engine.aclose()


@pytest.fixture(scope="session")
def exact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped weights for the embedded engine without rounding to int8."""
    folder = tmp_path_factory.mktemp("float32")
    (folder / HF).symlink_to(WEIGHTS / HF)
    convert(WEIGHTS / HF, folder / CT2, quantization=None)
    return folder


def ask(question: str, **how: object) -> EngineRequest:
    return EngineRequest((Turn("user", question),), **{"max_tokens": 320, **how})  # type: ignore[arg-type]


async def text_of(engine: OpenAIEngine | EmbeddedEngine, request: EngineRequest) -> str:
    return "".join([item.text async for item in engine.stream(request) if isinstance(item, Delta)])


async def test_greedy_text_equals_that_of_the_embedded_engine_in_float32(
    engine: OpenAIEngine, exact: Path
) -> None:
    questions = list(json.loads((WEIGHTS / "greedy.json").read_text()))[:PROMPTS]
    embedded = EmbeddedEngine(exact)
    ours = [await text_of(embedded, ask(question)) for question in questions]
    await embedded.aclose()
    theirs = await asyncio.gather(*(text_of(engine, ask(question)) for question in questions))
    different = [
        (question, one, two) for question, one, two in zip(questions, ours, theirs, strict=True) if one != two
    ]
    print(f"greedy text: {len(questions) - len(different)} of {len(questions)} equal")
    assert len(questions) == PROMPTS
    assert not different


async def test_a_reply_goes_on_from_any_line_as_it_does_in_the_embedded_engine_in_float32(
    engine: OpenAIEngine, exact: Path
) -> None:
    await engine.prepare()
    able = engine.capabilities
    assert able.continue_prefix
    assert able.logprobs
    assert not able.always_thinks
    embedded = EmbeddedEngine(exact)
    asked = []
    for question in list(json.loads((WEIGHTS / "greedy.json").read_text()))[:CONTINUED]:
        lines = (await text_of(embedded, ask(question))).splitlines(keepends=True)
        asked += [ask(question, prefix="".join(lines[:end])) for end in range(1, len(lines))]
    ours = [await text_of(embedded, request) for request in asked]
    await embedded.aclose()
    theirs = await asyncio.gather(*(text_of(engine, request) for request in asked))
    different = [
        (request.prefix, one, two)
        for request, one, two in zip(asked, ours, theirs, strict=True)
        if one != two
    ]
    print(f"continued text: {len(asked) - len(different)} of {len(asked)} equal")
    assert len(asked) > CONTINUED
    assert not different


async def test_a_continued_stream_tells_probabilities_and_tokens(engine: OpenAIEngine) -> None:
    question = "What is 37*48 - 19?"
    line = (await text_of(engine, ask(question))).splitlines(keepends=True)[0]
    items = [item async for item in engine.stream(ask(question, prefix=line, logprobs=True))]
    deltas = [item for item in items if isinstance(item, Delta)]
    assert all(delta.logprob is not None and delta.logprob <= 0 for delta in deltas)
    finish = items[-1]
    assert isinstance(finish, Finish)
    assert finish.reason == "stop"
    assert finish.usage.generated >= sum(delta.tokens for delta in deltas) > 1


async def test_the_server_offers_the_model_and_refuses_a_wrong_key(
    engine: OpenAIEngine, server: Server
) -> None:
    await engine.check()
    stranger = OpenAIEngine(base_url=server.base_url, model=server.name, api_key="guessed")
    with pytest.raises(EngineError, match="key"):
        await stranger.check()
    await stranger.aclose()


async def test_text_streams_token_by_token_with_probabilities(engine: OpenAIEngine) -> None:
    items = [item async for item in engine.stream(ask("What is 37*48 - 19?", logprobs=True))]
    deltas = [item for item in items if isinstance(item, Delta)]
    assert len(deltas) > 10
    assert all(delta.logprob is not None for delta in deltas)
    assert isinstance(items[-1], Finish)
    assert items[-1].reason == "stop"


async def test_text_ends_before_a_stop_string(engine: OpenAIEngine) -> None:
    whole = await text_of(engine, ask("What is 37*48 - 19?"))
    cut = await text_of(engine, ask("What is 37*48 - 19?", stop=("\n2. ",)))
    assert cut == whole[: whole.index("\n2. ")]


async def test_eight_people_think_at_once(engine: OpenAIEngine) -> None:
    async def answer(number: int) -> State:
        task = Task(
            (Turn("user", f"What is {number}*48 - 19?"),),
            "adaptive",
            Budget(tokens=8000, paths=8, steps=8, seconds=120),
        )
        state = State()
        async for event in think(task, engine):
            state = tell(state, event)
        return state

    began = time.monotonic()
    states = await asyncio.gather(*(answer(number) for number in range(31, 39)))
    right = [
        state.answer == str(number * 48 - 19) for number, state in zip(range(31, 39), states, strict=True)
    ]
    print(f"eight thinking runs: {sum(right)} right, {time.monotonic() - began:.1f} s")
    assert all(state.status == "answered" for state in states)
    assert sum(right) >= 6


async def test_a_cancelled_run_frees_the_server_within_a_second(engine: OpenAIEngine, server: Server) -> None:
    control = Control()
    # No model ends these by itself: the paths are told to be long, and ends are ignored.
    endless = OpenAIEngine(
        base_url=server.base_url,
        model=server.name,
        api_key=server.key,
        capabilities=engine.capabilities,
        extra={"ignore_eos": True},
    )
    task = Task((Turn("user", "hello"),), "best_of_n", Budget(tokens=7000, paths=8, steps=8, seconds=60))

    async def run() -> None:
        async for _ in think(task, endless, control=control):
            pass

    working = asyncio.create_task(run())
    for _ in range(100):
        await asyncio.sleep(0.05)
        if await asyncio.to_thread(running, server) >= 4:
            break
    else:
        pytest.fail("the server never worked on four paths at once")
    control.cancel()
    began = time.monotonic()
    while await asyncio.to_thread(running, server) > 0:
        assert time.monotonic() - began < 1.0
        await asyncio.sleep(0.02)
    print(f"cancel: no request running after {time.monotonic() - began:.2f} s")
    await working
    await endless.aclose()


async def test_too_long_a_conversation_is_refused_in_words(engine: OpenAIEngine) -> None:
    with pytest.raises(EngineError, match="too long") as caught:
        await text_of(engine, ask("12 " * 3000))
    assert not caught.value.retryable
