"""How large a step is, in tokens, and where one that grows too large ends. Pure.

Long thoughts come in paragraphs of every size. A step is what one critique can judge and one round of a beam
extends: 150 to 625 tokens, of which 625 are a 32nd of a fifth of 100,000.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, inf

from .blocks import INLINE, formulas

# Tokens longer than this are rare. Servers put several into one delta and some count only one of them, so that
# the text is taken for at least this many.
LONGEST_TOKEN = 16  # characters
BACK = 8  # characters before a text that may belong to the end of a sentence
BLOCK = 4  # a block that must not be cut may be so many times larger, then something must end it

# The end of a sentence, once what follows shows that it is one: `3.5` and `x.y` are none.
_SENTENCE = re.compile(
    r"[.!?…][\"'”’)\]*_`]{0,4}(?=[^\S\r\n])|[。！？｡؟।॥][\"”’」』）)*]{0,4}(?=[^\"”’」』）)*\r\n])"
)
_LABEL = re.compile(r"\W{0,4}\w{1,3}\.")  # `1.` or `a.` at the start of a line numbers what follows
_WORD = re.compile(r"(?<=\S)(?=[^\S\r\n])")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Limits of one step in tokens: a paragraph ends it from `least` on; it has `most` at the most, more only inside
    a block."""

    least: int
    most: int

    def each(self, text: str, tokens: int) -> float:
        """Tokens of one character of `text`."""
        return max(tokens / len(text), 1 / LONGEST_TOKEN) if text else 0.0

    def line_end(self, inside: bool) -> float:
        """From how many tokens on the end of a line ends the step."""
        return 0.8 * self.most * (BLOCK if inside else 1)

    def limits(self, inside: bool) -> tuple[float, float, float]:
        """From how many tokens on the end of a sentence, of a word, and anything ends the step. Inside a block
        neither sentences nor words count."""
        if inside:
            return (BLOCK * self.most,) * 3
        return 0.8 * self.most, 0.96 * self.most, self.most


# What long thoughts are grouped by, and what paragraphs of a plain reply are: those are much shorter in all, and
# joined as thoughts are they would leave one step and nothing to tell apart.
THOUGHT = Sizes(least=150, most=625)
REPLY = Sizes(least=40, most=625)


def forced_end(run: str, text: str, each: float, left: tuple[float, float, float]) -> int | None:
    """Where in `text` the step must end, or None where that is not in it (yet).

    `run` is what stands before it in the same line and step, `each` the tokens of a character, `left` how many
    tokens are left until the end of a sentence, of a word, and of anything ends the step.
    """
    sentence, word, hard = (max(ceil(tokens / each), 0) for tokens in left)
    if sentence > len(text):
        return None
    here = len(run)
    hard = here + max(hard, 1)  # without a character at least no step would get anywhere
    line = run + text[: hard - here + INLINE + BACK]
    ends = (_ends(_SENTENCE, line, here + sentence), _ends(_WORD, line, here + word))
    if not any(ends) and hard > len(line):
        return None
    spans = formulas(line)
    free = (next(_outside(spans, places), None) for places in ends)
    end = next((stop for start, stop in spans if start < hard < stop), hard)
    found = [*(place for place in free if place is not None), *([end] if end <= here + len(text) else [])]
    return min(found) - here if found else None


def _ends(pattern: re.Pattern[str], line: str, first: int) -> list[int]:
    """Where in `line`, from `first` on, something that `pattern` describes ends."""
    ends = (match.end() for match in pattern.finditer(line, max(first - BACK, 0)))
    return [end for end in ends if end >= first and not _LABEL.fullmatch(line, 0, end)]


def _outside(spans: list[tuple[int, int]], places: list[int]) -> Iterator[int]:
    """Those of `places`, which rise, that are inside none of `spans`."""
    waiting = iter([*spans, (inf, inf)])
    start, stop = next(waiting)
    for place in places:
        while stop <= place:
            start, stop = next(waiting)
        if place <= start:
            yield place
