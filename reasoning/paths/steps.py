"""From streamed text to steps: finds boundaries while the text is still being written. Pure.

A model writes either numbered lines (`1. ...`, `2. ...`) or paragraphs, then perhaps a line that begins
with `Answer:`, after which everything is the answer. Nothing is changed: the pieces joined are the text.
"""

from __future__ import annotations

import re
from typing import Literal

from ..answers import MARKER, SPELLINGS
from .blocks import Blocks
from .sizes import Sizes, forced_end

Kind = Literal["step", "cut", "mark", "answer"]
Piece = tuple[Kind, str]

HOLD = 28  # characters of a line that are held back while it may still turn out to be a marker
STEP_WORDS = ("step", "schritt", "étape", "paso")
_NUMBERED = re.compile(
    r"(?:[*_#]+ ?)?(?:(?:" + "|".join(STEP_WORDS) + r") )?(\d{1,3})[.):、\uff1a\uff0e\uff09](?!\d)",
    re.IGNORECASE,
)
_WORDS = tuple(word.lower() for word in (*SPELLINGS, *STEP_WORDS))
_COUNT = re.compile(r"\d{1,3}[.):、\uff1a\uff0e\uff09]?")


class Splitter:
    """Takes text in any portions and gives pieces: 'step' text, 'cut' (the step has ended), 'mark' (the
    words `Answer:`) and 'answer' text. Inside a code fence or a displayed formula nothing is a boundary.
    With `marks=False` the text is thinking that an engine has set apart: only paragraphs are steps, no number
    and no answer is looked for.

    With `sizes`, which is told in tokens, paragraphs run together into steps that are large enough, and what
    grows too large is cut.
    """

    def __init__(self, *, marks: bool = True, sizes: Sizes | None = None) -> None:
        self._marks = marks
        self._sizes = sizes
        self.numbered = 0  # the last step number seen; 0 while the text is paragraphs
        self.answering = False
        self._held = ""  # the beginning of a line that is not yet decided
        self._held_tokens = 0.0
        self._line: list[str] = []  # the current line as far as it was given out
        self._run = ""  # what of that line belongs to the current step
        self._blocks = Blocks()
        self._fresh = True  # at the start of a line
        self._blank = False  # the line before was blank
        self._filled = False  # the current step has text
        self._size = 0.0  # tokens of the current step

    def feed(self, text: str, tokens: int = 0) -> list[Piece]:
        """The pieces that `text`, which is so many tokens, completes."""
        pieces: list[Piece] = []
        each = self._sizes.each(text, tokens) if self._sizes else 0.0
        for part in text.splitlines(keepends=True) if not self.answering else [text]:
            self._part(part, each, pieces)
        return pieces

    def close(self) -> list[Piece]:
        """What is still held back, at the end of the text."""
        pieces: list[Piece] = []
        if self._held:
            self._start(pieces, final=True)
        return pieces

    def begin_step(self) -> None:
        """What was fed so far is whole steps, of which an earlier attempt has told."""
        self._filled, self._size, self._run = False, 0.0, ""

    def _part(self, part: str, each: float, pieces: list[Piece]) -> None:
        if self.answering:
            pieces.append(("answer", part))
        elif self._fresh:
            self._held += part
            self._held_tokens += each * len(part)
            self._start(pieces, final=self._held.endswith("\n") or len(self._held) >= HOLD)
        else:
            self._give(part, each, pieces)

    def _start(self, pieces: list[Piece], *, final: bool) -> None:
        """Decide what the held line start is, if it can be told yet."""
        line, inside = self._held, self._blocks.inside
        if not final and not inside and self._undecided(line):
            return
        each = self._held_tokens / len(line)
        self._held, self._held_tokens, self._fresh = "", 0.0, False
        if not inside and (found := self._mark(line)):
            self.answering = True
            pieces.append(("mark", line[: found.end()]))
            if rest := line[found.end() :]:
                pieces.append(("answer", rest))
            return
        number = 0 if inside else self._number(line)
        if self._filled and self._ends_before(line, number):
            self._cut(pieces)
        self.numbered = number or self.numbered
        self._give(line, each, pieces)

    def _undecided(self, line: str) -> bool:
        """Whether `line`, the beginning of one, may still turn out to be blank, a number or a mark."""
        if not self._marks:
            return not line.strip()
        start = line.lstrip(" \t>#*_").lower()
        maybe = _COUNT.fullmatch(start) or any(w.startswith(start) or start.startswith(w) for w in _WORDS)
        return bool(maybe) and not self._number(line) and not self._mark(line)

    def _ends_before(self, line: str, number: int) -> bool:
        """Whether the current step ends before `line`, which begins step `number` where that is not 0."""
        if self._sizes and self._size >= self._sizes.line_end(self._blocks.inside) and line.strip():
            return True
        if self._blocks.inside:
            return False
        # What stands right before step 1, the question said again perhaps, belongs to it.
        paragraph = self._blank and not self.numbered and bool(line.strip())
        return number > 1 or (paragraph and (not self._sizes or self._size >= self._sizes.least))

    def _give(self, text: str, each: float, pieces: list[Piece]) -> None:
        while text and self._sizes:
            sentence, word, hard = self._sizes.limits(self._blocks.inside)
            have = self._size
            at = forced_end(self._run, text, each, (sentence - have, word - have, hard - have))
            if at is None:
                break
            self._put(text[:at], each, pieces)
            self._cut(pieces)
            text = text[at:]
        self._put(text, each, pieces)
        if text.endswith("\n"):
            self._end_line()

    def _put(self, text: str, each: float, pieces: list[Piece]) -> None:
        if not text:
            return
        pieces.append(("step", text))
        self._line.append(text)
        self._filled = self._filled or bool(text.strip())
        self._size += each * len(text)
        if self._sizes:
            self._run += text

    def _cut(self, pieces: list[Piece]) -> None:
        if self._filled:
            pieces.append(("cut", ""))
        self.begin_step()

    def _end_line(self) -> None:
        line = "".join(self._line)
        self._blocks.line(line)
        self._blank = not line.strip()
        self._line, self._run, self._fresh = [], "", True

    def _number(self, line: str) -> int:
        """The number of the step that `line` begins, or 0: only the next number counts, so that a list
        inside a step does not break it up."""
        found = _NUMBERED.match(line) if self._marks else None
        number = int(found[1]) if found and len(line) > found.end() else 0
        return number if number == self.numbered + 1 else 0

    def _mark(self, line: str) -> re.Match[str] | None:
        found = MARKER.match(line) if self._marks else None
        # Only once something follows: the stars of `**Answer:** 42` belong to the mark.
        return found if found and (len(line) > found.end() or line.endswith("\n")) else None
