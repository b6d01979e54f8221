"""How a model is asked, and going on from what was written, over real HTTP."""

from __future__ import annotations

import asyncio
import json

import pytest

from reasoning.engines.scripted import Script
from reasoning.types import Delta, EngineRequest, Finish

from .vllm import NAMES, QUESTION, VLLM, Make, collect, said

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
