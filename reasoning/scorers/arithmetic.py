"""Recomputes the equations that a step writes down: `23*4 = 82` is refuted with "23*4 is 92, not 82".

Only what can be read for certain is judged. Where a side of an equation may go on in words, letters or signs
that are not understood ("2x = 10", "half of 3+4 = 7", "= 6 thousand"), that side is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ..exact import NUMBER, NotExact, is_calculation, number, plain, say
from ..state import Score, Step

MAX_TEXT = 20_000  # characters of a step that are looked at
MAX_EQUATIONS = 50
TOLD = 3  # slips that a critique names

_BULLET = re.compile(r"^[ \t]*(?:[-+*•–]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_PIECE = re.compile(rf"{NUMBER}|[-+*/^()=]|[ \t]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_DECIMAL = re.compile(r"[-+]?[\d,]*\.(\d+)")
# Words that make the number beside them part of something larger.
_TAKES = re.compile(
    r"of|times|plus|minus|by|over|per|mod|modulo|half|twice|double|triple|log|ln|lg|sin|cos|tan|sqrt|exp|gcd|lcm|lim"
    r"|von|mal|durch|hoch|de|fois|par|sur|por|menos|más|entre",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"mod|modulo|rem|remainder|rest|reste|resto|residuo|times|plus|minus|over|divided|multiplied|squared|cubed|percent"
    r"|hundred|thousand|million|billion|trillion|dozen|pairs|sqrt|pi|mal|durch|geteilt|hoch|prozent|hundert|tausend"
    r"|millionen|mille|pour|mil|millones|por",
    re.IGNORECASE,
)


def arithmetic(step: Step) -> Score | None:
    """1 where every equation in the step holds, 0 where one does not; None where there is none to recompute."""
    right: set[str] = set()
    slips: dict[str, str] = {}
    for left, other in _equations(step.text[:MAX_TEXT]):
        try:
            known, claimed = number(left), number(other)
        except NotExact:
            continue
        if _holds(known, claimed, left, other):
            right.add(left)
        else:
            # The side with something to compute is the one to recompute: 82 = 23*4 as well.
            done, said, value = (left, other, known) if is_calculation(left) else (other, left, claimed)
            slips[done] = f"{done} is {say(value)}, not {said}"
    # What the step itself has put right again is no slip.
    told = [critique for done, critique in slips.items() if done not in right]
    if not told and not right:
        return None
    return Score("arithmetic", 0.0 if told else 1.0, "; ".join(told[:TOLD]))


def _equations(text: str) -> Iterator[tuple[str, str]]:
    """Neighbouring sides of each chain `a = b = c` of which at least one has something to compute."""
    if "=" not in text and "＝" not in text:
        return
    text = _BULLET.sub("", plain(text))
    count = 0
    for start, end in _runs(text):
        sides: list[str | None] = [*text[start:end].split("=")]
        if len(sides) < 2:
            continue
        if not _begins(text[max(start - 24, 0) : start], sides[0] or ""):
            sides[0] = None
        if not _ends(text[end : end + 24], sides[-1] or ""):
            sides[-1] = None
        tidy = [_tidy(side) if side else "" for side in sides]
        for left, right in pairwise(tidy):
            if left and right and (is_calculation(left) or is_calculation(right)):
                yield left, right
                count += 1
                if count >= MAX_EQUATIONS:
                    return


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers and signs stand together, as long as possible."""
    start = end = -1
    for piece in _PIECE.finditer(text):
        if piece.start() != end:
            if start >= 0:
                yield start, end
            start = piece.start()
        end = piece.end()
    if start >= 0:
        yield start, end


def _begins(before: str, side: str) -> bool:
    """Whether nothing in the text `before` can belong to `side`."""
    if not before or before[-1] == "\n" or not side:
        return True
    last = before[-1]
    if not side[0].isspace():
        return last in "\"'“„«>~"
    if side.lstrip()[:1] in ("+", "-", "*", "/", "^"):
        return last in ":;,"
    if word := _WORD_BEFORE.search(before):
        return len(word[0]) > 1 and not _TAKES.fullmatch(word[0])
    return last in ".,:;!?>\"'”»~。，："


def _ends(after: str, side: str) -> bool:
    """Whether nothing in the text `after` can belong to `side`."""
    if not after or after[0] == "\n" or not side:
        return True
    first = after[0]
    if after.startswith((r"\\", "..", "…", "?", "!")):
        return first == "\\"
    word = _WORD_AFTER.match(after)
    if side.rstrip().endswith("("):
        return word is not None and not _GOES_ON.fullmatch(word[0])
    if not side[-1].isspace():
        return first in ".,;:\"'”»]>。，；" and not after[1:2].isdigit()
    if word:
        return len(word[0]) > 1 and not _GOES_ON.fullmatch(word[0])
    return first in ".,;:\"'”»]<>≈→⇒&✓"


def _tidy(side: str) -> str:
    """`side` without the bracket that closes or opens something outside of it."""
    side = side.strip()
    if side.endswith("("):
        side = side[:-1].rstrip()
    opened, closed = side.count("("), side.count(")")
    if opened > closed and side.startswith("("):
        side = side[1:]
    elif closed > opened and side.endswith(")"):
        side = side[:-1]
    return side.strip()


def _holds(left: Fraction, right: Fraction, *sides: str) -> bool:
    """Whether both are the same value, or one is the other rounded or cut to the decimals that it is written with."""
    if left == right:
        return True
    decimals = [len(found[1]) for side in sides if (found := _DECIMAL.fullmatch(side))]
    return any(abs(left - right) < Fraction(1, 10**count) for count in decimals)
