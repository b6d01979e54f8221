"""The programs of a search's paths: each is run once, in the background, and votes by what it does.

What a program votes for is a name that no answer can have, as canonical answers are in lower case: `Program #3`, after
the path, counted from one, that first wrote one that behaves so.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from ..sandbox.limits import AT_ONCE
from . import Verdict
from .code import Programs, Tried

MOST = 64  # programs that wait or run; what comes on top is not run
NAME = re.compile(r"Program #\d{1,6}")
TOO_MANY = Tried(Verdict("unknown", "Nothing was run: too many programs are waiting already.", "code"))


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a path's program: the name that it votes for, and verdicts by path, this one's or others'."""

    name: str
    verdicts: tuple[tuple[int, Verdict], ...] = ()


@dataclass(slots=True)
class _Program:
    """A program: its name, the paths that wait for what it does, and what it did."""

    name: str
    waiting: list[int] = field(default_factory=list)
    tried: Tried | None = None


@dataclass(slots=True)
class _Kind:
    """Programs that behave alike: their name and their first path, which is told when it is no longer alone."""

    name: str
    first: int
    alone: bool = True


class Drafts:
    """`tell` is given a path's number and what was found of its program, or the fault that was raised."""

    def __init__(self, programs: Programs, tell: Callable[[int, Found | Exception], object]) -> None:
        self._programs = programs
        self._tell = tell
        self._known: dict[str, _Program] = {}  # by their text
        self._kinds: dict[str, _Kind] = {}  # by what they do
        self._queue: deque[str] = deque()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def pending(self) -> frozenset[int]:
        """The paths whose programs wait or run."""
        return frozenset(path for program in self._known.values() for path in program.waiting)

    def take(self, path: int, texts: tuple[str, ...], name: str | None) -> Found | None:
        """What is known at once of the program in the first of `texts` that holds one; the rest begins. None where
        there is no program. `name` is what an earlier attempt has found it to be.
        """
        text = next(filter(None, map(self._programs.find, texts)), None)
        if text is None:
            return None
        program = self._known.get(text)
        if program is None:
            program = self._known[text] = _Program(self._name(path, name))
            self._begin(text, program)
        if program.tried:
            return self._found(path, program, program.tried)
        program.waiting.append(path)
        return Found(program.name)

    async def close(self) -> None:
        """Stop; what runs is killed."""
        self._queue.clear()
        for program in self._known.values():
            program.waiting.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _name(self, path: int, name: str | None) -> str:
        if name is not None and NAME.fullmatch(name):
            return name
        taken = {program.name for program in self._known.values()}
        return next(name for number in count(path + 1) if (name := f"Program #{number}") not in taken)

    def _begin(self, text: str, program: _Program) -> None:
        if len(self._queue) >= MOST:
            program.tried = TOO_MANY
            return
        self._queue.append(text)
        if len(self._tasks) < AT_ONCE:
            self._tasks.add(asyncio.create_task(self._run()))

    async def _run(self) -> None:
        try:
            while self._queue:
                await self._examine(self._queue.popleft())
        finally:  # at once, so that a program that comes now begins a new one
            self._tasks.difference_update({asyncio.current_task()})

    async def _examine(self, text: str) -> None:
        program = self._known[text]
        try:
            program.tried = await self._programs.examine(text)
        except Exception as fault:
            del self._known[text]
            for path in program.waiting:
                self._tell(path, fault)
        else:
            for path in program.waiting:
                self._tell(path, self._found(path, program, program.tried))
            program.waiting.clear()

    def _found(self, path: int, program: _Program, tried: Tried) -> Found:
        verdicts = [(path, tried.verdict)]
        if tried.behaviour is not None:
            kind = self._kinds.setdefault(tried.behaviour, _Kind(program.name, path))
            program.name = kind.name
            if kind.first != path and tried.verdict.outcome == "unknown":
                verdicts = [(path, _agreement(f"the program of path {kind.first + 1}", tried.calls))]
                if kind.alone:
                    verdicts.append((kind.first, _agreement(f"the program of path {path + 1}", tried.calls)))
                kind.alone = False
        return Found(program.name, tuple(verdicts))


def _agreement(other: str, calls: str) -> Verdict:
    """Programs that do the same may all be wrong: nothing has passed."""
    words = f"Does the same as {other} when it is called with made-up values, which proves nothing:\n{calls}"
    return Verdict("unknown", words, "agreement")
