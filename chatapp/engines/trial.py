"""Asking a model server before it is connected: which models it offers, and one small answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import openai
from django.utils.translation import gettext as _

from reasoning.engines.guard import guarded_client
from reasoning.engines.openai import OpenAIEngine
from reasoning.errors import EngineError
from reasoning.types import Delta, EngineRequest, Finish, Turn

from .address import Server
from .words import NO_API, advice

SECONDS = 10.0
LARGEST = 1_000_000  # bytes of one response
TOKENS = 32
LONGEST_REPLY = 400
MOST_MODELS = 200
QUESTION = "Say hello in one short sentence."


class TrialFailed(Exception):
    """`message` says what went wrong and what to do about it; `code` is EngineError's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Tried:
    """A successful trial: the reply, and seconds to its first token and in all."""

    reply: str
    first: float
    total: float


async def offered(server: Server) -> dict[str, int | None]:
    """The models that `server` offers, each with its context in tokens or None. Raises TrialFailed."""
    async with _asking(server, "") as engine:
        found = await engine.offered()
    return dict(list(found.items())[:MOST_MODELS])


async def ask(server: Server, model: str) -> Tried:
    """Let `model` answer one short question. Raises TrialFailed."""
    reply, first, ended = "", 0.0, False
    request = EngineRequest((Turn("user", QUESTION),), max_tokens=TOKENS)
    began = time.perf_counter()
    try:
        async with _asking(server, model) as engine:
            async for item in engine.stream(request):
                if isinstance(item, Delta):
                    first = first or time.perf_counter() - began
                    reply += item.text
                ended = ended or isinstance(item, Finish)
    except TrialFailed as failure:
        if failure.code == "model":
            raise await _which(server, model) from failure
        raise
    if not ended:
        raise TrialFailed("garbage", str(NO_API))
    return Tried(reply.strip()[:LONGEST_REPLY], first, time.perf_counter() - began)


async def _which(server: Server, model: str) -> TrialFailed:
    """404 may mean the model or the address: the list of models tells them apart."""
    with suppress(TrialFailed):
        names = list(await offered(server))
        if model not in names:
            listed = ", ".join(names[:5]) or _("none at all")
            return TrialFailed(
                "model", _("The server has no model of this name. It offers: {listed}.").format(listed=listed)
            )
    return TrialFailed("garbage", str(NO_API))


@asynccontextmanager
async def _asking(server: Server, model: str) -> AsyncIterator[OpenAIEngine]:
    engine = OpenAIEngine(
        base_url=server.base_url,
        model=model,
        api_key=server.key,
        http=guarded_client(limit_bytes=LARGEST),
    )
    try:
        async with asyncio.timeout(SECONDS):
            yield engine
    except TimeoutError:
        raise TrialFailed("timeout", advice("timeout", server)) from None
    except EngineError as error:
        raise TrialFailed(error.code, advice(error.code, server, _said(error, server))) from None
    finally:
        await engine.aclose()


def _said(error: EngineError, server: Server) -> str:
    """The server's own words, without the key should it repeat it."""
    cause = error.__cause__
    said = cause.message if isinstance(cause, openai.APIStatusError) else error.message
    return " ".join((said.replace(server.key, "…") if server.key else said).split())[:300]
