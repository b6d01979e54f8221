"""vLLM, or anything else that speaks the OpenAI chat API over HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from math import inf
from typing import Any

import httpx2  # what the client speaks HTTP with: its errors reach us while a body is read
import openai

from ..errors import EngineError
from ..types import Capabilities, Delta, EngineRequest, Finish
from . import asking
from .explaining import explain
from .families import Family, family_of
from .probe import SECONDS, Server, Stream, assumed, probe
from .refusals import broken, garbage
from .rendering import Renderer
from .reply import Reply, data_lines
from .tags import ThinkTags

READ_SECONDS = 120.0  # silence that ends a connection; the driver's own stall limit is shorter
CONNECT_SECONDS = 5.0
AGAIN_SECONDS = 60.0  # after a probe that a passing failure has spoilt
CONTEXTS = range(512, 10_000_001)  # tokens that a server may say its model has


class OpenAIEngine:
    """The model `model` at `base_url`. `extra` is sent with every request (fields of vLLM and others).

    `capabilities` are what the operator says; what the model's name and, after `prepare`, the server itself say is
    added to them. `family` is what is known of models of this name. Belongs to one event loop. `http` is the client
    to speak through; it is closed with the engine.
    """

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        api_key: str = "",
        capabilities: Capabilities | None = None,
        extra: dict[str, Any] | None = None,
        http: httpx2.AsyncClient | None = None,
        family: Family | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._declared = capabilities or Capabilities(context=8192)
        self._model = model
        self._extra = extra or {}
        http = http or openai.DefaultAsyncHttpx2Client()
        self._client = openai.AsyncOpenAI(
            base_url=base_url,
            api_key=api_key or "none",  # servers without keys ignore it; the client insists on one
            max_retries=0,  # the driver retries: it knows the deadline and the budget
            timeout=openai.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            http_client=http,
        )
        self._renderer = Renderer(http, base_url=base_url, model=model, api_key=api_key)
        self._family = family or family_of(model)
        self._known = assumed(self._family)
        self._context: int | None = None
        self._preparing = asyncio.Lock()
        self._clock = clock
        self._next_probe = 0.0
        self.fingerprint = ""  # what the server last called its weights and settings

    @property
    def capabilities(self) -> Capabilities:
        known, declared = self._known, self._declared
        return replace(
            declared,
            context=min(declared.context, self._context or declared.context),
            logprobs=declared.logprobs and known.logprobs,
            continue_prefix=known.continues,
            reasoning=declared.reasoning or known.reasoning,
            structured=known.structured,
            follows=known.family.follows,
            always_thinks=known.family.thinking == "always",
        )

    async def stream(self, request: EngineRequest) -> AsyncGenerator[Delta | Finish, None]:
        """Stream one completion, a raw one where there is a prefix to go on from; raises EngineError."""
        known, family = self._known, self._known.family
        if request.prefix:
            text, inside = asking.written(request.prefix, family.tags, opens=known.opens[request.thinks])
            turns, fields = asking.messages(request, family), asking.template(request, family, self._extra)
            prompt = await self._renderer.prompt(turns, fields) + await self._renderer.text(text)
            reply = Reply(request, _tags(family, inside, read=inside))
            items = self._raw(request, family, reply, prompt)
        else:
            tags = _tags(family, known.opens[request.thinks], read=not known.apart)
            reply = Reply(request, tags)
            items = self._chat(request, family, reply)
        async with aclosing(items):
            async for item in items:
                yield item
        self.fingerprint = reply.fingerprint or self.fingerprint

    async def prepare(self) -> None:
        """Ask the server what it can do: once, or again after a while where a passing failure was in the way."""
        async with self._preparing:
            if self._clock() < self._next_probe:
                return
            server = Server(self._chat, self._raw, self._renderer, self._extra)
            found = await probe(self._family, server)
            self._context = await self._told_context()
            self._known = found
            self._next_probe = inf if found.settled else self._clock() + AGAIN_SECONDS

    async def check(self) -> None:
        """Return when the server answers and offers the model; raises EngineError."""
        names = list(await self.offered())
        if self._model not in names:
            offered = ", ".join(names[:5]) or "none"
            raise EngineError(
                f"The model server does not offer {self._model!r} (it offers: {offered}).",
                retryable=False,
                code="model",
            )

    async def offered(self) -> dict[str, int | None]:
        """The models that the server offers, each with its context in tokens where it tells; raises EngineError."""
        try:
            page = await self._client.models.list()
            models = getattr(page, "data", None)
            if not isinstance(models, list):
                raise garbage()
            return {str(model.id): _context(getattr(model, "max_model_len", None)) for model in models}
        except openai.APIError as error:
            raise explain(error) from error
        except (ValueError, TypeError, AttributeError) as error:
            raise garbage() from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _told_context(self) -> int | None:
        try:
            async with asyncio.timeout(SECONDS):
                return (await self.offered()).get(self._model)
        except (EngineError, TimeoutError):
            return None

    def _chat(self, request: EngineRequest, family: Family, reply: Reply) -> Stream:
        create = self._client.chat.completions.with_streaming_response.create
        return _read(create(**asking.chat(request, family, self._model, self._extra)), reply)

    def _raw(self, request: EngineRequest, family: Family, reply: Reply, prompt: tuple[int, ...]) -> Stream:
        create = self._client.completions.with_streaming_response.create
        return _read(create(**asking.completion(request, family, self._model, self._extra, prompt)), reply)


async def _read(opening: Any, reply: Reply) -> Stream:
    # Lines of the response instead of the library's chunk objects: 12 us of processor time a chunk
    # against 83 (openai 3.54, pydantic 2.14), which at 50 streams of 50 tokens is 3 % of a core
    # against 20 %.
    try:
        async with opening as response:
            async for data in data_lines(response.iter_bytes()):
                for item in reply.take(data):
                    yield item
            for item in reply.close():
                yield item
    except openai.APIError as error:
        raise explain(error) from error
    except httpx2.HTTPError as error:
        raise broken() from error


def _tags(family: Family, opened: bool, *, read: bool) -> ThinkTags:
    """What finds thinking in a reply; nothing where none is to be `read` out of its text."""
    tags = ThinkTags(family.tags, opened=opened)
    if not read:
        tags.skip()
    return tags


def _context(told: Any) -> int | None:
    """What a server told, where that can be: True is an int too, and a context of 1 would cut every question."""
    return told if type(told) is int and told in CONTEXTS else None
