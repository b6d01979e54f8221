"""Questions written by hand in everyday wording, never trained on: does the greedy reply do what they ask?

everyday.toml holds them by family. `ask` is the question, `history` an earlier exchange, and what makes a reply right:
`answer` (the same value on its answer line; alternatives between bars), `numbers` and `target` of a puzzle, `calls`
(Python lines about the function {f} that must hold), `says` (words that must stand in it), `intents` (of small talk) —
and for `offtopic` alone, that it is a refusal. `plan` is the catalogue that questions about the product are asked with.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from reasoning.seedling.evaluation.choose import verified
from reasoning.seedling.evaluation.intervals import Share, share
from reasoning.seedling.evaluation.pool import PATHS, Judge
from reasoning.seedling.facts import PlanFacts, facts_text, needs_facts
from reasoning.seedling.problem import Turn, answer_line, says
from reasoning.seedling.refusal import is_refusal
from reasoning.seedling.tasks import countdown, smalltalk
from reasoning.seedling.tasks.code import holds
from reasoning.seedling.writer import Writer

QUESTIONS = Path(__file__).with_suffix(".toml")
OFFTOPIC, PLANS = "offtopic", "plan"
Question = Mapping[str, Any]


def questions(path: Path = QUESTIONS) -> dict[str, list[Question]]:
    """All questions of a file by family."""
    read = tomllib.loads(path.read_text())
    return {family: rows for family, rows in read.items() if family != PLANS}


@cache
def facts() -> str:
    """What the product would say of the catalogue in the file."""
    rows = tomllib.loads(QUESTIONS.read_text())[PLANS]
    return facts_text([PlanFacts(**{"fast": None, "think": None, **row}) for row in rows])


def turns(question: Question) -> list[Turn]:
    """What the model is shown, facts about the product where the product would show them."""
    history = [(role, text) for role, text in question.get("history", ())]
    before = next((text for role, text in reversed(history) if role == "user"), "")
    system = [("system", facts())] if needs_facts(question["ask"], before) else []
    return [*system, *history, ("user", question["ask"])]


def is_right(family: str, question: Question, reply: str) -> bool:
    """Whether the reply does what the question asks. Programs run in the sandbox."""
    if family == OFFTOPIC:
        return is_refusal(reply)
    if is_refusal(reply):
        return False
    if "answer" in question:
        return any(says(answer)(reply) for answer in question["answer"].split(" | "))
    if "target" in question:
        return countdown.is_solution(answer_line(reply) or "", tuple(question["numbers"]), question["target"])
    if "calls" in question:
        return holds(reply, question["calls"])
    if "says" in question:
        return all(_stands_in(words, reply) for words in question["says"])
    return smalltalk.intent_of(reply) in question["intents"]


def _stands_in(words: str, reply: str) -> bool:
    """Whether the words stand in the reply for themselves: "8 paths" does not in "128 paths"."""
    return bool(re.search(rf"(?<![\w.]){re.escape(words.strip())}(?!\w)", reply, re.IGNORECASE))


def replies(writer: Writer, path: Path = QUESTIONS) -> dict[str, list[tuple[Question, str, bool]]]:
    """By family: each question, the greedy reply, and whether it is right."""
    out = {}
    for family, several in questions(path).items():
        written = writer.replies([turns(question) for question in several])
        out[family] = [
            (question, texts[0].text, is_right(family, question, texts[0].text))
            for question, texts in zip(several, written, strict=True)
        ]
    return out


def thought(writer: Writer, *, temperature: float) -> dict[str, list[bool]]:
    """By family: whether what PATHS sampled paths choose is right, by the choice `verified`.

    Paths without an answer line have no vote; where none has one, as in prose, the first path answers.
    """
    judge = Judge()
    out: dict[str, list[bool]] = {}
    for family, several in questions().items():
        written = writer.replies([turns(q) for q in several], paths=PATHS, temperature=temperature)
        out[family] = []
        for question, paths in zip(several, written, strict=True):
            right = partial(is_right, family, question)
            ballots = judge.ballots(question["ask"], paths, right, programs="calls" in question)
            voted = any(ballot.answer is not None for ballot in ballots)
            out[family].append(verified(ballots) if voted else ballots[0].right)
    return out


def shares(results: Mapping[str, Sequence[bool]]) -> dict[str, Share]:
    """By family, then all but the last: the share of right replies."""
    by_family = {family: share(list(rights)) for family, rights in results.items()}
    trained = [right for family, rights in results.items() if family != OFFTOPIC for right in rights]
    return {**by_family, f"all but {OFFTOPIC}": share(trained)}
