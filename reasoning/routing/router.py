"""Fast or Think, decided by the question's words alone: cheap signals, no model. Pure; microseconds.

A thinking answer costs many times a fast one and people have few of them, so that Auto thinks where a fast answer is
often wrong: calculations with several steps, puzzles, proofs, programs, several conditions, or where the person asks
for care. The words of each signal stand in router.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..types import QuestionKind, Turn
from .cues import Text, load, read
from .question import choices, is_small_talk, is_transform, kind_of_text, numbers, refers

Mode = Literal["fast", "think"]

CUES = load("router")
KEPT_PERCENT = 20  # of a thinking allowance, which Auto never takes
LONG = 150  # words of a question that is not done with in one go
STORY = 12  # words from which several facts make a word problem
MANY = 4  # numbers in a question of any length
FACTS = 3  # numbers and conditions in one
DEMANDS = 5  # conditions and numbers that a text has to meet
DEMANDING = 18  # words from which they are counted

# "2-3 sentences" is no difference and "24/7" no quotient: between spaces they are, or beside other signs.
_OPERATION = re.compile(
    r"(?<=[\da-z)]) ?[+*×÷·^] ?(?=[\d(a-z])|(?<=[\da-z)]) [-−–/:] (?=[\d(a-z])|(?<=\d) x (?=\d)"
)
_TIGHT = re.compile(r"(?<=\d)[-−/](?=\d)")
_LARGE_PRODUCT = re.compile(r"\d{2}(?: ?[*×·] ?| x )\d{2}")
_EQUALS = re.compile(r"(?<=[\da-z)]) ?= ?(?=[-\d(a-z])")


@dataclass(frozen=True, slots=True)
class Route:
    """How a question is answered, of which kind it is, and why in one line for people."""

    mode: Mode
    kind: QuestionKind
    reason: str

    def stay_fast(self, why: str) -> Route:
        """The same question answered fast, because of something that is not the question's."""
        return replace(self, mode="fast", reason=f"Fast: {why}")


def route(
    question: str,
    history: Sequence[Turn] = (),
    *,
    thinking_left: int | None,
    thinking_limit: int | None,
) -> Route:
    """Where `question` goes that follows `history`. `thinking_left` of `thinking_limit` answers are left in the
    window; None where there is no limit. The last KEPT_PERCENT are the person's own to spend.
    """
    before = question_before(history)
    text = read(question)
    kind = kind_of_text(text, before)
    worth = _worth(text, kind, bool(before))
    if worth is None:
        return Route("fast", kind, f"Fast: {_ease(text, kind, bool(before))}")
    chosen = Route("think", kind, f"Thinks: {worth}")
    if thinking_left is None or thinking_limit is None:
        return chosen
    if thinking_left <= 0:
        return chosen.stay_fast("it would think, but no thinking answers are left for now")
    if 100 * (thinking_left - 1) < KEPT_PERCENT * thinking_limit:
        return chosen.stay_fast(f"it would think, but {_last(thinking_left)} kept for when you choose Think")
    return chosen


def question_before(history: Sequence[Turn]) -> str:
    """What the person asked last in `history`; empty where there was nothing."""
    return next((turn.text for turn in reversed(history) if turn.role == "user"), "")


def _worth(text: Text, kind: QuestionKind, follows: bool) -> str | None:
    """Why the question is worth thinking about; None where it is not."""
    if is_small_talk(text):
        return None
    if CUES["care"].within(text):
        return "you asked for care"
    if CUES["proof"].within(text):
        return "a proof"
    if follows and refers(text) and _steps(text) < 2:
        return None
    if kind == "code":
        return None if CUES["tiny"].within(text) else "a program that can be tried out"
    if kind == "open":
        return _worth_of_text(text)
    return _worth_of_value(text)


def _worth_of_text(text: Text) -> str | None:
    if is_transform(text):
        return None
    demands = CUES["condition"].count(text) + numbers(text)
    return "several conditions to meet" if demands >= DEMANDS and text.length >= DEMANDING else None


def _worth_of_value(text: Text) -> str | None:
    steps = _steps(text)
    if steps > 1:
        return "a calculation with several steps"
    if _LARGE_PRODUCT.search(text.raw):
        return "a calculation with large numbers"
    if CUES["puzzle"].within(text):
        return "a problem that takes several steps"
    if numbers(text) >= MANY:
        return "a problem with several numbers"
    if text.length >= STORY:
        if numbers(text) + CUES["condition"].count(text) >= FACTS:
            return "a problem with several numbers" if numbers(text) > 1 else "several conditions"
        if choices(text) > 2:
            return "several answers to choose from"
    return "a long question" if text.length >= LONG else None


def _ease(text: Text, kind: QuestionKind, follows: bool) -> str:
    """Why a fast answer will do."""
    if is_small_talk(text):
        return "small talk"
    if follows and refers(text):
        return "it goes on from the last answer"
    if kind == "code":
        return "a very small program"
    if kind == "open":
        return "a text that can be written in one go"
    return "one step of calculation" if _steps(text) else "a short question"


def _steps(text: Text) -> int:
    """Operations of a calculation, in signs or words, and equations."""
    if not numbers(text):
        return 0
    found = len(_OPERATION.findall(text.raw))
    found += len(_TIGHT.findall(text.raw)) if found else 0
    equations = len(_EQUALS.findall(text.raw))
    return max(found, CUES["operation"].count(text) if numbers(text) > 1 else 0, 2 * (equations > 1))


def _last(left: int) -> str:
    return "the last thinking answer is" if left == 1 else f"the last {left} thinking answers are"
