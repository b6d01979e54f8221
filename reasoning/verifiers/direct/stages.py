"""What is done one after another: `take 2 from 71 and triple the result`, `15% of 140, then times 6`."""

from __future__ import annotations

from collections.abc import Sequence

from ...exact import NotExact
from .phrase import TIMES, Phrase

_RESULT = ("it", "that", "this", "result")
_ALL_OF_IT = {
    **{word: f"({factor} * ({{}}))" for word, factor in TIMES.items()},
    "halve": "(({}) / 2)",
    "square": "(({})^2)",
}
_SIGNS = {"add": "+", "subtract": "-", "take": "-", "multiply": "*", "divide": "/"}
_JOINTS = (",", ";", ".", "and", "then", "next", "finally")


def split(words: Sequence[str]) -> list[list[str]]:
    """What there is first, then each operation on what came out so far."""
    stages: list[list[str]] = [[]]
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and words[end] in (*_JOINTS, "after"):
            end += 2 if words[end : end + 2] == ["after", "that"] else 1
        joints = words[at:end]
        if joints and ("then" in joints or "after" in joints or _is_order(words[end : end + 3])):
            stages.append([])
            at = end
        else:
            stages[-1].append(words[at])
            at += 1
    return stages


def _is_order(words: Sequence[str]) -> bool:
    """Whether these words can only be an operation on a result: `triple it`, `divide by`, `add`."""
    first, second, *_ = (*words, "", "")
    if first in _ALL_OF_IT:
        return second in ("", *_RESULT)
    if first in ("multiply", "divide"):
        return second in ("by", *_RESULT)
    return first in ("add", "subtract") or (first, second) in (("take", "away"), ("cut", "it"))


def apply(text: str, words: Sequence[str], *, loose: bool) -> str:
    """The expression for what `words` do to `text`. Raises NotExact where they are no operation."""
    phrase = Phrase(words, loose=loose)
    text = _once(phrase, f"({text})")
    while phrase.rest:
        text = _once(phrase, text)
    return text


def _once(phrase: Phrase, text: str) -> str:
    if phrase.next() in ("increase", "decrease", "reduce"):
        word = phrase.take()
        phrase.skip(*_RESULT)
        phrase.rest.append(word)
        return phrase.change()(text)
    word = phrase.take()
    if word in _ALL_OF_IT:
        phrase.skip(*_RESULT)
        return _ALL_OF_IT[word].format(text)
    if word == "cut":
        for expected in ("it", "in", "half"):
            phrase.expect(expected)
        return f"({text} / 2)"
    if word in ("multiply", "divide"):
        phrase.skip(*_RESULT)
        phrase.expect("by")
    if word == "take":
        phrase.expect("away")
    sign = _SIGNS.get(word, word)
    if sign not in ("+", "-", "*", "/"):
        raise NotExact(f"unexpected {word!r}")
    operand = phrase.operand()
    if phrase.skip("to", "from"):
        phrase.expect(*_RESULT)
    return f"({text} {sign} {operand})"
