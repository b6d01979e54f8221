"""From streamed text to steps: finds boundaries while the text is still being written. Pure.

A model writes either numbered lines (`1. ...`, `2. ...`) or paragraphs, then perhaps a line that begins
with `Answer:`, after which everything is the answer. Nothing is changed: the pieces joined are the text.
"""

from __future__ import annotations

import re
from typing import Literal

from .answers import MARKER, WORDS

Kind = Literal["step", "cut", "mark", "answer"]
Piece = tuple[Kind, str]

HOLD = 28  # characters of a line that are held back while it may still turn out to be a marker
STEP_WORDS = ("step", "schritt", "étape", "paso")
_NUMBERED = re.compile(
    r"(?:[*_#]+ ?)?(?:(?:" + "|".join(STEP_WORDS) + r") )?(\d{1,3})[.):、\uff1a](?!\d)", re.IGNORECASE
)
_FENCES = ("```", "~~~")
# A line that begins otherwise is no marker and need not be held back.
_STARTS = frozenset("0123456789*_#> \t" + "".join(w[0] + w[0].upper() for w in (*WORDS, *STEP_WORDS)))


class Splitter:
    """Takes text in any portions and gives pieces: 'step' text, 'cut' (the step has ended), 'mark' (the
    words `Answer:`) and 'answer' text. Inside a code fence or a $$ formula nothing is a boundary.
    With `marks=False` no line begins an answer: the text is thinking that an engine has set apart.
    """

    def __init__(self, *, marks: bool = True) -> None:
        self._marks = marks
        self.numbered = 0  # the last step number seen; 0 while the text is paragraphs
        self.answering = False
        self._held = ""  # the beginning of a line that is not yet decided
        self._line = ""  # the current line as far as it was given out
        self._fresh = True  # at the start of a line
        self._blank = False  # the line before was blank
        self._filled = False  # the current step has text
        self._fence = ""
        self._formula = False

    def feed(self, text: str) -> list[Piece]:
        """The pieces that `text` completes."""
        pieces: list[Piece] = []
        for part in text.splitlines(keepends=True) if not self.answering else [text]:
            self._part(part, pieces)
        return pieces

    def close(self) -> list[Piece]:
        """What is still held back, at the end of the text."""
        pieces: list[Piece] = []
        if self._held:
            self._start(pieces, final=True)
        return pieces

    def _part(self, part: str, pieces: list[Piece]) -> None:
        if self.answering:
            pieces.append(("answer", part))
        elif self._fresh:
            self._held += part
            self._start(pieces, final=self._held.endswith("\n") or len(self._held) >= HOLD)
        else:
            self._give(part, pieces)

    def _start(self, pieces: list[Piece], *, final: bool) -> None:
        """Decide what the held line start is, if it can be told yet."""
        line = self._held
        inside = self._fence or self._formula
        undecided = not inside and line[0] in _STARTS and not self._number(line) and not self._mark(line)
        if undecided and not final:
            return
        self._held, self._fresh = "", False
        if not inside:
            if found := self._mark(line):
                self.answering = True
                pieces.append(("mark", line[: found.end()]))
                if rest := line[found.end() :]:
                    pieces.append(("answer", rest))
                return
            number = self._number(line)
            # What stands right before step 1, the question said again perhaps, belongs to it.
            if self._filled and (number > 1 or (self._blank and not self.numbered and line.strip())):
                pieces.append(("cut", ""))
                self._filled = False
            self.numbered = number or self.numbered
        self._give(line, pieces)

    def _give(self, text: str, pieces: list[Piece]) -> None:
        pieces.append(("step", text))
        self._line += text
        self._filled = self._filled or bool(text.strip())
        if text.endswith("\n"):
            self._end_line()

    def _end_line(self) -> None:
        line = self._line.strip()
        if self._fence:
            self._fence = "" if line.startswith(self._fence) else self._fence
        elif line.startswith(_FENCES) and not self._formula:
            self._fence = line[:3]
        elif line.count("$$") % 2:
            self._formula = not self._formula
        self._blank = not line
        self._line, self._fresh = "", True

    def _number(self, line: str) -> int:
        """The number of the step that `line` begins, or 0: only the next number counts, so that a list
        inside a step does not break it up."""
        found = _NUMBERED.match(line)
        number = int(found[1]) if found and len(line) > found.end() else 0
        return number if number == self.numbered + 1 else 0

    def _mark(self, line: str) -> re.Match[str] | None:
        found = MARKER.match(line) if self._marks else None
        # Only once something follows: the stars of `**Answer:** 42` belong to the mark.
        return found if found and (len(line) > found.end() or line.endswith("\n")) else None
