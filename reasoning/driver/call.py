"""One engine call as a task: streams into the driver's queue, counts, and notices silence and garbage."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Literal

from ..errors import EngineError
from ..events import BudgetUsed
from ..types import Delta, Engine, EngineRequest, Finish, Prices, Usage
from .news import Compared, Rewarded

Message = Delta | Finish | Exception
Purpose = Literal["sample", "judge", "review", "answer"]


@dataclass(slots=True, eq=False)
class Call:
    """One call to an engine, number `number` of the run, about path `path` where it is about one.

    `prompt` is the estimated size of the prompt, used where the engine never tells. `model` is empty for the run's
    own. It is closed once its path has `until` steps.
    """

    number: int
    path: int | None
    request: EngineRequest
    prompt: int
    prices: Prices
    purpose: Purpose = "sample"
    model: str = ""
    until: int | None = None
    sent: bool = False
    counted: int = 0
    final: Usage | None = None
    failed: bool = False
    reported: Usage = field(default_factory=Usage)
    reported_cost: int = 0
    _task: asyncio.Task[None] | None = None
    _heard: float = 0.0
    _timer: asyncio.TimerHandle | None = None

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

    def report(self, usage: Usage, seconds: float) -> BudgetUsed:
        """What of `usage` was not reported yet, with its cost; `seconds` is the run's working time."""
        fresh = Usage(
            max(usage.prompt - self.reported.prompt, 0),
            max(usage.cached - self.reported.cached, 0),
            max(usage.generated - self.reported.generated, 0),
        )
        self.reported += fresh
        cost = max(self.prices.cost(self.reported) - self.reported_cost, 0)
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
            model=self.model,
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
        try:
            async with asyncio.timeout(None) as silence:
                self._listen(silence, stall)
                async with aclosing(engine.stream(self.request)) as stream:
                    await self._read(stream, out)
        except TimeoutError:
            raise EngineError("The model stopped answering.", retryable=True, code="stalled") from None
        finally:
            if self._timer:
                self._timer.cancel()

    async def _read(self, stream: AsyncGenerator[Delta | Finish, None], out: Inbox) -> None:
        time = asyncio.get_running_loop().time
        while True:
            self._heard = time()
            item = await anext(stream, None)
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

    def _listen(self, silence: asyncio.Timeout, stall: float) -> None:
        """A timer for each token would cost more than the token: one for the call looks when it was last heard."""
        loop = asyncio.get_running_loop()
        due = (self._heard or loop.time()) + stall
        if due <= loop.time():
            silence.reschedule(due)
        else:
            self._timer = loop.call_at(due, self._listen, silence, stall)


Inbox = asyncio.Queue[tuple[Call, Message] | Compared | Rewarded | None]
