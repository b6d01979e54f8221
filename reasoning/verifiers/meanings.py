"""Which answers of a search mean the same: formulas are compared in the background while other paths are written.

The work is bounded however many answers there are: a new one is compared with the MOST earliest, COMPARISONS are made
in all and take SECONDS at most, and after PATIENCE failures none is made. What is not compared stays on its own.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from itertools import islice

from .math import Comparison, worth_comparing

PATIENCE = 2  # comparisons that fail or take too long before no more are tried
MOST = 64
COMPARISONS = 512  # what 32 paths need, each with all others
SECONDS = 20.0

Compare = Callable[[str, str], Awaitable[Comparison]]


class Meanings:
    """The answers of one search. `tell` is given a path's number, and the earlier answer that means the same as
    its own, None where there is none, or the fault that a comparison has raised.
    """

    def __init__(self, compare: Compare, tell: Callable[[int, str | Exception | None], object]) -> None:
        self._compare = compare
        self._tell = tell
        self._known: dict[str, None] = {}  # one answer for each meaning, the earliest
        self._queue: deque[tuple[int, str]] = deque()
        self._patience = PATIENCE
        self._left = COMPARISONS
        self._seconds = SECONDS
        self._task: asyncio.Task[None] | None = None

    @property
    def pending(self) -> frozenset[int]:
        """The paths whose answers are still being compared."""
        return frozenset(path for path, _ in self._queue)

    def take(self, path: int, answer: str) -> None:
        """Find out what `answer` means the same as, unless it is already known."""
        if answer in self._known:
            return
        if self._task is None and not self._alike(answer):
            self._known[answer] = None
            return
        self._queue.append((path, answer))
        self._task = self._task or asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop comparing."""
        self._queue.clear()
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        while self._queue:
            number, answer = self._queue[0]
            try:
                same: str | Exception | None = await self._same(answer)
            except Exception as error:
                same = error
            self._queue.popleft()
            self._tell(number, same)
        self._task = None

    async def _same(self, answer: str) -> str | None:
        if answer in self._known:
            return None
        clock = asyncio.get_running_loop().time
        for known in self._alike(answer):
            if not self._willing:
                break
            began = clock()
            outcome = await self._compare(known, answer)
            self._seconds -= clock() - began
            self._left -= 1
            self._patience -= outcome in ("timeout", "broken")
            if outcome == "equal":
                return known
        self._known[answer] = None
        return None

    @property
    def _willing(self) -> bool:
        return self._patience > 0 and self._left > 0 and self._seconds > 0

    def _alike(self, answer: str) -> list[str]:
        """The known answers that `answer` may mean the same as, as far as anyone is willing to find out."""
        earliest = islice(self._known, MOST if self._willing else 0)
        return [known for known in earliest if worth_comparing(known, answer)]
