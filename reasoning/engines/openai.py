"""vLLM, or anything else that speaks the OpenAI chat API over HTTP."""

from __future__ import annotations

import json
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from typing import Any

import httpx2  # what the client speaks HTTP with: its errors reach us while a body is read
import openai

from ..context import estimate_turns
from ..errors import EngineError
from ..types import Capabilities, Channel, Delta, EngineRequest, Finish, Usage
from .guard import AddressRefused, Encoded, TooLarge
from .tags import ThinkTags

READ_SECONDS = 120.0  # silence that ends a connection; the driver's own stall limit is shorter
CONNECT_SECONDS = 5.0
LONGEST_LINE = 1_000_000  # bytes of one event
CONTEXTS = range(512, 10_000_001)  # tokens that a server may say its model has


class OpenAIEngine:
    """The model `model` at `base_url`. `extra` is sent with every request (fields of vLLM and others).

    Continuing a prefix is not among its abilities: the chat API has no dependable form of it. Belongs to
    one event loop. `http` is the client to speak through; it is closed with the engine.
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
    ) -> None:
        self.capabilities = capabilities or Capabilities(context=8192)
        self._model = model
        self._extra = extra or {}
        self._client = openai.AsyncOpenAI(
            base_url=base_url,
            api_key=api_key or "none",  # servers without keys ignore it; the client insists on one
            max_retries=0,  # the driver retries: it knows the deadline and the budget
            timeout=openai.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            http_client=http,
        )

    async def stream(self, request: EngineRequest) -> AsyncGenerator[Delta | Finish, None]:
        """Stream one chat completion; raises EngineError."""
        # Lines of the response instead of the library's chunk objects: 12 us of processor time a chunk
        # against 83 (openai 3.54, pydantic 2.14), which at 50 streams of 50 tokens is 3 % of a core
        # against 20 %.
        create = self._client.chat.completions.with_streaming_response.create
        try:
            async with create(**self._arguments(request)) as response:
                reply = _Reply(request)
                async for data in _data(response.iter_bytes()):
                    for item in reply.take(data):
                        yield item
                for item in reply.close():
                    yield item
        except openai.APIError as error:
            raise explain(error) from error
        except httpx2.HTTPError as error:
            raise EngineError(
                "The connection to the model broke off.", retryable=True, code="unreachable"
            ) from error

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
                raise _garbage()
            return {str(model.id): _context(getattr(model, "max_model_len", None)) for model in models}
        except openai.APIError as error:
            raise explain(error) from error
        except (ValueError, TypeError, AttributeError) as error:
            raise _garbage() from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    def _arguments(self, request: EngineRequest) -> dict[str, Any]:
        arguments: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": turn.role, "content": turn.text} for turn in request.turns],
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
            "top_p": request.top_p,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if request.seed is not None:
            arguments["seed"] = request.seed
        if request.stop:
            arguments["stop"] = list(request.stop)
        if request.logprobs:
            arguments["logprobs"] = True
        if self._extra:
            arguments["extra_body"] = self._extra
        return arguments


async def _data(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The data lines of an event stream. Lines end with a line feed only: to a text decoder they would end
    at U+2028 as well, which models write and servers do not escape. Raises EngineError for one that is endless."""
    rest = b""
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield line[5:].strip()
        if len(rest) > LONGEST_LINE:  # a line that never ends would fill the memory
            raise _garbage()
    if rest.startswith(b"data:"):
        yield rest[5:].strip()


class _Reply:
    """Reads the events of one response: data lines in, deltas and the finish out."""

    def __init__(self, request: EngineRequest) -> None:
        self._request = request
        self._tags = ThinkTags()
        self._tokens = 0
        self._logprob: float | None = None
        self._unsaid = 0  # tokens whose text is still held back
        self._reason = ""
        self._usage: Usage | None = None

    def take(self, data: bytes) -> list[Delta | Finish]:
        """The deltas of one event. Raises EngineError for garbage and for the server's own error."""
        if data == b"[DONE]":
            return []
        try:
            event = json.loads(data)
            if event.get("error"):
                raise _reported(event["error"])
            if usage := event.get("usage"):
                cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0
                self._usage = Usage(int(usage["prompt_tokens"]), int(cached), int(usage["completion_tokens"]))
            choices = event.get("choices") or []
            return self._choice(choices[0]) if choices else []
        except (ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
            raise _garbage() from error

    def close(self) -> list[Delta | Finish]:
        """The end of the response: the Finish, or nothing where the server broke off before it."""
        items: list[Delta | Finish] = [*self._deltas(self._tags.close(), 0, None)]
        if not self._reason:
            return items
        if not self._tokens and not self._usage:
            raise _garbage()
        usage = self._usage or Usage(estimate_turns(self._request.turns), 0, self._tokens)
        return [*items, Finish("length" if self._reason == "length" else "stop", usage)]

    def _choice(self, choice: dict[str, Any]) -> list[Delta | Finish]:
        delta = choice.get("delta") or {}
        known = (choice.get("logprobs") or {}).get("content") or []
        logprob = sum(float(token["logprob"]) for token in known) if known else None
        thought = delta.get("reasoning") or delta.get("reasoning_content") or ""
        text = delta.get("content") or ""
        if not isinstance(thought, str) or not isinstance(text, str):
            raise _garbage()
        pieces: list[tuple[Channel, str]] = [("reasoning", thought)] if thought else []
        if text:
            pieces += self._tags.feed(text)
        tokens = len(known) or int(bool(thought or text))
        if reason := choice.get("finish_reason"):
            if reason == "content_filter":
                raise EngineError(
                    "The model's provider declined to answer this.", retryable=False, code="filtered"
                )
            self._reason = str(reason)
        self._tokens += tokens
        return [*self._deltas(pieces, tokens, logprob)]

    def _deltas(self, pieces: list[tuple[Channel, str]], tokens: int, logprob: float | None) -> list[Delta]:
        """`pieces` as deltas; the tokens of text that was held back are told with the next text."""
        self._unsaid += tokens
        if logprob is not None:
            self._logprob = (self._logprob or 0.0) + logprob
        if not pieces:
            return []
        deltas = [Delta(text, channel, 0, self._logprob and 0.0) for channel, text in pieces[:-1]]
        channel, text = pieces[-1]
        deltas.append(Delta(text, channel, self._unsaid, self._logprob))
        self._unsaid, self._logprob = 0, None
        return deltas


def explain(error: openai.APIError) -> EngineError:
    """The library's error as ours, in words for the person who asked."""
    if isinstance(error, openai.APITimeoutError):
        return EngineError("The model took too long to respond.", retryable=True, code="timeout")
    if isinstance(error, openai.APIConnectionError):
        causes = list(_causes(error))
        if any(isinstance(cause, AddressRefused) for cause in causes):
            return EngineError(
                "The model's address is one that this site does not call.", retryable=False, code="address"
            )
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            return EngineError(
                "The model server's certificate cannot be trusted.", retryable=False, code="certificate"
            )
        if any(isinstance(cause, (Encoded, TooLarge)) for cause in causes):
            return _garbage()
        return EngineError("The model cannot be reached right now.", retryable=True, code="unreachable")
    if isinstance(error, openai.APIResponseValidationError):
        return _garbage()
    status = error.status_code if isinstance(error, openai.APIStatusError) else 500
    return _by_status(status, f"{error.message} {error.code or ''}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _context(told: Any) -> int | None:
    """What a server told, where that can be: True is an int too, and a context of 1 would cut every question."""
    return told if type(told) is int and told in CONTEXTS else None


def _reported(error: Any) -> EngineError:
    """An error that the server sent inside a stream that had begun well."""
    details = error if isinstance(error, dict) else {"message": error}
    code = details.get("code")
    return _by_status(code if isinstance(code, int) else 500, f"{details.get('message')} {code}")


def _by_status(status: int, details: str) -> EngineError:
    said = details.lower()
    if 300 <= status < 400:
        return EngineError("The model server sends its callers elsewhere.", retryable=False, code="redirect")
    if status in (401, 403):
        return EngineError("The model server refused this site's key.", retryable=False, code="auth")
    if status == 404:
        return EngineError("The model server does not know this model.", retryable=False, code="model")
    if status == 413 or (status in (400, 422) and ("context" in said or "too long" in said)):
        return EngineError(
            "This conversation is too long for the model. Start a new one, or shorten the question.",
            retryable=False,
            code="too_long",
        )
    if status == 429:
        if "quota" in said:
            return EngineError("The model's provider reports a used-up quota.", retryable=False, code="quota")
        return EngineError("The model is busy right now.", retryable=True, code="busy")
    if status >= 500 or status in (408, 409):
        return EngineError("The model server has a problem right now.", retryable=True, code="server")
    return EngineError("The model server did not accept the request.", retryable=False, code="bad_request")


def _garbage() -> EngineError:
    return EngineError("The model server sent something unreadable.", retryable=True, code="garbage")
