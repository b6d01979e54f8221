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
    "endgültige antwort",
    "antwort",
    "réponse finale",
    "réponse",
    "respuesta final",
    "respuesta",
    "resposta final",
    "resposta",
    "risposta finale",
    "risposta",
    "antwoord",
    "svar",
    "vastaus",
    "odpowiedź",
    "odpověď",
    "odpoveď",
    "válasz",
    "răspuns",
    "απάντηση",
    "окончательный ответ",
    "ответ",
    "відповідь",
    "cevap",
    "yanıt",
    "jawaban akhir",
    "jawaban",
    "đáp án",
    "đáp số",
    "trả lời",
    "คำตอบ",
    "תשובה",
    "الجواب النهائي",
    "الجواب",
    "الإجابة النهائية",
    "الإجابة",
    "پاسخ",
    "जवाब",
    "उत्तर",
    "উত্তর",
    "最终答案",
    "最終答案",
    "答案",
    "最終的な答え",
    "答え",
    "正解",
    "回答",
    "答",
    "최종 답변",
    "최종 답",
    "정답",
    "답변",
    "답",
)
# As people type them and as they are once normalised: of some scripts' letters that is another spelling.
SPELLINGS = sorted({*WORDS, *(unicodedata.normalize("NFKC", word) for word in WORDS)}, key=len, reverse=True)
# Markdown that models put around the word: `**Answer:** 42`, `### Answer: 42`.
MARKER = re.compile(
    r"[ \t>#*_]*(?:" + "|".join(SPELLINGS) + r")[ \t*_]*[:\uff1a\ufe55\u2236][*_]*[ \t]*",
    re.IGNORECASE,
)
# The same said in a sentence, where no line begins with the word: believed for numbers only.
_SAID = re.compile(
    r"(?:answer is|antwort (?:ist|lautet)|réponse est|respuesta es|resposta é|risposta è|ответ\s*[-–—]|答案是|答案为"
    r"|答案為|答えは|正解は|정답은|답은|الجواب هو|الإجابة هي|उत्तर है)[ \t*_]*[:：]?",
    re.IGNORECASE,
)
_ENDINGS = ("となります", "になります", "である", "です", "입니다", "이다", "है")
# Digits of every script are digits to Python; these signs between and behind them are not.
_ARABIC = str.maketrans({"\u066b": ".", "\u066c": ",", "\u066a": "%"})
SHORT = 80  # characters; longer answers are prose, and prose does not vote
LONGEST = 400  # characters, markup included, that are looked at at all
LAST = 2000  # characters at the end in which a sentence is looked for
DIGITS = 60  # longer numbers are compared as text: converting them costs more than it is worth

_BRACES = re.compile(r"\\boxed\{|[{}]")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
_LATEX_FRACTION = re.compile(r"([+-]?)\\[dt]?frac\{([+-]?\d+)\}\{([+-]?\d+)\}")
_FRACTION = re.compile(r"([+-]?\d+)\s*/\s*([+-]?\d+)")
_CURRENCY = "$€£¥₹₽₩"


def canonical(text: str) -> str | None:
    """The canonical form of the answer in `text`, or None where it holds none that could vote.

    The last `\\boxed{...}` counts first, then the last line that begins with a word for 'answer', then the last
    sentence that says which number the answer is, then the whole text where it is one short line.
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
    value = unicodedata.normalize("NFKC", text).translate(_ARABIC).strip()
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
    value = value.rstrip(".。!۔।").rstrip()
    for ending in _ENDINGS:
        value = value.removesuffix(ending).rstrip()
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
    for line in reversed(text[-LAST:].splitlines()):
        *_, said = _SAID.split(line)
        if said != line and _number(normalise(said)) is not None:
            return said
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
