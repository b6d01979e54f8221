"""A question as words, and lists of cues to look for in it: what question.py and router.py know languages by.

A cue is a word or some words in a row; `*` at its end stands for any ending, `^` before it for the beginning of a
sentence. Chinese and Japanese write no spaces between words, so that a cue of theirs may stand anywhere. Plain
searches, no patterns: time grows with the length looked at, which is bounded. Pure.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

MOST = 2000  # characters that are looked at: half from the beginning, half from the end
PART = 200  # of which accents are put into one form at once
FOLDER = Path(__file__).parent

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[\u0300-\u036f\u3099\u309a]+")
_SPACES = re.compile(r"[ \t]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
UNSPACED_A_WORD = 1.5  # characters of such a script that make about one word
BREAK = "|"  # stands where a sentence ends
_SENTENCE = re.compile(r"[.?!:;\n](?=\s|$)|[。？！：；¿¡]")


@dataclass(frozen=True)
class Text:
    """A question, at most MOST characters of it: `raw` as it was written, but in one spelling and in small letters."""

    raw: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.raw))

    @cached_property
    def padded(self) -> str:
        """The words with one space before, between and after them, and a BREAK around each sentence."""
        sentences = (" ".join(_WORD.findall(part)) for part in _SENTENCE.split(self.raw))
        return f" {BREAK} {f' {BREAK} '.join(filter(None, sentences))} {BREAK} "

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def length(self) -> int:
        """About how many words it has, in any script."""
        unspaced = len(_UNSPACED.findall(self.raw))
        return sum(not _UNSPACED.search(word) for word in self.words) + int(unspaced / UNSPACED_A_WORD)


def read(text: str) -> Text:
    """`text`, of any length, as words."""
    if len(text) > MOST:
        half = MOST // 2
        text = f"{text[: half - 1]}\n{text[-half:]}"
    # One sign can stand for many letters, so that the length is bounded once more.
    return Text(_SPACES.sub(" ", text if text.isascii() else _one_spelling(text)).lower()[:MOST])


def _one_spelling(text: str) -> str:
    """Full-width digits and letters as plain ones, and no accents: people leave them out."""
    # By parts, because putting marks in order takes time that grows with the square of their number.
    spelled = ""
    for at in range(0, len(text), PART):
        spelled += _MARKS.sub("", unicodedata.normalize("NFKD", text[at : at + PART]))
        if len(spelled) > MOST:
            break
    return spelled


class Cues:
    """A list of cues: single `words`, `phrases` by their first word, and `parts` that may stand anywhere."""

    def __init__(self, cues: Iterable[str]) -> None:
        words: set[str] = set()
        phrases: list[tuple[str, str]] = []
        parts: list[str] = []
        for cue in cues:
            inner = " ".join(_WORD.findall(_one_spelling(cue).lower()))
            start, end = f" {BREAK} " if "^" in cue else " ", "" if "*" in cue else " "
            if _UNSPACED.search(inner):
                parts.append(inner)
            elif "*" in cue and " " not in inner:
                parts.append(start + inner)
            elif "^" in cue or " " in inner:
                phrases.append((inner.split()[0], start + inner + end))
            else:
                words.add(inner)
        self.words = frozenset(words)
        self.phrases = tuple(phrases)
        self.parts = tuple(parts)

    def within(self, text: Text) -> bool:
        """Whether one of them stands in `text`."""
        return not self.words.isdisjoint(text.vocabulary) or next(self._found(text), None) is not None

    def count(self, text: Text) -> int:
        """How often they stand in `text` in all."""
        single = sum(word in self.words for word in text.words)
        return single + sum(text.padded.count(found) for found in self._found(text))

    def without(self, text: Text) -> Text:
        """`text` with them taken out."""
        left = text.padded
        for found in self._found(text):
            left = left.replace(found, " ")
        return Text(" ".join(word for word in left.split() if word not in self.words).replace(BREAK, "\n"))

    def _found(self, text: Text) -> Iterator[str]:
        # Most phrases are ruled out by their first word, at the price of one look-up.
        for first, phrase in self.phrases:
            if first in text.vocabulary and phrase in text.padded:
                yield phrase
        for part in self.parts:
            if part in text.padded:
                yield part


def load(name: str) -> dict[str, Cues]:
    """The lists in the file `name`.toml beside this one: tables of languages, each a string with commas."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {
        key: Cues(cue for line in lists.values() for cue in line.split(",")) for key, lists in data.items()
    }
