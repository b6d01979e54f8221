"""The HTTP side of vLLM's `/pooling`, where models that score instead of writing are served."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2

from ..errors import EngineError
from ..types import Pooled, Usage
from .posting import Unreadable, post

SECONDS = 20.0  # a request in all: a score that comes later helps nobody
CONNECT_SECONDS = 5.0
LONGEST = 4_000_000  # bytes of a response


class PoolingClient:
    """The pooling server at `base_url`, with or without /v1. Belongs to one event loop.

    `http` is the client to speak through (see guard.py for servers that a person named); it is closed with this.
    """

    def __init__(
        self,
        *,
        base_url: str,
        api_key: str = "",
        http: httpx2.AsyncClient | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._url = base_url.rstrip("/").removesuffix("/v1") + "/pooling"
        self._key = api_key
        self._http = http or httpx2.AsyncClient(follow_redirects=False)
        self._seconds = seconds

    async def pool(self, request: dict[str, Any]) -> Pooled:
        """Send `request` (see scorers.reward.request) and return the response; raises EngineError."""
        try:
            async with asyncio.timeout(self._seconds):
                status, content = await post(
                    self._http,
                    self._url,
                    request,
                    api_key=self._key,
                    limit_bytes=LONGEST,
                    timeout=httpx2.Timeout(self._seconds, connect=CONNECT_SECONDS),
                )
        except (TimeoutError, httpx2.TimeoutException) as error:
            raise EngineError("The reward model took too long.", retryable=True, code="timeout") from error
        except Unreadable as error:
            raise _garbage() from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise EngineError(
                "The reward model cannot be reached right now.", retryable=True, code="unreachable"
            ) from error
        if status != 200:
            raise EngineError(
                f"The reward model's server answered with status {status}.",
                retryable=status >= 500 or status in (408, 429),
                code="server" if status >= 500 else "bad_request",
            )
        try:
            body = json.loads(content)
            return Pooled(body, _usage(body))
        except (ValueError, RecursionError) as error:
            raise _garbage() from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()


def _usage(body: Any) -> Usage:
    usage = body.get("usage") if isinstance(body, dict) else None
    read = usage.get("prompt_tokens") if isinstance(usage, dict) else None
    return Usage(prompt=read if type(read) is int and read > 0 else 0)


def _garbage() -> EngineError:
    return EngineError("The reward model's server sent something unreadable.", retryable=True, code="garbage")
