"""One span for each path of a thought."""

from __future__ import annotations

from typing import Any

from chatapp.observing import tracing
from reasoning.events import Event, PathFinished, PathPruned, PathStarted


class PathSpans:
    """Hears an attempt's events, inside its span."""

    def __init__(self) -> None:
        self._open: dict[int, Any] = {}

    def hear(self, event: Event) -> None:
        match event:
            case PathStarted():
                self._open[event.path] = tracing.begin("path", path=event.path)
            case PathFinished():
                tracing.end(self._open.pop(event.path, None), outcome="finished")
            case PathPruned():
                tracing.end(self._open.pop(event.path, None), outcome="pruned")

    def close(self) -> None:
        """End those that nothing has ended."""
        for begun in self._open.values():
            tracing.end(begun, outcome="left")
        self._open.clear()
