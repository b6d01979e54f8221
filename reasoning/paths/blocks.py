"""What a text must not be cut inside: code fences and formulas, followed line by line. Pure."""

from __future__ import annotations

import re

FENCES = ("```", "~~~")
LONGEST = 2000  # characters of a displayed formula: `$$` without an end within them is no formula
INLINE = (
    200  # characters that a formula inside a line may have: a `$` without another one within them is a price
)

_INSIDE = re.compile(r"(?<!\\)\$|\\\(")
_OPENED = re.compile(r"(?<!\\)\\\[|\\begin\{[A-Za-z]{1,20}\*?\}|\$\$")


class Blocks:
    """Takes whole lines, and says whether the next one begins inside a fence or a displayed formula."""

    def __init__(self) -> None:
        self._fence = ""
        self._closer = ""  # what ends the formula that is open
        self._size = 0  # characters of that formula

    @property
    def inside(self) -> bool:
        return bool(self._fence or self._closer)

    def line(self, line: str) -> None:
        """Take the next line, with or without its end."""
        text = line.strip()
        if self._fence:
            self._fence = "" if text.startswith(self._fence) else self._fence
        elif self._closer:
            self._size += len(line)
            # LaTeX allows no blank line in a formula; between `$$` models leave some all the same.
            lost = self._size > LONGEST or (not text and self._closer != "$$")
            if lost or self._closer in text:
                self._closer = ""
        # Backticks later in the line: that is code inside a line, not a fence (CommonMark 4.5).
        elif text.startswith(FENCES) and (text[0] == "~" or "`" not in text.lstrip("`")):
            self._fence = text[:3]
        else:
            self._closer, self._size = _left_open(text), 0


def formulas(line: str) -> list[tuple[int, int]]:
    """Where the formulas inside `line`, such as `$x$` or `\\(x\\)`, begin and end. One without an end reaches as far
    as it may, so that what follows later in the line changes nothing of what was told before."""
    spans: list[tuple[int, int]] = []
    at = 0
    while opened := _INSIDE.search(line, at):
        start, at = opened.span()
        closer = "$" if opened[0] == "$" else "\\)"
        closed = line.find(closer, at, start + INLINE)
        at = start + INLINE if closed < 0 else closed + len(closer)
        spans.append((start, at))
    return spans


def _left_open(text: str) -> str:
    """What ends the formula that `text`, one line, opens and does not close; or nothing."""
    for found in _OPENED.finditer(text):
        mark = found[0]
        if mark == "$$":
            if text.count("$$") % 2:
                return "$$"
            continue
        closer = "\\]" if mark == "\\[" else mark.replace("begin", "end", 1)
        if closer not in text[found.end() :]:
            return closer
    return ""
