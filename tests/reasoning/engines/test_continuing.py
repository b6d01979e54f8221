"""What a server is found to be able to do, and going on from what was written, over real HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from reasoning.engines import probe as probing
from reasoning.engines import rendering
from reasoning.engines.families import family_of
from reasoning.engines.openai import AGAIN_SECONDS, OpenAIEngine
from reasoning.engines.scripted import Script
from reasoning.errors import EngineError
from reasoning.types import Capabilities, Delta, EngineRequest, Finish, Turn

from .vllm import VLLM, vllm_server

pytestmark = pytest.mark.asyncio(loop_scope="module")
QUESTION = (Turn("system", "Be brief."), Turn("user", "2+2?"))
NAMES = {
    "qwen3": "Qwen/Qwen3-8B",
    "qwen3-tags": "Qwen/Qwen3-8B",
    "r1": "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B",
    "llama": "meta-llama/Llama-3.1-8B-Instruct",
}
Make = Callable[..., OpenAIEngine]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running() -> AsyncIterator[VLLM]:
    async with vllm_server() as server:
        yield server


@pytest.fixture
def server(running: VLLM) -> VLLM:
    running.reset("qwen3")
    return running


@pytest_asyncio.fixture(loop_scope="module")
async def make(server: VLLM) -> AsyncIterator[Make]:
    """An engine for the server's model; under a name that says what it is, or under an alias."""
    engines: list[OpenAIEngine] = []

    def made(name: str = "", **how: object) -> OpenAIEngine:
        how.setdefault("capabilities", Capabilities(context=8192, logprobs=True))
        family = family_of(name) if name else None
        engines.append(OpenAIEngine(base_url=server.url, model="m", family=family, **how))  # type: ignore[arg-type]
        return engines[-1]

    yield made
    for engine in engines:
        await engine.aclose()


async def collect(engine: OpenAIEngine, **how: object) -> list[Delta | Finish]:
    request = EngineRequest(QUESTION, **{"max_tokens": 100, **how})  # type: ignore[arg-type]
    return [item async for item in engine.stream(request)]


def said(items: list[Delta | Finish], channel: str = "answer") -> str:
    return "".join(item.text for item in items if isinstance(item, Delta) and item.channel == channel)


# What a server can do


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(
    ("model", "reasoning", "always"),
    [("qwen3", True, False), ("qwen3-tags", True, False), ("r1", True, True), ("llama", False, False)],
)
async def test_a_server_s_abilities_are_found_out(
    server: VLLM, make: Make, model: str, reasoning: bool, always: bool, named: bool
) -> None:
    server.reset(model)
    engine = make(NAMES[model] if named else "")
    assert not engine.capabilities.continue_prefix
    await engine.prepare()
    found = engine.capabilities
    assert (found.reasoning, found.always_thinks) == (reasoning, always)
    assert (found.logprobs, found.structured, found.follows) == (True, True, True)
    assert found.continue_prefix
    assert found.context == 4096


async def test_it_is_asked_once_and_many_wait_for_the_one(server: VLLM, make: Make) -> None:
    server.reset("llama")
    engine = make(NAMES["llama"])
    await asyncio.gather(*(engine.prepare() for _ in range(5)))
    asked = len(server.asked)
    assert asked == 7
    await engine.prepare()
    assert len(server.asked) == asked


@pytest.mark.parametrize("model", ["qwen3", "qwen3-tags"])
async def test_a_switch_that_has_no_effect_is_noticed(server: VLLM, make: Make, model: str) -> None:
    server.reset(model)
    server.ignores_switch = True
    engine = make(NAMES[model])
    await engine.prepare()
    assert engine.capabilities.always_thinks


async def test_fields_that_a_server_does_not_know_are_done_without(server: VLLM, make: Make) -> None:
    server.reset("llama")
    server.refused = ("logprobs", "top_k", "response_format")
    engine = make("Qwen/Qwen2.5-7B-Instruct")
    await engine.prepare()
    found = engine.capabilities
    assert (found.logprobs, found.structured, found.continue_prefix) == (False, False, True)
    assert said(await collect(engine, temperature=0.7)) == "4"


async def test_what_is_no_vllm_keeps_its_chat(server: VLLM, make: Make) -> None:
    server.reset("llama")
    server.broken = dict.fromkeys(("/tokenize", "/v1/completions", "/v1/models"), (404, b"{}"))
    engine = make(NAMES["llama"])
    await engine.prepare()
    found = engine.capabilities
    assert (found.continue_prefix, found.structured, found.logprobs, found.context) == (
        False,
        True,
        True,
        8192,
    )
    assert said(await collect(engine)) == "4"


IDS = b'{"tokens": [%b], "count": 1, "max_model_len": 99}'


@pytest.mark.parametrize(
    "answer",
    [
        (404, b"not found"),
        (405, b""),
        (500, b"oops"),
        (200, b"<html>"),
        (200, b"[1, 2]"),
        (200, b'{"tokens": null}'),
        (200, b'{"tokens": []}'),
        (200, IDS % b'"1", "2"'),
        (200, IDS % b"1, true"),
        (200, IDS % b"1, -2"),
        (200, IDS % b"1.5"),
        (200, b"[" * 100_000),
        (200, b"\xff\xfe\x00"),
        (302, b""),
    ],
)
async def test_a_tokenizer_that_makes_no_sense_is_none(
    server: VLLM, make: Make, answer: tuple[int, bytes]
) -> None:
    server.broken["/tokenize"] = answer
    engine = make(NAMES["qwen3"])
    await engine.prepare()
    assert not engine.capabilities.continue_prefix
    assert engine.capabilities.structured
    with pytest.raises(EngineError):
        await collect(engine, prefix="Well")


@pytest.mark.parametrize("path", ["/tokenize", "/v1/completions", "/v1/chat/completions"])
async def test_a_response_without_an_end_is_given_up(
    server: VLLM, make: Make, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probing, "SECONDS", 0.2)
    monkeypatch.setattr(rendering, "LARGEST", 100_000)
    server.broken[path] = (200, [b'{"tokens": [' + b"1, " * 60_000, 30.0])
    engine = make(NAMES["qwen3"])
    await asyncio.wait_for(engine.prepare(), 10)
    assert engine.capabilities.continue_prefix == (path == "/v1/chat/completions")


async def test_a_server_that_is_down_is_asked_again_later(server: VLLM, make: Make) -> None:
    now = [100.0]
    server.broken = dict.fromkeys(("/tokenize", "/v1/completions", "/v1/chat/completions"), (503, b"{}"))
    engine = make(NAMES["qwen3"], clock=lambda: now[0])
    await engine.prepare()
    before = engine.capabilities
    assert (before.reasoning, before.logprobs, before.continue_prefix) == (True, True, False)
    server.broken = {}
    await engine.prepare()
    assert not engine.capabilities.continue_prefix
    now[0] += AGAIN_SECONDS + 1
    await engine.prepare()
    assert engine.capabilities.continue_prefix


async def test_no_server_at_all_is_no_failure_of_preparing() -> None:
    engine = OpenAIEngine(base_url="http://127.0.0.1:9/v1", model="m")
    await asyncio.wait_for(engine.prepare(), 10)
    assert not engine.capabilities.continue_prefix
    await engine.aclose()


# How a model is asked


async def test_thinking_is_asked_for_and_sampled_as_the_model_was_made_for(server: VLLM, make: Make) -> None:
    engine = make(NAMES["qwen3"], extra={"priority": 2, "chat_template_kwargs": {"tool": 1}})
    items = await collect(engine, temperature=0.0)
    assert (said(items, "reasoning"), said(items)) == ("Two and two.\nThat is four.", "4")
    await collect(engine, temperature=0.0, thinks=False)
    await collect(engine, temperature=0.7, thinks=False)
    on, off, warm = server.bodies("/v1/chat/completions")
    assert (on["temperature"], on["top_p"], on["top_k"], on["priority"]) == (0.6, 0.95, 20, 2)
    assert on["chat_template_kwargs"] == {"enable_thinking": True, "tool": 1}
    assert (off["temperature"], off["top_p"]) == (0.0, 1.0)
    assert "top_k" not in off
    assert off["chat_template_kwargs"] == {"enable_thinking": False, "tool": 1}
    assert (warm["temperature"], warm["top_p"], warm["top_k"]) == (0.7, 0.8, 20)


@pytest.mark.parametrize("model", ["qwen3", "qwen3-tags"])
async def test_a_reasoner_under_an_alias_is_switched_all_the_same(
    server: VLLM, make: Make, model: str
) -> None:
    server.reset(model)
    engine = make()
    await engine.prepare()
    assert said(await collect(engine), "reasoning").strip() == "Two and two.\nThat is four."
    assert said(await collect(engine, thinks=False), "reasoning") == ""
    on, off = server.bodies("/v1/chat/completions")[-2:]
    assert (on["temperature"], on["top_p"]) == (0.6, 0.95)
    assert off["chat_template_kwargs"] == {"enable_thinking": False}


async def test_r1_gets_no_system_turn_and_is_never_greedy(server: VLLM, make: Make) -> None:
    server.reset("r1")
    engine = make(NAMES["r1"])
    items = await collect(engine, temperature=0.0, thinks=False)
    assert (said(items, "reasoning").strip(), said(items).strip()) == ("Two and two.\nThat is four.", "4")
    (body,) = server.bodies("/v1/chat/completions")
    assert body["messages"] == [{"role": "user", "content": "Be brief.\n\n2+2?"}]
    assert (body["temperature"], body["top_p"]) == (0.6, 0.95)
    assert "chat_template_kwargs" not in body


async def test_a_schema_is_sent_along(server: VLLM, make: Make) -> None:
    engine = make(NAMES["llama"])
    schema = {"type": "object"}
    assert json.loads(said(await collect(engine, schema=schema, thinks=False))) == {"sum": 4}
    (body,) = server.bodies("/v1/chat/completions")
    assert body["response_format"]["json_schema"]["schema"] == schema


# Going on from a prefix


async def test_a_plain_reply_goes_on(server: VLLM, make: Make) -> None:
    server.reset("llama", Script("1. Two.\n2. Two more.\nAnswer: 4"))
    engine = make(NAMES["llama"])
    *deltas, finish = await collect(engine, prefix="1. Two.\n", logprobs=True, seed=5, stop=("END",))
    assert said(deltas) == "2. Two more.\nAnswer: 4"
    assert all(isinstance(delta, Delta) and delta.logprob == -0.5 for delta in deltas)
    assert isinstance(finish, Finish)
    assert finish.reason == "stop"
    (body,) = server.bodies("/v1/completions")
    prompt = "".join(map(chr, body["prompt"]))
    assert prompt == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n2+2?<|im_end|>\n"
        "<|im_start|>assistant\n1. Two.\n"
    )
    assert (body["seed"], body["stop"], body["max_tokens"]) == (5, ["END"], 100)
    first, second = server.bodies("/tokenize")
    assert first["add_generation_prompt"] is True
    assert second == {"model": "m", "prompt": "1. Two.\n", "add_special_tokens": False}


@pytest.mark.parametrize("model", ["qwen3", "qwen3-tags", "r1"])
async def test_open_thinking_goes_on_and_ends_by_itself(server: VLLM, make: Make, model: str) -> None:
    server.reset(model)
    engine = make(NAMES[model])
    await engine.prepare()
    items = await collect(engine, prefix="<think>Two and two.\n")
    assert said(items, "reasoning").strip() == "That is four."
    assert said(items).strip() == "4"


@pytest.mark.parametrize("model", ["qwen3", "r1"])
async def test_thinking_that_was_closed_is_followed_by_the_answer(
    server: VLLM, make: Make, model: str
) -> None:
    server.reset(model)
    engine = make(NAMES[model])
    await engine.prepare()
    server.asked.clear()
    items = await collect(engine, prefix="<think>Two and</think>")
    assert (said(items, "reasoning"), said(items)) == ("", "4")
    (body,) = server.bodies("/v1/completions")
    assert "".join(map(chr, body["prompt"])).endswith("assistant\n<think>\nTwo and\n</think>\n\n")


async def test_the_paths_of_one_question_have_it_rendered_once(server: VLLM, make: Make) -> None:
    server.reset("llama", Script("1. a\n2. b"))
    engine = make(NAMES["llama"])
    await asyncio.gather(*(collect(engine, prefix="1. a\n") for _ in range(3)))
    await collect(engine, prefix="1. a\n")
    assert sum("messages" in body for body in server.bodies("/tokenize")) <= 3
    assert sum("prompt" in body for body in server.bodies("/tokenize")) == 4


# Bad streams


async def test_thinking_that_never_ends_is_thinking(server: VLLM, make: Make) -> None:
    server.reset("r1", Script("", "Hm. " * 200))
    items = await collect(make(NAMES["r1"]))
    assert said(items) == ""
    assert said(items, "reasoning").startswith("Hm. Hm.")
    assert isinstance(items[-1], Finish)
    assert items[-1].reason == "length"


@pytest.mark.parametrize("text", ["a\0b", "4 " * 300_000, "same again. " * 5000])
async def test_strange_answers_come_through_whole(server: VLLM, make: Make, text: str) -> None:
    server.reset("qwen3-tags", Script(text, "x\0y"))
    items = await collect(make(NAMES["qwen3-tags"]), max_tokens=10**6)
    assert said(items).strip() == text.strip()
    assert said(items, "reasoning").strip() == "x\0y"


async def test_closing_a_continued_stream_hangs_up(server: VLLM, make: Make) -> None:
    server.reset("llama")
    server.broken["/v1/completions"] = (
        200,
        [b'data: {"choices": [{"text": "Fo"}]}\n\n', *[0.05, b": still here\n\n"] * 200],
    )
    stream = make(NAMES["llama"]).stream(EngineRequest(QUESTION, prefix="It is ", max_tokens=9))
    assert await anext(stream) == Delta("Fo")
    before = len(asyncio.all_tasks())
    await stream.aclose()
    async with asyncio.timeout(5):
        while len(asyncio.all_tasks()) >= before:  # noqa: ASYNC110 - the server's task ends with the connection
            await asyncio.sleep(0.02)
