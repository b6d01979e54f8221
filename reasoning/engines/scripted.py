"""A deterministic engine for tests, demonstrations and benchmarks: it plays scripts.

A script is what one call says, word by word, and how it ends. The engine remembers every stream that was
opened and closed, so that a test can tell whether a cancel has reached it.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..context import estimate_turns
from ..errors import EngineError
from ..types import Capabilities, Delta, EngineRequest, Finish, Usage

Ending = Literal["finish", "break", "stall"]
_TOKEN = re.compile(r"\s*\S+\s*")


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

    A question without a script is echoed. `rate` is tokens a second for each stream, 0 for no wait.
    """

    def __init__(
        self, source: Source | None = None, *, rate: float = 0.0, capabilities: Capabilities | None = None
    ) -> None:
        self.capabilities = capabilities or Capabilities(context=8192, logprobs=True, continue_prefix=True)
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
            thought = _TOKEN.findall(script.thought)
            # A continued text goes on after what the request brings along.
            text = _TOKEN.findall(script.text.removeprefix(request.prefix))
            said = [Delta(t, "reasoning", 1, script.logprob) for t in thought]
            said += [Delta(t, "answer", 1, script.logprob) for t in text]
            for delta in said[: request.max_tokens]:
                await asyncio.sleep(1 / self._rate if self._rate else 0)
                record.generated += 1
                record.times.append(time.monotonic())
                yield delta
            if script.error:
                raise script.error
            if script.ending == "stall":
                await asyncio.Event().wait()
            if script.ending == "finish":
                usage = Usage(estimate_turns(request.turns), 0, record.generated)
                yield Finish("length" if len(said) > request.max_tokens else "stop", usage)
        finally:
            record.closed = True

    async def check(self) -> None:
        """A script can always be played."""

    async def aclose(self) -> None:
        """Nothing to let go of."""

    def _script(self, request: EngineRequest, number: int) -> Script:
        if callable(self._source):
            return self._source(request, number)
        question = request.turns[-1].text
        found = self._source.get(question, question)
        return Script(found) if isinstance(found, str) else found
