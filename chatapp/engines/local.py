"""Model servers on this very machine: looked for when somebody asks, offered, never connected by themselves."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx2
from django.conf import settings

from reasoning.engines.guard import guarded_client

SECONDS = 0.3
LARGEST = 500_000  # bytes
# Where they listen unless told otherwise.
PORTS = {8000: "vLLM", 8100: "vLLM", 11434: "Ollama", 1234: "LM Studio", 8080: "llama.cpp"}


@dataclass(frozen=True, slots=True)
class Found:
    """A server that answered: what it probably is, where, and its models."""

    name: str
    address: str
    models: tuple[str, ...]

    @property
    def base_url(self) -> str:
        return f"http://{self.address}/v1"


async def look() -> list[Found]:
    """Every known port at once; Fragaria's own is left out."""
    async with guarded_client(limit_bytes=LARGEST) as client:
        asked = [_ask(client, port, name) for port, name in PORTS.items() if port != settings.PORT]
        return [found for found in await asyncio.gather(*asked) if found]


async def _ask(client: httpx2.AsyncClient, port: int, name: str) -> Found | None:
    address = f"127.0.0.1:{port}"
    try:
        async with asyncio.timeout(SECONDS):
            listed = (await client.get(f"http://{address}/v1/models")).json()["data"]
        models = tuple(str(model["id"])[:200] for model in listed[:200])
    except (TimeoutError, httpx2.HTTPError, ValueError, TypeError, KeyError):
        return None  # nothing there, or something else
    return Found(name, address, models)
