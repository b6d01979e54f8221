"""The engine calls of one search: reserved before they start, told while they run, settled when they are over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator

from ..budget import Meter
from ..events import BudgetUsed
from ..types import Engine, EngineRequest, JudgeModel, Prices, RewardModel, Task, Usage
from .call import Call, Inbox, Purpose

log = logging.getLogger(__name__)


class Calls:
    """`number` is that of the first call, `seconds` the run's working time so far."""

    def __init__(
        self, task: Task, meter: Meter, number: int, inbox: Inbox, seconds: Callable[[], float]
    ) -> None:
        self.meter = meter
        self._task = task
        self._next = number
        self._inbox = inbox
        self._seconds = seconds
        self._live: dict[int, Call] = {}

    def __iter__(self) -> Iterator[Call]:
        return iter(tuple(self._live.values()))

    def __contains__(self, call: Call) -> bool:
        return call.number in self._live

    def __bool__(self) -> bool:
        return bool(self._live)

    def writing(self, path: int) -> Call | None:
        """The call that writes `path` now."""
        return next((c for c in self._live.values() if c.purpose == "sample" and c.path == path), None)

    def open(
        self,
        engine: Engine,
        request: EngineRequest,
        *,
        purpose: Purpose,
        path: int | None,
        prompt: int,
        keep: int = 0,
        delay: float = 0.0,
        model: JudgeModel | None = None,
    ) -> Call | None:
        """Start a call after `delay` seconds with as many of the request's tokens as can be had while `keep` stay
        free; None where there are none. `prompt` is the estimated size of what the engine reads, `model` the one that
        is called where that is not the task's."""
        prices = model.prices if model else self._task.prices
        tokens = min(request.max_tokens, self.meter.tokens_left - keep)
        self.meter, granted = self.meter.reserve(self._next, prompt=prompt, tokens=tokens, prices=prices)
        if not granted:
            return None
        name = model.name if model else ""
        call = Call(self._next, path, request.limited(granted), prompt, prices, purpose, name)
        self._next += 1
        self._live[call.number] = call
        call.start(engine, self._inbox, stall=self._task.stall_seconds, delay=delay)
        return call

    def report(self, call: Call) -> BudgetUsed:
        """What a running call has used since the last report."""
        return call.report(call.so_far(), self._seconds())

    def settle(self, call: Call) -> BudgetUsed:
        """A call is over: release what it held, and tell the rest of what it used."""
        del self._live[call.number]
        self.meter = self.meter.settle(call.number, call.total())
        return call.report(call.total(), self._seconds())

    def open_reading(self, *, prompt: int, prices: Prices) -> int | None:
        """The number of a call that reads `prompt` tokens and writes none; None where there is no money for it."""
        meter = self.meter.reserve_reading(self._next, prompt=prompt, prices=prices)
        if meter is None:
            return None
        self.meter = meter
        self._next += 1
        return self._next - 1

    def settle_reading(self, number: int, usage: Usage, *, path: int, model: RewardModel) -> BudgetUsed:
        """Such a call of `model` about `path` is over: release what it held, and tell what it used."""
        self.meter = self.meter.settle(number, usage)
        return BudgetUsed(
            call=number,
            purpose="reward",
            path=path,
            prompt=usage.prompt,
            cached=usage.cached,
            generated=usage.generated,
            cost_micros=model.prices.cost(usage),
            seconds=round(self._seconds(), 3),
            model=model.name,
        )

    async def close(self, calls: Iterable[Call]) -> list[BudgetUsed]:
        """Close these calls' streams, then settle them."""
        closing = [call for call in calls if call in self]
        failed = [call for call in closing if call.failed]
        await asyncio.gather(*(call.cancel() for call in closing))
        for call in closing:
            if call.failed and call not in failed:
                log.warning("the engine stream of call %d failed while it was closed", call.number)
        return [self.settle(call) for call in closing if call in self]
