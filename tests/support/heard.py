"""Frames as a page hears them, folded as a page folds them."""

from __future__ import annotations

import json
from typing import Any

from reasoning.events import Entry, decode
from reasoning.state import State, replay


class Heard:
    """All frames in order, and what those of one run add up to. `seen` has the places of new entries."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.state = State()
        self.seen: list[tuple[int, int]] = []
        self.repeated = 0
        self.resets: list[int] = []

    @property
    def types(self) -> list[str]:
        return [frame["type"] for frame in self.frames]

    @property
    def done(self) -> dict[str, Any] | None:
        return next((frame for frame in self.frames if frame["type"] == "done"), None)

    async def send(self, text: str) -> None:
        """Take a frame as a socket would."""
        self.take(json.loads(text))

    def take(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)
        if frame["type"] == "reset":
            self.resets.append(frame["attempt"])
            self.state = State(cursor=(frame["attempt"], 0))
        for data in frame.get("entries", ()):
            place = (data["a"], data["s"])
            if place <= self.state.cursor:
                self.repeated += 1
                continue
            self.seen.append(place)
            self.state = replay(self.state, Entry(*place, decode(data["e"]), data["at"]))
