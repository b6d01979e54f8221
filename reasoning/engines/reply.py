"""The event stream of one chat or raw completion: bytes in, deltas and the finish out."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from ..context import estimate_turns
from ..errors import EngineError
from ..types import Channel, Delta, EngineRequest, Finish, Usage
from .refusals import garbage, reported
from .tags import ThinkTags

LONGEST_LINE = 1_000_000  # bytes of one event
LONGEST_NAME = 200  # characters of a fingerprint


async def data_lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The data lines of an event stream. Lines end with a line feed only: to a text decoder they would end
    at U+2028 as well, which models write and servers do not escape. Raises EngineError for one that is endless."""
    rest = b""
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield line[5:].strip()
        if len(rest) > LONGEST_LINE:  # a line that never ends would fill the memory
            raise garbage()
    if rest.startswith(b"data:"):
        yield rest[5:].strip()


class Reply:
    """Reads the events of one response: data lines in, deltas and the finish out.

    `tags` find thinking in the text; they are left alone once the server sends it in a field of its own (`apart`).
    `fingerprint` is what the server calls its weights and settings, empty where it does not.
    """

    def __init__(self, request: EngineRequest, tags: ThinkTags) -> None:
        self.apart = False
        self.fingerprint = ""
        self._request = request
        self._tags = tags
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
                raise reported(event["error"])
            if isinstance(name := event.get("system_fingerprint"), str):
                self.fingerprint = name[:LONGEST_NAME]
            if usage := event.get("usage"):
                cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0
                self._usage = Usage(int(usage["prompt_tokens"]), int(cached), int(usage["completion_tokens"]))
            choices = event.get("choices") or []
            return self._choice(choices[0]) if choices else []
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
            raise garbage() from error

    def close(self) -> list[Delta | Finish]:
        """The end of the response: the Finish, or nothing where the server broke off before it."""
        items: list[Delta | Finish] = [*self._deltas(self._tags.close(), 0, None)]
        if not self._reason:
            return items
        if not self._tokens and not self._usage:
            raise garbage()
        usage = self._usage or Usage(estimate_turns(self._request.turns), 0, self._tokens)
        return [*items, Finish("length" if self._reason == "length" else "stop", usage)]

    def _choice(self, choice: dict[str, Any]) -> list[Delta | Finish]:
        delta = choice.get("delta") or {}
        thought = delta.get("reasoning") or delta.get("reasoning_content") or ""
        text = delta.get("content") or choice.get("text") or ""
        if not isinstance(thought, str) or not isinstance(text, str):
            raise garbage()
        count, logprob = _logprobs(choice.get("logprobs") or {})
        pieces: list[tuple[Channel, str]] = []
        if thought:
            self.apart = True
            self._tags.skip()
            pieces.append(("reasoning", thought))
        if text:
            pieces += self._tags.feed(text)
        tokens = count or int(bool(thought or text))
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


def _logprobs(told: dict[str, Any]) -> tuple[int, float | None]:
    """How many tokens a choice is and the sum of their log probabilities, as a chat or a raw completion tells them."""
    known = [token["logprob"] for token in told.get("content") or []] or told.get("token_logprobs") or []
    # The very first token of a text has none.
    if not known or any(value is None for value in known):
        return len(known), None
    return len(known), sum(map(float, known))
