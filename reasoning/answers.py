"""Canonical answers: two texts that mean the same value become the same string, so that they can vote.

Nothing is evaluated here: `2 + 2` and `4` stay different. That is a verifier's work, in a sandbox.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

WORDS = (
    "final answer",
    "the answer",
    "answer",
    "antwort",
    "réponse",
    "respuesta",
    "resposta",
    "risposta",
    "antwoord",
    "odpowiedź",
    "ответ",
    "відповідь",
    "cevap",
    "jawaban",
    "đáp án",
    "الجواب",
    "الإجابة",
    "उत्तर",
    "最终答案",
    "答案",
    "答え",
    "回答",
    "정답",
    "답",
)
# Markdown that models put around the word: `**Answer:** 42`, `### Answer: 42`.
MARKER = re.compile(
    r"[ \t>#*_]*(?:" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")[ \t*_]*[:\uff1a][*_]*[ \t]*",
    re.IGNORECASE,
)
SHORT = 80  # characters; longer answers are prose, and prose does not vote
LONGEST = 400  # characters, markup included, that are looked at at all
DIGITS = 60  # longer numbers are compared as text: converting them costs more than it is worth

_BRACES = re.compile(r"\\boxed\{|[{}]")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
_LATEX_FRACTION = re.compile(r"([+-]?)\\[dt]?frac\{([+-]?\d+)\}\{([+-]?\d+)\}")
_FRACTION = re.compile(r"([+-]?\d+)\s*/\s*([+-]?\d+)")
_CURRENCY = "$€£¥₹₽₩"


def canonical(text: str) -> str | None:
    """The canonical form of the answer in `text`, or None where it holds none that could vote.

    The last `\\boxed{...}` counts first, then the last line that begins with a word for 'answer', then
    the whole text where it is one short line.
    """
    text = unicodedata.normalize("NFKC", text)
    inner = boxed(text)
    if inner is None:
        inner = _marked(text)
    inner = (text if inner is None else inner).strip()
    if len(inner) > LONGEST:
        return None
    value = normalise(inner)
    return value if value and len(value) <= SHORT and "\n" not in value else None


def boxed(text: str) -> str | None:
    """What stands in the last `\\boxed{...}`, nested braces included; None without a closed one."""
    last: tuple[int, int] | None = None
    opened: list[tuple[int, bool]] = []  # where each open brace's inside begins, and whether it is a box
    for brace in _BRACES.finditer(text):
        if brace[0] != "}":
            opened.append((brace.end(), brace[0] != "{"))
        elif opened:
            start, is_box = opened.pop()
            if is_box and (last is None or start > last[0]):
                last = (start, brace.start())
    return text[last[0] : last[1]] if last else None


def normalise(text: str) -> str:
    """`text` without dress: markup, currency, percent sign, final stop; numbers in one spelling."""
    value = unicodedata.normalize("NFKC", text).strip()
    while value != (value := _undress(value)):
        pass
    return _number(value) or re.sub(r"[ \t]+", " ", value).lower()


def _undress(value: str) -> str:
    value = value.strip().strip("*_`").strip()
    for left, right in (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("\\text{", "}")):
        if len(value) > len(left + right) and value.startswith(left) and value.endswith(right):
            inner = value[len(left) : -len(right)]
            if left != "\\text{" or "{" not in inner:
                return inner
    value = re.sub(r"^[a-zA-Z]\s*=\s*(?=[-+\d.\\$])", "", value)
    value = value.rstrip(".。!").rstrip()
    if value[-1:] == "%":
        return value[:-1].removesuffix("\\")
    if value[:1] and value[0] in _CURRENCY:
        return value[1:]
    if value[-1:] and value[-1] in _CURRENCY:
        return value[:-1].removesuffix("\\")
    if value.startswith("\\$"):
        return value[2:]
    if value[:2] in {f"-{sign}" for sign in _CURRENCY}:
        return "-" + value[2:]
    return value


def _marked(text: str) -> str | None:
    for line in reversed(text.splitlines()):
        if (found := MARKER.match(line)) and (rest := line[found.end() :].strip()):
            return rest
    return None


def _number(value: str) -> str | None:
    """`value` as an integer or a fraction in lowest terms, '7' or '7/2'; None where it is no number."""
    value = value.replace("\u2212", "-")
    if len(value) > DIGITS:
        return None
    if found := _LATEX_FRACTION.fullmatch(value):
        over, under = int(found[1] + "1") * int(found[2]), int(found[3])
    elif found := _FRACTION.fullmatch(value):
        over, under = int(found[1]), int(found[2])
    elif any(c.isdigit() for c in value) and _NUMBER.fullmatch(value):
        return str(Fraction(value.replace(",", "")))
    else:
        return None
    return str(Fraction(over, under)) if under else None
