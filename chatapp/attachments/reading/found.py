"""What reading a file comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["text", "table", "pdf", "image"]
MOST_TEXT = 400_000  # characters that are kept of a file: more than most models read at once
PAGE = "\f"  # stands between the pages of a text


class Unreadable(Exception):
    """The file is not taken. `code` names why (words.py says it), `detail` is a number or a name in it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. `mime` is what it is, not what it was called. `text` has its pages apart by PAGE; a picture
    has none, but `width` and `height` in pixels. `rows` are those of the whole table, its head included, and `pages`
    those of the whole PDF; `partial` says that `text` has not all of them. `note` names what people should know.
    """

    kind: Kind
    mime: str
    text: str = ""
    pages: int = 0
    rows: int = 0
    width: int = 0
    height: int = 0
    partial: bool = False
    note: str = ""

    def noting(self, note: str) -> Found:
        """The same with `note`, where it has none of its own."""
        return replace(self, note=self.note or note)
