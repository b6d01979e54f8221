"""Servers on this machine are found when somebody asks, and no others."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from chatapp.engines import local
from tests.reasoning.engines.server import ModelServer


def port_of(server: ModelServer) -> int:
    return int(server.url.split(":")[2].split("/")[0])


def test_a_server_that_answers_is_found_with_its_models(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "PORTS", {9: "Nothing", port_of(server): "Ollama"})
    [found] = asyncio.run(local.look())
    assert (found.name, found.models, found.base_url) == ("Ollama", ("small", "large"), server.url)


@pytest.mark.parametrize("body", [b"<html>", [], {"data": [{"name": "x"}]}, {"data": None}], ids=str)
def test_something_else_at_the_port_is_passed_over(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, body: Any
) -> None:
    monkeypatch.setattr(local, "PORTS", {port_of(server): "vLLM"})
    server.body = body
    assert asyncio.run(local.look()) == []


def test_our_own_port_is_not_asked(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PORT = port_of(server)
    monkeypatch.setattr(local, "PORTS", {settings.PORT: "vLLM"})
    assert asyncio.run(local.look()) == []
    assert server.headers == []


def test_silent_ports_cost_one_short_wait_together(monkeypatch: pytest.MonkeyPatch) -> None:
    async def look() -> float:
        silent = [await asyncio.start_server(lambda *_: asyncio.sleep(9), "127.0.0.1", 0) for _ in range(4)]
        monkeypatch.setattr(local, "PORTS", {s.sockets[0].getsockname()[1]: "vLLM" for s in silent})
        began = time.monotonic()
        assert await local.look() == []
        return time.monotonic() - began

    assert asyncio.run(look()) < 3 * local.SECONDS
