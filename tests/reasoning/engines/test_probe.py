"""What a server is found to be able to do, over real HTTP."""

from __future__ import annotations

import asyncio

import pytest

from reasoning.engines import probe as probing
from reasoning.engines import rendering
from reasoning.engines.openai import AGAIN_SECONDS, OpenAIEngine
from reasoning.errors import EngineError

from .vllm import NAMES, VLLM, Make, collect, said

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
