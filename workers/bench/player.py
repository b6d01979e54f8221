"""An engine that plays paths of a pool, all of them a token at a time, as an engine with one batch does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence

from reasoning.context import estimate_turns
from reasoning.types import Capabilities, Delta, EngineRequest, Finish, Usage
from workers.bench.written import Written

CONTEXT = 1024  # tokens, as the embedded model has


class PoolEngine:
    """Path number n of a search is the n-th of `paths`: the driver's seeds begin with the task's, which must be 0.

    `pace` says how many seconds of the loop's clock a step of so many streams takes. A path that is tried again is
    played again; no text can be continued, because nothing else than these paths is known.
    """

    def __init__(self, paths: Sequence[Written], pace: Callable[[int], float]) -> None:
        self.capabilities = Capabilities(context=CONTEXT, logprobs=True)
        self._paths = paths
        self._pace = pace
        self._live = 0
        self._step: asyncio.Task[None] | None = None

    async def stream(self, request: EngineRequest) -> AsyncGenerator[Delta | Finish, None]:
        written = self._paths[(request.seed or 0) % 1000]
        generated = 0
        reason = written.reason
        self._live += 1
        try:
            for delta in written.deltas():
                await self._turn()
                if generated + delta.tokens > request.max_tokens:
                    reason = "length"
                    break
                generated += delta.tokens
                yield delta
            await self._turn()  # the token that ends it
            yield Finish(reason, Usage(estimate_turns(request.turns), 0, generated))
        finally:
            self._live -= 1

    async def _turn(self) -> None:
        """Until the step is over that all streams take together."""
        if self._step is None or self._step.done():
            self._step = asyncio.create_task(self._take_step())
        await asyncio.shield(self._step)

    async def _take_step(self) -> None:
        await asyncio.sleep(
            0
        )  # who ends with the last step, and who begins with this one, has done so by then
        await asyncio.sleep(self._pace(self._live))

    async def prepare(self) -> None:
        """Nothing to find out."""

    async def check(self) -> None:
        """A pool can always be played."""

    async def aclose(self) -> None:
        """Nothing to let go of."""
