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
        pieces: list[tuple[Channel, str]] = []
        if not found:
            # The longest end of the text that may become the closing tag stays back.
            keep = next((n for n in range(len(CLOSE) - 1, 0, -1) if thought.endswith(CLOSE[:n])), 0)
            thought, rest = thought[: len(thought) - keep], thought[len(thought) - keep :]
        if thought:
            pieces.append(("reasoning", thought))
        self._held = rest
        return pieces + self._give("answer", done=True) if found else pieces

    def close(self) -> list[tuple[Channel, str]]:
        """What is still held back, at the end of the text."""
        return self._give("answer" if self._wanted == OPEN else "reasoning", done=True)

    def _give(self, channel: Channel, *, done: bool) -> list[tuple[Channel, str]]:
        self._done = done
        held, self._held = self._held, ""
        return [(channel, held)] if held else []
