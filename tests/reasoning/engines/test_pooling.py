"""The pooling client against a real server on loopback."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
import pytest_asyncio

from reasoning.engines import pooling
from reasoning.engines.pooling import PoolingClient
from reasoning.errors import EngineError
from reasoning.scorers.reward import read, request
from reasoning.state import Path, Step
from reasoning.types import Turn, Usage

from .server import ModelServer, model_server

pytestmark = pytest.mark.asyncio(loop_scope="module")
PATH = Path(0, steps=(Step("1. Add.", 3), Step("2. 2+3 = 5", 5)))
ANSWER = {"data": [{"index": 0, "data": [[0.1, 0.9], [0.8, 0.2]]}], "usage": {"prompt_tokens": 40}}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running() -> AsyncIterator[tuple[ModelServer, PoolingClient]]:
    async with model_server() as server:
        client = PoolingClient(base_url=server.url, api_key="secret")
        yield server, client
        await client.aclose()


@pytest.fixture
def server(running: tuple[ModelServer, PoolingClient]) -> ModelServer:
    running[0].reset()
    return running[0]


@pytest.fixture
def client(running: tuple[ModelServer, PoolingClient]) -> PoolingClient:
    return running[1]


def body() -> dict[str, Any]:
    asked = request("prm", (Turn("user", "What is 2+3?"),), PATH)
    assert asked
    return asked


async def refusal(client: PoolingClient) -> EngineError:
    with pytest.raises(EngineError) as refused:
        await client.pool(body())
    return refused.value


async def test_a_request_reaches_the_pooling_route_with_the_key_and_brings_scores_and_usage(
    server: ModelServer, client: PoolingClient
) -> None:
    server.script = [json.dumps(ANSWER).encode()]
    pooled = await client.pool(body())
    assert [event.score for event in read(pooled.body, PATH)] == [0.9, 0.2]
    assert pooled.usage == Usage(prompt=40)
    assert server.requests == [body()]
    assert server.headers[0].startswith("POST /pooling HTTP/1.1")
    assert "authorization: bearer secret" in server.headers[0].lower()
    assert "accept-encoding: identity" in server.headers[0].lower()


@pytest.mark.parametrize(
    ("status", "retryable"),
    [(400, False), (401, False), (404, False), (302, False), (429, True), (503, True)],
)
async def test_a_refusal_says_whether_another_try_can_help(
    server: ModelServer, client: PoolingClient, status: int, retryable: bool
) -> None:
    server.status = status
    error = await refusal(client)
    assert error.retryable is retryable
    assert str(status) in error.message


@pytest.mark.parametrize("sent", [b"", b"<html>", b'{"data": [', b"[" * 200_000, b"\xff\xfe\x00"])
async def test_what_is_no_json_is_an_error_in_words(
    server: ModelServer, client: PoolingClient, sent: bytes
) -> None:
    server.script = [sent] if sent else []
    assert (await refusal(client)).code == "garbage"


@pytest.mark.parametrize(
    "sent",
    [b"[]", b'{"usage": 3}', b'{"usage": {"prompt_tokens": true}}', b'{"usage": {"prompt_tokens": -4}}'],
)
async def test_a_response_without_usage_counts_nothing(
    server: ModelServer, client: PoolingClient, sent: bytes
) -> None:
    server.script = [sent]
    assert (await client.pool(body())).usage == Usage()


async def test_a_response_without_an_end_is_left(
    server: ModelServer, client: PoolingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooling, "LONGEST", 5_000)
    server.script = [*[b" " * 1_000] * 100, b"[]"]
    assert (await refusal(client)).code == "garbage"


async def test_a_packed_response_is_not_unpacked(server: ModelServer, client: PoolingClient) -> None:
    server.status, server.encoding, server.body = 503, "gzip", gzip.compress(b"0" * 1_000_000)
    assert (await refusal(client)).code == "garbage"


async def test_silence_and_trickling_end_at_the_deadline(server: ModelServer) -> None:
    client = PoolingClient(base_url=server.url, seconds=0.5, http=httpx2.AsyncClient())
    try:
        for script in ([30.0], [b" ", 0.05] * 1_000):
            server.reset()
            server.script = script
            assert (await refusal(client)).code == "timeout"
            await asyncio.wait_for(server.disconnected.wait(), 10)
    finally:
        await client.aclose()


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1", "ftp://example.invalid", "http://[", "no address"])
async def test_a_server_that_is_not_there_is_an_error_in_words(url: str) -> None:
    away = PoolingClient(base_url=url, http=httpx2.AsyncClient())
    error = await refusal(away)
    assert (error.code, error.retryable) == ("unreachable", True)
    await away.aclose()
