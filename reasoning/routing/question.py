"""What kind of question it is, by its words alone: microseconds, no model. Pure.

Closed questions have one short answer, on which paths can vote; code can be run; an open one (an essay, advice, a
translation) has no canonical answer, so that drafts of it are compared and never counted. How each is worded stands in
question.toml.
"""

from __future__ import annotations

import re

from ..types import QuestionKind
from .cues import BREAK, Text, load, read

CUES = load("question")
REACH = 12  # words between a verb of making and what is made
SHORT = 9  # words of a follow-up, or of small talk
LEFT = 5  # words that small talk may have beside its cues
ASKED = 2  # and in a question
WORDS_A_NUMBER = 6  # at most, where numbers are what a question is about
TOLD = 4  # words of a sentence that asks for something without being a question

_NOUNS: tuple[tuple[str, QuestionKind], ...] = (("program", "code"), ("text", "open"), ("found", "closed"))
_SOURCE = re.compile(
    r"```|^[ \t]*(?:def|class) \w+.*:|^[ \t]*(?:async )?function \w*\(|^[ \t]*#include\b|\bselect\b.{1,80}\bfrom\b"
    r"|\b(?:print|console\.log|printf)\(|^[ \t]*(?:for|while|if) .{1,80}(?::$|; do\b|\) ?\{)"
    r"|\bassert \w+\(|\b[a-z_]{4,40}\([a-z_, ]{0,40}\)",
    re.MULTILINE,
)
_LANGUAGE = re.compile(r"\bc(?:\+\+|#)")
# "2-3 sentences" and "24/7" are no sums: these signs count between spaces only.
_SUM = re.compile(r"[\d)] [-−/:] [\d(a-z]|[\d)]\s?[+*×÷·^]\s?[\d(a-z]|[\da-z)]\s?=\s?[-\d(a-z?]")
_DATE = re.compile(r"\b\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b")
_NUMBER = re.compile(r"\d+(?:[-–.,:]\d+)*")
_CHOICE = re.compile(r"(?:^|(?<=\s))\(?([a-e])[).:]\s")
# "What is a closure", "what is love", "who was Ada Lovelace": a description, not a fact.
_DEFINES = re.compile(
    r" \| (?:what (?:is|are)|what s|was (?:ist|sind)|qu est ce que?|que es|che cos e|cos e|o que e|wat is|что такое)"
    r"(?: (?:an?|ein|eine|une?|una?|uno|um|uma|een) [^\d |]+(?: [^\d |]+){0,4}"
    r"| (?!it |left |next |missing )[^\d |]{2,}(?: [^\d |]+)?) \| "
    r"| \| (?:who (?:is|was|are|were)|wer (?:ist|war)|qui (?:est|etait)|quien (?:es|fue)|chi (?:e|era)|quem (?:e|foi))"
    r"(?! the | der | die | le | la | el | il | o | a | what )(?: [^\d |]+){1,3}(?: and| und| et| y| e| \|) "
)
# "How hot is the sun", but not "how is cheese made".
_MEASURES = re.compile(
    r" how (?!is |are |was |were |can |do |does |did |to |would |should |could )\w+"
    r" (?:is|are|was|were|does|do|did|can) "
)
_DEFINES_UNSPACED = re.compile(r"^什么是|是什么意思|とは何")


def kind_of(question: str, before: str = "") -> QuestionKind:
    """The kind of `question`. One that goes on from the person's question `before` and does not say itself is of that
    one's kind. What is not recognised is closed: the first paths show whether they can vote.
    """
    return kind_of_text(read(question), before)


def kind_of_text(text: Text, before: str = "") -> QuestionKind:
    """The kind of a question that has been read."""
    kind: QuestionKind | None = "open" if is_small_talk(text) else _asked(text)
    if kind is None and before and refers(text):
        return kind_of(before)
    return kind or ("open" if _requests(text) else "closed")


def refers(text: Text) -> bool:
    """Whether it is short and goes on from what was said before."""
    return text.length <= SHORT and CUES["refers"].within(text)


def is_small_talk(text: Text) -> bool:
    """Whether it is a greeting, thanks or the like, and nothing else."""
    cues = CUES["small_talk"]
    if text.length > SHORT or any(c.isdigit() for c in text.raw) or not cues.within(text):
        return False
    left = cues.without(text)
    if left.length > (ASKED if "?" in text.raw else LEFT):
        return False
    return _asked(text) in (None, "open") and _asked(left) is None


def has_value(text: Text) -> bool:
    """Whether it names something to be found: a calculation, choices, many numbers, "how many"."""
    return (
        CUES["asks_value"].within(text)
        or bool(_SUM.search(text.raw) or _MEASURES.search(text.padded))
        or choices(text) > 1
        or (numbers(text) > 1 and numbers(text) * WORDS_A_NUMBER >= text.length)
    )


def numbers(text: Text) -> int:
    """How many numbers it has, in digits and in words; a date has none."""
    return len(_NUMBER.findall(_DATE.sub(" ", text.raw))) + CUES["number"].count(text)


def choices(text: Text) -> int:
    """How many answers "A) ... B) ..." there are to choose from."""
    return len(set(_CHOICE.findall(text.raw)))


def is_transform(text: Text) -> bool:
    """Whether something is to be done with a given text, which is then no part of the question."""
    return CUES["transform"].within(text)


def _asked(text: Text) -> QuestionKind | None:
    made = _made(text)
    source = bool(_SOURCE.search(text.raw))
    makes = CUES["make"].within(text) or CUES["make_anywhere"].within(text)
    language = CUES["language"].within(text) or bool(_LANGUAGE.search(text.raw))
    if made == "code" or (makes and (source or (language and made is None))):
        return "code"
    if made != "open" and (CUES["code"].within(text) or _asks_how_in_a_language(text)):
        return "code"
    if made == "open" or is_transform(text) or CUES["task"].within(text):
        return "open"
    if has_value(text):
        return "closed"
    if CUES["wide"].within(text) or _defines(text):
        return "open"
    if source:
        return "code"
    return made


def _asks_how_in_a_language(text: Text) -> bool:
    return CUES["in_language"].within(text) and CUES["how"].within(text)


def _made(text: Text) -> QuestionKind | None:
    """What is to be made, by the first noun that follows a verb of making in its sentence."""
    if CUES["make_anywhere"].within(text):
        for name, kind in _NOUNS[:2]:
            if CUES[f"{name}_anywhere"].within(text):
                return kind
    reach = 0
    for word in CUES["not_code"].without(text).padded.split():
        if reach:
            reach -= 1
            for name, kind in _NOUNS:
                if word in CUES[name].words:
                    return kind
        if word in CUES["make"].words:
            reach = REACH
        elif word == BREAK:
            reach = 0
    return None


def _requests(text: Text) -> bool:
    """Whether something is to be said or done, of which it is not said what: it is no question, or one to "you"."""
    if any(c.isdigit() for c in text.raw):
        return False
    asks = "?" in text.raw or CUES["asks"].within(text)
    return CUES["requests"].within(text) or (text.length >= TOLD and not asks)


def _defines(text: Text) -> bool:
    return bool(_DEFINES.search(text.padded) or _DEFINES_UNSPACED.search(text.raw))
