"""Do two answers mean the same? `1/2` and `0.5`, `2\\sqrt{2}` and `\\sqrt{8}`.

math-verify, which is built on sympy, decides in a warm process of its own that can be killed: hostile text can
make it run for ever. What it takes too lightly, units, brackets and subscripts, is decided in forms.py.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import select
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from .forms import decided, latex, shape

Comparison = Literal["equal", "different", "unparsed", "timeout", "too_long", "broken"]

MOST_CHARS = 2000
JOBS = 500  # then the process is replaced: sympy's caches only grow
KILL_SECONDS = 8.0
START_SECONDS = 30.0  # of a loaded machine; an idle one takes about one
WORKER = Path(__file__).with_name("math_worker.py")

_EXACT = re.compile(r"-?\d+(?:/\d+)?")
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_WORD = re.compile(r"[^\W\d_]{3,}")


def worth_comparing(one: str, two: str) -> bool:
    """Whether two different canonical answers could mean the same: equal already, or formulas and not plain numbers.

    Words are left alone: to an algebra system, 'yes' is a product of three unknowns.
    """
    if _EXACT.fullmatch(one) and _EXACT.fullmatch(two):
        return False
    if known := decided(one, two):
        return known == "equal"
    return all(map(_is_formula, (one, two)))


def _is_formula(text: str) -> bool:
    bare = _COMMAND.sub(" ", latex(text))
    return any(c.isdigit() for c in text) and not _WORD.search(bare)


class Comparer:
    """A worker process, started when it is first needed. `compare` blocks, from any thread, one at a time."""

    def __init__(
        self,
        *,
        worker: Path = WORKER,
        jobs: int = JOBS,
        kill: float = KILL_SECONDS,
        start: float = START_SECONDS,
    ) -> None:
        self._worker = worker
        self._jobs = jobs
        self._kill = kill
        self._start = start
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def compare(self, one: str, two: str) -> Comparison:
        """Whether two answers are equal. 'broken' means that the process died or could not start."""
        if max(len(one), len(two)) > MOST_CHARS:
            return "too_long"
        if known := decided(one, two):
            return known
        if shape(one) != shape(two):
            return "different"
        with self._lock:
            if self._process is None and not self._open():
                return "broken"
            outcome = self._ask(json.dumps([latex(one), latex(two)]))
            self._done += 1
            if outcome in ("timeout", "broken") or self._done >= self._jobs:
                self._end()
            return outcome

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    @property
    def pid(self) -> int | None:
        """The worker's process id while it is warm."""
        return self._process.pid if self._process else None

    def _open(self) -> bool:
        self._done = 0
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own script
                [sys.executable, "-I", "-B", str(self._worker)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,  # nothing may be left to flush to a process that is gone
                env={},
                start_new_session=True,
            )
        except OSError:
            return False
        if self._read(self._start) == "ready":
            return True
        self._end()
        return False

    def _ask(self, line: str) -> Comparison:
        assert self._process
        assert self._process.stdin
        try:
            self._process.stdin.write(line.encode() + b"\n")
        except OSError:
            return "broken"
        reply = self._read(self._kill)
        known: tuple[Comparison, ...] = ("equal", "different", "unparsed", "timeout")
        return next((outcome for outcome in known if outcome == reply), "broken")

    def _read(self, seconds: float) -> str:
        """The worker's next line: 'timeout' when there is none within `seconds`, 'broken' at its end or nonsense."""
        assert self._process
        assert self._process.stdout
        source, line = self._process.stdout.fileno(), b""
        until = time.monotonic() + seconds
        while not line.endswith(b"\n"):
            if not select.select([source], [], [], max(until - time.monotonic(), 0))[0]:
                return "timeout"
            part = os.read(source, 4096)
            if not part:
                return "broken"
            line += part
        try:
            return str(json.loads(line))
        except ValueError:
            return "broken"

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


_shared = Comparer()
_thread = ThreadPoolExecutor(1, "math")


async def compare(one: str, two: str) -> Comparison:
    """`Comparer.compare` of the one process that all runs here share, without blocking the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_thread, _shared.compare, one, two)
