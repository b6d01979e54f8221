"""Thinking that a model writes between <think> and </think> in its text, set apart while it streams. Pure."""

from __future__ import annotations

from ..types import Channel

OPEN, CLOSE = "<think>", "</think>"


class ThinkTags:
    """Takes text in any portions and gives (channel, text). Only a <think> that opens the reply counts."""

    def __init__(self) -> None:
        self._wanted = OPEN
        self._held = ""
        self._done = False

    def feed(self, text: str) -> list[tuple[Channel, str]]:
        """What can be told of `text` so far; what may be the beginning of a tag is held back."""
        if self._done:
            return [("answer", text)] if text else []
        self._held += text
        if self._wanted == OPEN:
            start = self._held.lstrip()
            if OPEN.startswith(start):
                if start != OPEN:
                    return []
            elif not start.startswith(OPEN):
                return self._give("answer", done=True)
            self._wanted, self._held = CLOSE, start[len(OPEN) :]
        thought, found, rest = self._held.partition(CLOSE)
        if found:
            self._held = rest
            return [*([("reasoning", thought)] if thought else []), *self._give("answer", done=True)]  # type: ignore[list-item]
        # The longest end of the text that may become the closing tag.
        keep = next((n for n in range(len(CLOSE) - 1, 0, -1) if self._held.endswith(CLOSE[:n])), 0)
        thought, self._held = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
        return [("reasoning", thought)] if thought else []

    def close(self) -> list[tuple[Channel, str]]:
        """What is still held back, at the end of the text."""
        return self._give("answer" if self._wanted == OPEN else "reasoning", done=True)

    def _give(self, channel: Channel, *, done: bool) -> list[tuple[Channel, str]]:
        self._done = done
        held, self._held = self._held, ""
        return [(channel, held)] if held else []
