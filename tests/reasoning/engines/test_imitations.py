"""Streams as well-known models make them, played by the scripted engine and read by the code that reads servers."""

from __future__ import annotations

import pytest

from reasoning.engines.imitations import IMITATIONS
from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.events import Event, PathFinished, StepFinished, StepScored
from reasoning.paths.scribe import Scribe
from reasoning.types import Delta, EngineRequest, Finish, Turn

pytestmark = pytest.mark.asyncio
ASK = EngineRequest((Turn("user", "2+2?"),), max_tokens=4000)
SCRIPT = Script("It is four.\n\nAnswer: 4", "Two and two.\n\nThat is four, I think.", logprob=-0.1)


async def collect(engine: ScriptedEngine, request: EngineRequest = ASK) -> list[Delta | Finish]:
    return [item async for item in engine.stream(request)]


def said(items: list[Delta | Finish], channel: str = "answer") -> str:
    return "".join(item.text for item in items if isinstance(item, Delta) and item.channel == channel).strip()


def imitation(name: str) -> ScriptedEngine:
    return ScriptedEngine(lambda *_: SCRIPT, imitates=name)


@pytest.mark.parametrize("name", sorted(IMITATIONS))
async def test_each_model_s_stream_is_read_as_thinking_and_answer(name: str) -> None:
    items = await collect(imitation(name))
    assert said(items) == SCRIPT.text
    assert said(items, "reasoning") == ("" if name == "llama" else SCRIPT.thought)
    finish = items[-1]
    assert isinstance(finish, Finish)
    tokens = sum(item.tokens for item in items if isinstance(item, Delta))
    assert finish.usage.generated - tokens in (0, 1)  # a closing tag alone has no text to be told with


async def test_a_missing_opening_tag_is_in_the_wire_and_not_in_the_thought() -> None:
    r1, tagged = IMITATIONS["r1"], IMITATIONS["qwen3-tags"]
    wire = b"".join(r1.events(ASK, SCRIPT.thought, SCRIPT.text))
    assert b"<think>" not in wire
    assert b"</think>" in wire
    assert b"<think>" in b"".join(tagged.events(ASK, SCRIPT.thought, SCRIPT.text))


@pytest.mark.parametrize(("name", "thinks"), [("qwen3", False), ("qwen3-tags", False), ("r1", True)])
async def test_asked_not_to_think_only_some_can(name: str, thinks: bool) -> None:
    engine = imitation(name)
    items = await collect(engine, EngineRequest(ASK.turns, max_tokens=4000, thinks=False))
    assert bool(said(items, "reasoning")) == thinks == engine.capabilities.always_thinks
    assert said(items) == SCRIPT.text


@pytest.mark.parametrize("name", [*sorted(IMITATIONS), ""])
@pytest.mark.parametrize("cut", [1, 4, 7, 9, 12])
async def test_a_path_that_was_cut_goes_on_to_the_same_end(name: str, cut: int) -> None:
    engine = imitation(name)
    scribe = Scribe(0, direct=False)
    whole = Scribe(0, direct=False)
    for item in await collect(engine):
        if isinstance(item, Delta):
            whole.take(item)
    for item in await collect(engine, EngineRequest(ASK.turns, max_tokens=cut)):
        if isinstance(item, Delta):
            scribe.take(item)
    events: list[Event] = []
    for item in await collect(engine, EngineRequest(ASK.turns, prefix=scribe.text, max_tokens=4000)):
        if isinstance(item, Delta):
            events += scribe.take(item)
    assert "".join(scribe.text.split()) == "".join(whole.text.split())
    assert scribe.finish("stop")[-1] == whole.finish("stop")[-1]


@pytest.mark.parametrize("name", ["qwen3", "qwen3-tags", "r1"])
async def test_thinking_that_ran_out_of_tokens_is_closed_and_answered(name: str) -> None:
    engine = imitation(name)
    scribe = Scribe(0, direct=False)
    for item in await collect(engine, EngineRequest(ASK.turns, max_tokens=4)):
        if isinstance(item, Delta):
            scribe.take(item)
    events = scribe.end_thought()
    assert [type(event) for event in events] == [StepFinished, StepScored]
    for item in await collect(engine, EngineRequest(ASK.turns, prefix=scribe.text, max_tokens=4000)):
        if isinstance(item, Delta):
            events += scribe.take(item)
    end = scribe.finish("stop")[-1]
    assert isinstance(end, PathFinished)
    assert (end.answer, end.text) == ("4", SCRIPT.text)
