"""One engine call as a task: streams into the driver's queue, counts, and notices silence and garbage."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Literal

from ..errors import EngineError
from ..events import BudgetUsed
from ..types import Delta, Engine, EngineRequest, Finish, Prices, Usage
from .checks import Compared

Message = Delta | Finish | Exception
Purpose = Literal["sample", "judge", "review", "answer"]


@dataclass(slots=True, eq=False)
class Call:
    """One call to an engine, number `number` of the run, about path `path` where it is about one.

    `prompt` is the estimated size of the prompt, used where the engine never tells. It is closed once its path
    has `until` steps.
    """

    number: int
    path: int | None
    request: EngineRequest
    prompt: int
    purpose: Purpose = "sample"
    until: int | None = None
    sent: bool = False
    counted: int = 0
    final: Usage | None = None
    failed: bool = False
    reported: Usage = field(default_factory=Usage)
    reported_cost: int = 0
    _task: asyncio.Task[None] | None = None

    def so_far(self) -> Usage:
        """Generated tokens counted until now; the prompt is only told at the end, once."""
        return Usage(generated=self.counted)

    def total(self) -> Usage:
        """What the call has used in all, once it is over."""
        if self.final is not None:
            return self.final
        # A request that was refused before its first token was not worked on.
        asked = self.sent and not (self.failed and not self.counted)
        return Usage(prompt=self.prompt if asked else 0, generated=self.counted)

    def report(self, usage: Usage, prices: Prices, seconds: float) -> BudgetUsed:
        """What of `usage` was not reported yet, with its cost; `seconds` is the run's working time."""
        fresh = Usage(
            max(usage.prompt - self.reported.prompt, 0),
            max(usage.cached - self.reported.cached, 0),
            max(usage.generated - self.reported.generated, 0),
        )
        self.reported += fresh
        cost = max(prices.cost(self.reported) - self.reported_cost, 0)
        self.reported_cost += cost
        return BudgetUsed(
            call=self.number,
            purpose=self.purpose,
            path=self.path,
            prompt=fresh.prompt,
            cached=fresh.cached,
            generated=fresh.generated,
            cost_micros=cost,
            seconds=round(seconds, 3),
        )

    def start(self, engine: Engine, out: Inbox, *, stall: float, delay: float) -> None:
        """Begin after `delay` seconds; no text for `stall` seconds is an error."""
        self._task = asyncio.create_task(self._run(engine, out, stall, delay))

    async def cancel(self) -> None:
        """Close the engine's stream and return once that is done."""
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self, engine: Engine, out: Inbox, stall: float, delay: float) -> None:
        try:
            await asyncio.sleep(delay)
            await self._stream(engine, out, stall)
        except Exception as error:
            self.failed = True
            out.put_nowait((self, error))

    async def _stream(self, engine: Engine, out: Inbox, stall: float) -> None:
        self.sent = True
        async with aclosing(engine.stream(self.request)) as stream:
            while True:
                try:
                    async with asyncio.timeout(stall):
                        item = await anext(stream, None)
                except TimeoutError:
                    raise EngineError(
                        "The model stopped answering.", retryable=True, code="stalled"
                    ) from None
                if item is None:
                    raise EngineError("The model's reply broke off.", retryable=True, code="garbage")
                if isinstance(item, Delta) and self.counted + item.tokens > self.request.max_tokens:
                    # An engine that ignores its limit is cut off here: the budget is hard.
                    item = Finish("length", Usage(self.prompt, 0, self.counted))
                if isinstance(item, Finish):
                    self.final = item.usage
                    out.put_nowait((self, item))
                    return
                self.counted += item.tokens
                out.put_nowait((self, item))


Inbox = asyncio.Queue[tuple[Call, Message] | Compared | None]
