"""The HTTP adapter against a real server on loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from reasoning.engines.openai import OpenAIEngine
from reasoning.errors import EngineError
from reasoning.types import Delta, EngineRequest, Finish, Turn, Usage

from .server import DONE, ModelServer, chunk, event, model_server, usage

# One client for all: making one reads the machine's certificates, which takes a fifth of a second.
pytestmark = pytest.mark.asyncio(loop_scope="module")
REQUEST = EngineRequest((Turn("system", "Be brief."), Turn("user", "2+2?")), max_tokens=50, seed=7)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running() -> AsyncIterator[tuple[ModelServer, OpenAIEngine]]:
    async with model_server() as server:
        engine = OpenAIEngine(base_url=server.url, model="m", api_key="secret", extra={"priority": 3})
        yield server, engine
        await engine.aclose()


@pytest.fixture
def server(running: tuple[ModelServer, OpenAIEngine]) -> ModelServer:
    running[0].reset()
    return running[0]


@pytest.fixture
def engine(running: tuple[ModelServer, OpenAIEngine]) -> OpenAIEngine:
    return running[1]


async def collect(engine: OpenAIEngine, request: EngineRequest = REQUEST) -> list[Delta | Finish]:
    return [item async for item in engine.stream(request)]


def said(items: list[Delta | Finish], channel: str = "answer") -> str:
    return "".join(item.text for item in items if isinstance(item, Delta) and item.channel == channel)


async def test_text_streams_and_ends_with_what_the_server_counted(
    server: ModelServer, engine: OpenAIEngine
) -> None:
    server.script = [
        chunk(role="assistant"),
        chunk("Fo"),
        chunk("ur."),
        chunk(finish="stop"),
        usage(9, 2, 4),
        DONE,
    ]
    *deltas, finish = await collect(engine)
    assert deltas == [Delta("Fo"), Delta("ur.")]
    assert finish == Finish("stop", Usage(9, 4, 2))


async def test_the_request_carries_every_setting(server: ModelServer, engine: OpenAIEngine) -> None:
    server.script = [chunk("4", finish="stop"), DONE]
    await collect(engine, EngineRequest((Turn("user", "x"),), stop=("END",), logprobs=True, temperature=0.5))
    (sent,) = server.requests
    assert sent["messages"] == [{"role": "user", "content": "x"}]
    assert (sent["stop"], sent["logprobs"], sent["temperature"], sent["priority"]) == (["END"], True, 0.5, 3)
    assert sent["stream_options"] == {"include_usage": True}
    assert "seed" not in sent
    assert "authorization: bearer secret" in server.headers[0].lower()


async def test_a_cut_by_length_is_told(server: ModelServer, engine: OpenAIEngine) -> None:
    server.script = [chunk("Fo"), chunk("u", finish="length"), usage(9, 2), DONE]
    assert (await collect(engine))[-1] == Finish("length", Usage(9, 0, 2))


async def test_without_a_usage_event_tokens_are_counted_here(
    server: ModelServer, engine: OpenAIEngine
) -> None:
    server.script = [chunk("Fo"), chunk("ur", finish="stop"), DONE]
    finish = (await collect(engine))[-1]
    assert isinstance(finish, Finish)
    assert finish.usage.generated == 2
    assert finish.usage.prompt > 0


@pytest.mark.parametrize("field", ["reasoning", "reasoning_content"])
async def test_thinking_that_the_server_sets_apart_has_its_own_channel(
    server: ModelServer, engine: OpenAIEngine, field: str
) -> None:
    server.script = [
        chunk(**{field: "hm "}),
        chunk(**{field: "hm", "content": None}),
        chunk("4", finish="stop"),
    ]
    items = await collect(engine)
    assert (said(items, "reasoning"), said(items)) == ("hm hm", "4")


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
async def test_think_tags_are_found_however_the_chunks_cut_them(
    server: ModelServer, engine: OpenAIEngine, size: int
) -> None:
    text = "\n<think>a < b </thin b</think>\n\nFour <think>."
    server.script = [chunk(text[i : i + size]) for i in range(0, len(text), size)]
    server.script += [chunk(finish="stop"), usage(5, 11), DONE]
    items = await collect(engine)
    assert said(items, "reasoning") == "a < b </thin b"
    assert said(items) == "\n\nFour <think>."
    assert sum(item.tokens for item in items if isinstance(item, Delta)) <= -(-len(text) // size)


async def test_a_reply_that_only_begins_like_a_tag_is_kept(server: ModelServer, engine: OpenAIEngine) -> None:
    server.script = [chunk("<th"), chunk("e end", finish="stop"), DONE]
    assert said(await collect(engine)) == "<the end"
    server.script = [chunk("<thi", finish="stop"), DONE]
    assert said(await collect(engine)) == "<thi"


async def test_the_logprobs_of_a_chunk_are_summed(server: ModelServer, engine: OpenAIEngine) -> None:
    tokens = [{"token": "a", "logprob": -0.5}, {"token": "b", "logprob": -0.25}]
    choice = {"index": 0, "delta": {"content": "ab"}, "logprobs": {"content": tokens}}
    server.script = [event({"choices": [choice]}), chunk(finish="stop"), DONE]
    assert (await collect(engine))[0] == Delta("ab", "answer", 2, -0.75)


async def test_separators_of_unicode_and_cut_characters_do_not_break_events(
    server: ModelServer, engine: OpenAIEngine
) -> None:
    text = "a\u2028b\u0085c\u2029 \U0001f353"
    data = {"choices": [{"delta": {"content": text}, "finish_reason": "stop"}]}
    body = b"data: " + json.dumps(data, ensure_ascii=False).encode()
    server.script = [bytes([byte]) for byte in body]
    assert said(await collect(engine)) == text


async def test_a_line_without_an_end_is_given_up(server: ModelServer, engine: OpenAIEngine) -> None:
    server.script = [b"data: " + b"x" * 600_000, b"x" * 600_000, 5.0]
    with pytest.raises(EngineError) as error:
        await collect(engine)
    assert error.value.code == "garbage"
    server.reset()
    server.script = [chunk("x" * 900_000), chunk(finish="stop"), DONE]
    assert len(said(await collect(engine))) == 900_000


@pytest.mark.parametrize(
    ("told", "believed"),
    [(4096, 4096), (512, 512), (10_000_000, 10_000_000), (511, None), (10_000_001, None), (True, None),
     (4096.0, None), ("4096", None), (None, None), (-1, None)],
)  # fmt: skip
async def test_a_context_is_believed_where_it_can_be(
    server: ModelServer, engine: OpenAIEngine, told: object, believed: int | None
) -> None:
    server.body = {"object": "list", "data": [{"id": "m", "max_model_len": told}]}
    assert await engine.offered() == {"m": believed}


async def test_closing_the_stream_hangs_up(server: ModelServer, engine: OpenAIEngine) -> None:
    server.script = [chunk("Fo"), 30.0, chunk("ur")]
    stream = engine.stream(REQUEST)
    assert await anext(stream) == Delta("Fo")
    await stream.aclose()
    await asyncio.wait_for(server.disconnected.wait(), 5)


async def test_cancelling_the_reader_hangs_up(server: ModelServer, engine: OpenAIEngine) -> None:
    server.script = [chunk("Fo"), 30.0]
    reader = asyncio.create_task(collect(engine))
    await asyncio.wait_for(server.asked.wait(), 5)
    reader.cancel()
    await asyncio.wait([reader])
    await asyncio.wait_for(server.disconnected.wait(), 5)


@pytest.mark.parametrize(
    ("status", "message", "code", "retryable"),
    [
        (401, "bad key", "auth", False),
        (403, "not yours", "auth", False),
        (404, "The model `m` does not exist.", "model", False),
        (400, "This model's maximum context length is 2048 tokens.", "too_long", False),
        (400, "temperature must be positive", "bad_request", False),
        (413, "body", "too_long", False),
        (429, "slow down", "busy", True),
        (429, "You exceeded your current quota", "quota", False),
        (500, "oops", "server", True),
        (503, "loading", "server", True),
    ],
)
async def test_each_refusal_becomes_an_error_that_decides(
    server: ModelServer, engine: OpenAIEngine, status: int, message: str, code: str, retryable: bool
) -> None:
    server.status, server.body = status, {"error": {"message": message}}
    with pytest.raises(EngineError) as caught:
        await collect(engine)
    assert (caught.value.code, caught.value.retryable) == (code, retryable)
    assert "secret" not in caught.value.message
    assert len(server.requests) == 1  # trying again is the driver's decision


async def test_a_refused_connection_is_retryable() -> None:
    engine = OpenAIEngine(base_url="http://127.0.0.1:9/v1", model="m")
    with pytest.raises(EngineError, match="cannot be reached") as caught:
        await collect(engine)
    assert caught.value.retryable
    with pytest.raises(EngineError, match="cannot be reached"):
        await engine.check()


@pytest.mark.parametrize(
    ("script", "code", "retryable"),
    [
        ([chunk("a"), b"data: {broken\n\n"], "garbage", True),
        ([event([1, 2])], "garbage", True),
        ([chunk(content={"a": 1})], "garbage", True),
        ([chunk(reasoning=["a"])], "garbage", True),
        ([b"data: \xff\xfe\n\n"], "garbage", True),
        ([b"data: " + b"[" * 200_000 + b"\n\n"], "garbage", True),
        ([event({"choices": [{"delta": {"content": "x"}, "logprobs": {"content": [{}]}}]})], "garbage", True),
        ([chunk(finish="stop"), DONE], "garbage", True),
        ([chunk("a"), event({"error": {"message": "out of memory", "code": 500}})], "server", True),
        ([event({"error": {"message": "maximum context length", "code": 400}})], "too_long", False),
        ([chunk("a", finish="content_filter")], "filtered", False),
    ],
)
async def test_a_stream_that_goes_wrong_is_named(
    server: ModelServer, engine: OpenAIEngine, script: list[bytes | float], code: str, retryable: bool
) -> None:
    server.script = script
    with pytest.raises(EngineError) as caught:
        await collect(engine)
    assert (caught.value.code, caught.value.retryable) == (code, retryable)


@pytest.mark.parametrize("script", [[], [DONE], [chunk("half")], [b": ping\n\n"]])
async def test_a_stream_without_an_end_gives_no_finish(
    server: ModelServer, engine: OpenAIEngine, script: list[bytes | float]
) -> None:
    server.script = script
    assert not any(isinstance(item, Finish) for item in await collect(engine))


async def test_a_connection_that_breaks_in_the_middle_is_retryable() -> None:
    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = chunk("Fo")
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        writer.write(b"%x\r\n%b\r\n" % (len(body), body))
        await writer.drain()
        writer.close()

    broken = await asyncio.start_server(break_off, "127.0.0.1", 0)
    async with broken:
        port = broken.sockets[0].getsockname()[1]
        engine = OpenAIEngine(base_url=f"http://127.0.0.1:{port}/v1", model="m")
        with pytest.raises(EngineError, match="broke off") as caught:
            await collect(engine)
        await engine.aclose()
    assert caught.value.retryable


async def test_check_wants_the_model_to_be_on_offer(server: ModelServer, engine: OpenAIEngine) -> None:
    server.body = {"object": "list", "data": [{"id": "m", "object": "model"}]}
    await engine.check()
    server.body = {"object": "list", "data": [{"id": "other", "object": "model"}]}
    with pytest.raises(EngineError, match=r"does not offer 'm' \(it offers: other\)"):
        await engine.check()
    server.body = b"<html>"
    with pytest.raises(EngineError):
        await engine.check()


async def test_what_the_server_calls_its_weights_is_kept(server: ModelServer, engine: OpenAIEngine) -> None:
    server.script = [
        event({"system_fingerprint": "vllm-0.32-a1", "choices": []}),
        chunk("4", finish="stop"),
        DONE,
    ]
    await collect(engine)
    assert engine.fingerprint == "vllm-0.32-a1"
    server.script = [chunk("4", finish="stop"), DONE]
    await collect(engine)
    assert engine.fingerprint == "vllm-0.32-a1"
