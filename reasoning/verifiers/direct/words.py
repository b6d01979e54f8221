"""The words of a question: one spelling of them, and which may stand around what is asked without changing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ...exact import NUMBER, plain
from .vocabulary import FILLERS, FOREIGN, HARMLESS, ONES, SPELLED, TENS

MOST_CHARS = 300  # of a question or an answer that is looked at


class Token(NamedTuple):
    """A number, a word or a sign, and whether there was a space before it."""

    text: str
    spaced: bool


# -3^2 is -9 to some and 9 to others, 16^1/2 is 8 or 4, and 1.500 is 1500 to half the world.
AMBIGUOUS = re.compile(r"(?:^|[-+*/^(])\s*-\s*[\d.]+\s*\^|\^\s*\d+/\d|(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?!\d)")
_PUNCTUATION = frozenset(".,;:!?=\"“”'…。？，：")
# Written closely, a fraction is one number: 2/3 squared is 4/9.
_TOKEN = re.compile(
    rf"\s*(?:(?P<number>(?<![\d/*^])\d{{1,30}}/\d{{1,30}}(?![\d/^*(]|\.\d)|{NUMBER})|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)|(?P<sign>[-+*/^()%√,;:&=?!.\"“”'…。？，：]))"
)
# Said rather than written, they may reach further than their sign would: they count only among their own kind.
_CASUAL = {
    "added to": "+",
    "take away": "-",
    "subtract": "-",
    "less": "-",
    "multiply by": "*",
    "over": "/",
}
_CASUALLY = re.compile(rf"(?<=[\d)] )(?:{'|'.join(_CASUAL)})(?= (?:[\d(.-]|negative))")
_OF_BOTH_KINDS = re.compile(r"[-+].*(?:\*| /|/ )|(?:\*| /|/ ).*[-+]")
_ROOT = re.compile(r"\bsquare root\b")
_MIXED = re.compile(r"(?<![\d./^*,-])(\d{1,9}) (\d{1,9})/(\d{1,9})(?![\d./])")  # 3 1/2 is three and a half
# Words that may go back to what was said before, and those that lead to them: "15% of that", "and the result".
_BACK = {"answer", "answers", "it", "number", "one", "result", "that", "them", "these", "this", "those"}
_LEADING_BACK = {"and", "by", "for", "from", "in", "into", "of", "than", "to", "with"}
_GO_ON = _BACK | {"also", "and", "now", "so", "then"}
_RUN_TOGETHER = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|[^\W\d_]-|-[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

_TWO_WORDS = re.compile(rf"\b({'|'.join(TENS)})[ -]({'|'.join(ONES)})\b")
# "One" alone is a pronoun more often than a number.
_ONE_WORD = re.compile(rf"\b(?:{'|'.join(word for word in SPELLED if word != 'one')})\b")
_SIGN_WORDS = (
    (re.compile(r"\b(?:multiplied by|times)\b"), "*"),
    (re.compile(r"\bdivided by\b"), "/"),
    (re.compile(r"\bplus\b"), "+"),
    (re.compile(r"\bminus\b"), "-"),
)
# "3/4 divided by 1/8" is a fraction by a fraction, not three divisions from left to right. What else holds two
# kinds of strokes may be either.
_FRACTIONS = re.compile(r"(?<![\d./])(\d+/\d+) ?(?:divided by|÷) ?(\d+/\d+)(?![\d./])")
_TWO_STROKES = re.compile(r"\d\s*/\s*\d.*(?:divided by|÷)|(?:divided by|÷).*\d\s*/\s*\d", re.DOTALL)
_FACTORIAL = re.compile(r"[\d)]!")
_PART = re.compile(
    r"(?:\bone(?: |-)|-)(?=(?:half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b)"
)
_PER_CENT = re.compile(
    r"(?:\bper ?cents?\b|\bpct\b|\bprozent\b|\bpor ciento\b|\bpour cent\b|%)(?:age\b)?|\bpercentage\b"
)
_CURRENCY = re.compile(r"[€£¥₹](?=\s?[\d.])|(?<=\d)\s?[€£¥₹]")


def normal(question: str) -> str:
    """`question` in lower case, one space between words, and one spelling of signs and per cent.

    Letters that stand for an unknown are left alone. Empty where nobody knows what a stroke divides, a
    comma parts or an exclamation mark means.
    """
    text = _FRACTIONS.sub(r"(\1) / (\2)", question.lower().replace("’", "'"))
    if _TWO_STROKES.search(text) or _FACTORIAL.search(text):
        return ""
    if re.search(r"\d,\d", text) and not FOREIGN.isdisjoint(WORD.findall(text)):
        return ""
    text = plain(text, unknown=True)
    text = _PART.sub(" ", text)
    text = _CURRENCY.sub("", _PER_CENT.sub("% ", text))
    for words, sign in _SIGN_WORDS:
        text = words.sub(sign, text)
    return " ".join(text.split())


def figures(text: str) -> str:
    """`text` with figures for the numbers below a hundred that are spelled out."""
    text = _TWO_WORDS.sub(lambda m: str(SPELLED[m[1]] + SPELLED[m[2]]), text)
    return _ONE_WORD.sub(lambda m: str(SPELLED[m[0]]), text)


def harmless(text: str, *, names: str = "", more: frozenset[str] = frozenset()) -> bool:
    """Whether `text` holds nothing but harmless words, those in `more`, the letters in `names`, and punctuation."""
    rest = re.sub(r"[^\W\d_']+|[ .,:;!?|=\"'“”*。？，：…]", "", text)
    return not rest and all(w in HARMLESS or w in more or w in set(names) for w in WORD.findall(text))


def stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether a match in `text` is not the part of something longer, as the number in `3a` is."""
    before, after = text[: found.start()], text[found.end() :]
    inside = found[0]
    joined = (before[-1:].isalnum() and not inside[0].isspace()) or (
        after[:1].isalnum() and not inside[-1].isspace()
    )
    word = re.search(r"([^\W\d_]+)\s*$", before)
    return not joined and not (word and _continues(word[1], inside.lstrip()[:1]))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the readers take it: `text` is `normal` with figures, `core` what is left of its tokens without
    the harmless words and the punctuation at both ends, `said` the same as text without articles.
    """

    text: str
    core: tuple[Token, ...]
    said: str


def read(question: str) -> Asked:
    """The question in a form to match patterns with; the core is empty where it holds a sign that is unknown."""
    text = figures(question)
    core = _core(text)
    return Asked(text, core, " ".join(token.text for token in core if token.text not in FILLERS))


def _core(text: str) -> tuple[Token, ...]:
    text = _ROOT.sub("√", plain(text))
    text = _MIXED.sub(lambda m: f"({m[1]}+{m[2]}/{m[3]})" if 0 < int(m[2]) < int(m[3]) else m[0], text)
    signs = _CASUALLY.sub(lambda m: _CASUAL[m[0]], text)
    if signs != text and _OF_BOTH_KINDS.search(signs):
        return ()
    tokens: list[Token] = []
    end, text = 0, signs.rstrip()
    while end < len(text):
        found = _TOKEN.match(text, end)
        if found is None or _RUN_TOGETHER.match(text, max(found.end() - len(found[0].strip()) - 1, 0)):
            return ()
        tokens.append(Token(found[0].strip(), found[0][0].isspace()))
        end = found.end()
    first = 0
    while first < len(tokens) and _around(tokens[first].text):
        first += 1
    last = len(tokens)
    while last > first and _around(tokens[last - 1].text) and not _refers(tokens[:last]):
        last -= 1
    goes_back = any(one.text in _BACK and two.text == "and" for one, two in pairwise(tokens[:first]))
    if goes_back or (first and first < last and _continues(tokens[first - 1].text, tokens[first].text)):
        return ()
    return tuple(tokens[first:last])


def _continues(before: str, first: str) -> bool:
    """Whether something that begins with `first` goes on from the word before it: `a - x`, `and minus two`."""
    return first in ("+", "*", "/", "^") or (
        first == "-" and (before in _GO_ON or (len(before) == 1 and before.isalpha()))
    )


def _refers(tokens: list[Token]) -> bool:
    """Whether the end goes back to what there was before: `15% of that`, `take 3 from it`."""
    *before, last = (token.text for token in tokens if token.text not in FILLERS)
    return last == "of" or (last in _BACK and before[-1:] != [] and before[-1] in _LEADING_BACK)


def _around(token: str) -> bool:
    return token in HARMLESS or token in _PUNCTUATION
