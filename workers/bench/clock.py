"""An event loop whose time is made of its own timers: when nobody has anything to do, the next one is due at once.

So a replay of seconds takes as long as the work in it. Work outside the loop, a thread's or a process's, is waited for
and takes no time at all.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from typing import Any

from reasoning.sandbox import Result, Sandbox
from reasoning.sandbox.limits import SECONDS

LONGEST = 0.5  # virtual seconds: a longer wait than this is for something outside, for which there is time
PATIENCE = 15.0  # real seconds that such a wait lasts; a sandboxed program gets fewer


class VirtualLoop(asyncio.SelectorEventLoop):
    """`time()` begins at 0 and stands still while anything is to be done."""

    def __init__(self) -> None:
        self.now = 0.0
        self.outside = 0  # jobs of threads and processes that are not done yet
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return self.now

    def run_in_executor(  # type: ignore[override]  # the types of the arguments do not matter here
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        job = super().run_in_executor(executor, func, *args)
        self.outside += 1
        job.add_done_callback(self._came_back)
        return job

    def _came_back(self, _: asyncio.Future[Any]) -> None:
        self.outside -= 1


class AwaitedSandbox(Sandbox):
    """A sandbox whose programs take none of the loop's time, like other work outside it."""

    async def run(self, code: str, *, stdin: str = "", seconds: float = SECONDS) -> Result:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop), "there is another kind of loop for real time"
        loop.outside += 1
        try:
            return await super().run(code, stdin=stdin, seconds=seconds)
        finally:
            loop.outside -= 1


class _Jumping(selectors.DefaultSelector):
    """Where the loop would sleep, its time jumps instead, unless something outside may wake it."""

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or (timeout > 0 and self._loop.outside):
            return super().select(None)
        if timeout > LONGEST and (events := super().select(PATIENCE)):
            return events
        self._loop.now += max(timeout, 0.0)
        return super().select(0)
