"""One log on standard output: steps of the start, and every child's lines behind its name."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

COLOURS = {"valkey": 31, "web": 36, "interactive": 32, "thinking": 35, "beat": 33}
WIDTH = max(map(len, COLOURS))


class Log:
    """Writes whole lines to `stream`; `colour` None means: when it is a terminal."""

    def __init__(self, stream: TextIO = sys.stdout, colour: bool | None = None) -> None:
        self._stream = stream
        self._colour = stream.isatty() if colour is None else colour
        self._open = ""

    def say(self, text: str) -> None:
        """A line of the supervisor's own."""
        self._write(f"{text}\n")

    def child(self, name: str, text: str) -> None:
        """A line that the child `name` wrote."""
        prefix = f"{name:<{WIDTH}} |"
        if self._colour:
            prefix = f"\x1b[{COLOURS.get(name, 37)}m{prefix}\x1b[0m"
        self._write(f"{prefix} {text}\n")

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """'text ... done (0.1 s)', shown from the beginning; 'failed' when the block raises."""
        began = time.monotonic()
        self._write(f"{text} ... ")
        self._open = text
        outcome = "failed"
        try:
            yield
            outcome = "done"
        finally:
            beginning = "" if self._open else f"{text} ... "
            self._open = ""
            self._write(f"{beginning}{outcome} ({time.monotonic() - began:.1f} s)\n")

    def _write(self, text: str) -> None:
        if self._open:  # another line came in between: the step's end will say again what it ends
            self._open = ""
            text = f"\n{text}"
        with suppress(OSError):  # a closed terminal ends the log, not the product
            self._stream.write(text)
            self._stream.flush()
