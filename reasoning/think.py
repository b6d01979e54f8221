"""The one driver: asks the strategy, listens to the engine, and tells what happens as events."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable

from .driver.news import Compared, Rewarded
from .driver.search import Search
from .events import Event
from .sandbox import Sandbox
from .state import State
from .types import Engine, JudgeModel, RewardModel, Task


class Control:
    """The handle by which another task, or another thread, stops a running `think`."""

    def __init__(self) -> None:
        self.cancelled = False
        self.hurried = False
        self.paused = False
        self._wake: Callable[[], object] | None = None

    def cancel(self) -> None:
        """Stop now: every engine stream is closed and `Cancelled` is the last event."""
        self.cancelled = True
        self._call()

    def hurry(self) -> None:
        """Answer now, with the best so far."""
        self.hurried = True
        self._call()

    def pause(self) -> None:
        """Stop now without an end: every engine stream is closed and what they used is told, so that another
        process can go on from there."""
        self.paused = True
        self._call()

    def _call(self) -> None:
        if wake := self._wake:
            wake()

    def attach(self, wake: Callable[[], object] | None) -> None:
        """For the driver: how to wake it from any thread; None once it has ended."""
        self._wake = wake


async def think(
    task: Task,
    engine: Engine,
    *,
    judge: JudgeModel | None = None,
    reward: RewardModel | None = None,
    sandbox: Sandbox | None = None,
    past: State | None = None,
    control: Control | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncGenerator[Event, None]:
    """Answer `task` with `engine`; the last event is Answered, Cancelled or Failed, unless it is paused.

    With `past`, what the log of an earlier attempt folds to, the first event is a Snapshot and only what
    is missing is paid for; otherwise it is RunStarted. `judge` looks at steps and drafts; without it `engine` does,
    where it follows instructions. `reward` scores every step, whatever the strategy asks for. `sandbox` runs the
    programs of answers; without it none is run. `clock` gives seconds. Closing the generator, or cancelling its task,
    closes every engine stream. An engine's errors become events; whatever else is raised is a fault of the program.
    """
    search = Search(task, engine, judge, reward, sandbox, past or State(), clock)
    control = control or Control()
    loop = asyncio.get_running_loop()
    control.attach(lambda: loop.call_soon_threadsafe(search.inbox.put_nowait, None))
    try:
        search.begin()
        while True:
            for event in search.news():
                yield event
            if search.ended:
                return
            if control.cancelled:
                await search.cancel()
            elif control.paused:
                await search.close()
                for event in search.news():
                    yield event
                return
            elif control.hurried and not search.hurried:
                search.hurry()
            elif search.due or search.seconds_left <= 0:
                await search.decide()
            else:
                try:
                    message = search.inbox.get_nowait()
                except asyncio.QueueEmpty:
                    try:
                        async with asyncio.timeout(search.seconds_left):
                            message = await search.inbox.get()
                    except TimeoutError:
                        continue
                if isinstance(message, Compared | Rewarded):
                    search.learn(message)
                elif message:
                    await search.receive(*message)
    finally:
        control.attach(None)
        await search.close()
