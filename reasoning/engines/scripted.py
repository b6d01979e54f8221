"""A deterministic engine for tests, demonstrations and benchmarks: it plays scripts.

A script is what one call says, word by word, and how it ends. The engine remembers every stream that was
opened and closed, so that a test can tell whether a cancel has reached it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..context import estimate_turns
from ..errors import EngineError
from ..types import Capabilities, Delta, EngineRequest, Finish
from .imitations import IMITATIONS, TOKEN, end, left
from .reply import Reply
from .tags import ThinkTags

Ending = Literal["finish", "break", "stall"]


@dataclass(frozen=True, slots=True)
class Script:
    """What one call says: `thought` on the reasoning channel, then `text`.

    `ending`: 'finish' as a good engine does, 'break' off without a Finish, or 'stall' for ever. With
    `error` the call ends with it: before the first token where there is no text. `logprob` is each
    token's.
    """

    text: str = ""
    thought: str = ""
    ending: Ending = "finish"
    error: EngineError | None = None
    logprob: float | None = None


@dataclass(slots=True)
class Stream:
    """One call as it went. `times` are the clock's seconds at which each token was given out."""

    request: EngineRequest
    closed: bool = False
    generated: int = 0
    times: list[float] = field(default_factory=list)


Source = Callable[[EngineRequest, int], Script] | Mapping[str, str | Script]


class ScriptedEngine:
    """Plays `source`: a function of the request and the call's number, or scripts by the question's text.

    A question without a script is echoed. `rate` is tokens a second for each stream, 0 for no wait. `imitates` one
    of IMITATIONS: it sounds and can do as that model does, and its thinking is found in its stream as a server's is.
    """

    def __init__(
        self,
        source: Source | None = None,
        *,
        rate: float = 0.0,
        capabilities: Capabilities | None = None,
        imitates: str = "",
    ) -> None:
        self._imitation = IMITATIONS[imitates] if imitates else None
        usual = Capabilities(context=8192, logprobs=True, continue_prefix=True)
        self.capabilities = capabilities or (self._imitation.capabilities if self._imitation else usual)
        self.streams: list[Stream] = []
        self._source = source or {}
        self._rate = rate

    @property
    def open(self) -> int:
        """How many streams are open now."""
        return sum(not stream.closed for stream in self.streams)

    async def stream(self, request: EngineRequest) -> AsyncGenerator[Delta | Finish, None]:
        script = self._script(request, len(self.streams))
        record = Stream(request)
        self.streams.append(record)
        try:
            reply = Reply(request, self._imitation.tags(request) if self._imitation else ThinkTags())
            said = self._said(script, request)
            for token in said[: request.max_tokens]:
                await asyncio.sleep(1 / self._rate if self._rate else 0)
                record.generated += 1
                record.times.append(time.monotonic())
                for item in [token] if isinstance(token, Delta) else reply.take(token):
                    yield item
            if script.error:
                raise script.error
            if script.ending == "stall":
                await asyncio.Event().wait()
            if script.ending == "finish":
                reason = "length" if len(said) > request.max_tokens else "stop"
                for event in end(reason, prompt=estimate_turns(request.turns), generated=record.generated):
                    reply.take(event)
                for item in reply.close():
                    yield item
        finally:
            record.closed = True

    async def prepare(self) -> None:
        """A script's abilities are known."""

    async def check(self) -> None:
        """A script can always be played."""

    async def aclose(self) -> None:
        """Nothing to let go of."""

    def _said(self, script: Script, request: EngineRequest) -> list[Delta] | list[bytes]:
        """The script token by token; as a server's events where a model is imitated."""
        if self._imitation:
            return list(self._imitation.events(request, script.thought, script.text, logprob=script.logprob))
        thought, text = left(request.prefix, script.thought, script.text)
        deltas = [Delta(token, "reasoning", 1, script.logprob) for token in TOKEN.findall(thought)]
        return deltas + [Delta(token, "answer", 1, script.logprob) for token in TOKEN.findall(text)]

    def _script(self, request: EngineRequest, number: int) -> Script:
        if callable(self._source):
            return self._source(request, number)
        question = request.turns[-1].text
        found = self._source.get(question, question)
        return Script(found) if isinstance(found, str) else found
