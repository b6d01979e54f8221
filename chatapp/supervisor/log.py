"""One log on standard output: steps of the start, and every child's lines behind its name."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

COLOURS = {"valkey": 31, "web": 36, "interactive": 32, "thinking": 35, "beat": 33}
WIDTH = max(map(len, COLOURS))


class Log:
    """Writes whole lines to `stream`; `colour` None means: when it is a terminal. `style` json makes each line an
    object, with the child's name as `service`.
    """

    def __init__(
        self, stream: TextIO = sys.stdout, colour: bool | None = None, style: str = "console"
    ) -> None:
        self._stream = stream
        self._json = style == "json"
        self._colour = stream.isatty() if colour is None else colour
        self._open = ""

    def say(self, text: str) -> None:
        """A line of the supervisor's own."""
        self._write(f"{as_json('supervisor', text) if self._json else text}\n")

    def child(self, name: str, text: str) -> None:
        """A line that the child `name` wrote."""
        if self._json:
            self._write(f"{as_json(name, text)}\n")
            return
        prefix = f"{name:<{WIDTH}} |"
        if self._colour:
            prefix = f"\x1b[{COLOURS.get(name, 37)}m{prefix}\x1b[0m"
        self._write(f"{prefix} {text}\n")

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """'text ... done (0.1 s)', shown from the beginning; 'failed' when the block raises."""
        began = time.monotonic()
        if not self._json:
            self._write(f"{text} ... ")
            self._open = text
        outcome = "failed"
        try:
            yield
            outcome = "done"
        finally:
            took = f"{outcome} ({time.monotonic() - began:.1f} s)"
            beginning = "" if self._open else f"{text} ... "
            self._open = ""
            if self._json:
                self.say(f"{text}: {took}")
            else:
                self._write(f"{beginning}{took}\n")

    def _write(self, text: str) -> None:
        if self._open:  # another line came in between: the step's end will say again what it ends
            self._open = ""
            text = f"\n{text}"
        with suppress(OSError):  # a closed terminal ends the log, not the product
            self._stream.write(text)
            self._stream.flush()


def as_json(service: str, text: str) -> str:
    """A line as an object: a child's own object with its name added, or the words of one that writes no objects."""
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        told = {"level": "info", "logger": service, "event": text}
    return json.dumps({"service": service, **told}, ensure_ascii=False, separators=(",", ":"))
