"""What is found out about finished paths' answers: whether they are right, and whether two mean the same.

A check that takes microseconds is done at once. Comparing formulas takes a process of its own: it goes on while
other paths are still written, one answer after another, and its results come through the driver's inbox.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from .events import Event, Verified
from .state import Path
from .verifiers import math
from .verifiers.direct import check
from .verifiers.math import Comparison, worth_comparing

PATIENCE = 2  # comparisons that fail or take too long before no more are tried


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer of `path` means the same as `same`, which another path gave earlier; None: as no other."""

    path: int
    same: str | Exception | None


class Checks:
    """The answers of one search to `question`. `tell` is given each Compared; `compare` is that of math."""

    def __init__(
        self,
        question: str,
        tell: Callable[[Compared], object],
        compare: Callable[[str, str], Awaitable[Comparison]] | None = None,
    ) -> None:
        self._question = question
        self._tell = tell
        self._compare = compare or math.compare
        self._known: list[str] = []  # one answer for each meaning, the earliest
        self._queue: deque[tuple[int, str]] = deque()
        self._patience = PATIENCE
        self._task: asyncio.Task[None] | None = None

    @property
    def pending(self) -> frozenset[int]:
        """The paths whose answers are still being compared."""
        return frozenset(path for path, _ in self._queue)

    def take(self, path: Path) -> list[Event]:
        """The events of what can be found out at once of a finished path; the rest begins."""
        if path.answer is None:
            return []
        if path.answer not in self._known:
            if self._task is None and not self._alike(path.answer):
                self._known.append(path.answer)
            else:
                self._queue.append((path.id, path.answer))
                self._task = self._task or asyncio.create_task(self._run())
        if path.checks:
            return []
        verdict = check(self._question, path.answer, path.text)
        if verdict.outcome == "unknown":
            return []
        return [Verified(path.id, verdict.outcome, verdict.evidence, verdict.kind)]

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
            self._tell(Compared(number, same))
        self._task = None

    async def _same(self, answer: str) -> str | None:
        if answer in self._known:
            return None
        for known in self._alike(answer):
            if self._patience:
                outcome = await self._compare(known, answer)
                if outcome == "equal":
                    return known
                self._patience -= outcome in ("timeout", "broken")
        self._known.append(answer)
        return None

    def _alike(self, answer: str) -> list[str]:
        return [known for known in self._known if worth_comparing(known, answer)]
