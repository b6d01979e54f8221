"""A server that imitates vLLM, and engines for it. Tests of other servers have their own `server`."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from reasoning.engines.families import family_of
from reasoning.engines.openai import OpenAIEngine
from reasoning.types import Capabilities

from .vllm import VLLM, Make, vllm_server


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
