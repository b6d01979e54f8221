"""Text as the words that a search compares. Pure, and the same for what is stored and for what is looked for.

A word is a run of letters and digits, folded: no case, no accents, no compatibility forms. Scripts that are written
without spaces have no such words: there every two neighbours are one ("人工智能" is 人工, 工智, 智能, and 能 for what
begins with it), so that any two characters are found, and one alone as the beginning of a pair.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LONGEST = 40  # characters of a word; what is beyond is not compared
MOST_TEXT = 100_000  # characters of a message that are indexed: a PostgreSQL tsvector holds 1 MB
MOST_TERMS = 24

# Marks that people leave out when they type: accents, Hebrew points, Arabic vowels. Other marks carry meaning.
_OPTIONAL = ((0x300, 0x36F), (0x591, 0x5C7), (0x64B, 0x652), (0x670, 0x670))
# Han, kana, Hangul, Thai, Lao, Burmese, Khmer.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)


class _Folding(dict[int, str]):
    """Each character's folded form by its code, found when it is first met."""

    def __missing__(self, code: int) -> str:
        whole = unicodedata.normalize("NFKD", chr(code).casefold())
        kept = "".join(c for c in whole if not any(first <= ord(c) <= last for first, last in _OPTIONAL))
        self[code] = folded = unicodedata.normalize("NFKC", kept)
        return folded


_folding = _Folding()


def fold(text: str) -> str:
    """`text` without case and optional marks. Character by character, so that places can be found again."""
    return "".join(fold_each(unicodedata.normalize("NFC", text)))


def fold_each(text: str) -> list[str]:
    """The folded form of each character of `text`, which is NFC; of some it is empty, or longer than one."""
    return [_folding[ord(character)] for character in text]


def words(text: str) -> list[str]:
    """The words of `text`, each once, in their order."""
    return list(dict.fromkeys(word for run in _runs(text) for word in _split(run, whole=True)))


def terms(query: str) -> list[str]:
    """What a query looks for: each is to be the beginning of a word. At most MOST_TERMS, the rest is not heeded."""
    found = dict.fromkeys(term for run in _runs(query[:2000]) for term in _split(run, whole=False))
    return list(found)[:MOST_TERMS]


def phrases(query: str) -> list[str]:
    """The folded pieces of a query as they should stand in a text, for showing where they do."""
    return list(dict.fromkeys(_runs(query[:2000])))[:MOST_TERMS]


def _runs(text: str) -> list[str]:
    return _word().findall(fold(text[:MOST_TEXT]))


@cache
def _word() -> re.Pattern[str]:
    # Python's \w lacks the vowel signs of Indian scripts, which would cut their words.
    marks = "".join(chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(rf"(?:[^\W_]|[{marks}])+")


def _split(run: str, *, whole: bool) -> list[str]:
    found: list[str] = []
    place = 0
    for match in _UNSPACED.finditer(run):
        if match.start() > place:
            found.append(run[place : match.start()][:LONGEST])
        found.extend(_pairs(match[0], whole=whole))
        place = match.end()
    if place < len(run):
        found.append(run[place:][:LONGEST])
    return found


def _pairs(run: str, *, whole: bool) -> list[str]:
    if len(run) == 1:
        return [run]
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return [*pairs, run[-1]] if whole else pairs
