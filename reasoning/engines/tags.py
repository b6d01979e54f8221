"""Thinking that a model writes between <think> and </think> in its text, set apart while it streams. Pure."""

from __future__ import annotations

from ..types import THINK_CLOSE, THINK_OPEN, Channel

BLANK = 64  # blank characters before an opening tag; after more of them none is expected


class ThinkTags:
    """Takes text in any portions and gives (channel, text). Only thinking that opens the reply counts.

    `tags` are the model's own. With `opened` the prompt has opened the thinking: the reply begins inside it, whether
    or not the tag is said again.
    """

    def __init__(self, tags: tuple[str, str] = (THINK_OPEN, THINK_CLOSE), *, opened: bool = False) -> None:
        self._open, self._close = tags
        self._opened = opened
        self._inside = False
        self._done = False
        self._held = ""

    def skip(self) -> None:
        """The server sets thinking apart by itself: whatever else it sends is the answer."""
        self._done = True

    def feed(self, text: str) -> list[tuple[Channel, str]]:
        """What can be told of `text` so far; what may be the beginning of a tag is held back."""
        if self._done:
            return [("answer", text)] if text else []
        self._held += text
        if not self._inside:
            start = self._held.lstrip()
            if self._open.startswith(start) and start != self._open and len(self._held) <= BLANK:
                return []
            if start.startswith(self._open):
                self._held = start[len(self._open) :]
            elif not self._opened:
                return self._give("answer", done=True)
            self._inside = True
        thought, found, rest = self._held.partition(self._close)
        pieces: list[tuple[Channel, str]] = []
        if not found:
            # The longest end of the text that may become the closing tag stays back.
            sizes = range(len(self._close) - 1, 0, -1)
            keep = next((n for n in sizes if thought.endswith(self._close[:n])), 0)
            thought, rest = thought[: len(thought) - keep], thought[len(thought) - keep :]
        if thought:
            pieces.append(("reasoning", thought))
        self._held = rest
        return pieces + self._give("answer", done=True) if found else pieces

    def close(self) -> list[tuple[Channel, str]]:
        """What is still held back, at the end of the text."""
        return self._give("reasoning" if self._inside else "answer", done=True)

    def _give(self, channel: Channel, *, done: bool) -> list[tuple[Channel, str]]:
        self._done = done
        held, self._held = self._held, ""
        return [(channel, held)] if held else []
