"""A model judges steps in writing: a critique, then a verdict, then a score. Pure: prompts out, replies in.

One call judges several steps of one path. What all calls of a run share comes first, and what all calls for one path
share next, so that a server's prompt cache reads the question and the earlier steps once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, Literal

from ..asking.quoting import Fence
from ..asking.replies import Record, records
from ..events import StepScored
from ..prompts import load
from ..state import Path
from ..text import remark
from ..types import Delta, Turn

SCORER = "judge"
AT_ONCE = 8  # steps that one call judges
STEP = 3000  # characters of a step that are quoted
PATH = 30_000  # characters of a path that are quoted
CRITIQUE = 400  # characters of a critique that are kept

Verdict = Literal["right", "wrong", "unsure"]
Tokens = Sequence[tuple[str, float | None]]

_VERDICTS: dict[str, Verdict] = {
    "right": "right",
    "correct": "right",
    "wrong": "wrong",
    "incorrect": "wrong",
    "unsure": "unsure",
    "unclear": "unsure",
}


def prompt(turns: Sequence[Turn], path: Path, steps: Sequence[int], nonce: str) -> tuple[Turn, ...]:
    """The request to judge `steps` of `path`, counted from 0 and at most AT_ONCE, an answer to the last of `turns`.

    Ask at temperature 0, thinking off, with `schema(steps)` where the engine can, and `reply_tokens` tokens.
    ValueError for a nonce that is none.
    """
    fence = Fence(nonce)
    numbers = ", ".join(str(step + 1) for step in steps)
    lines = [
        fence.named,
        *fence.asked(turns),
        "The solution, step by step:",
        *_quoted(fence, path, steps),
        f"Judge these steps: {numbers}.",
    ]
    return Turn("system", load("judge").text), Turn("user", "\n\n".join(lines))


def schema(steps: Sequence[int]) -> dict[str, Any]:
    """The JSON schema of the reply about `steps`, counted from 0. Fields are written in its order."""
    entry = {
        "type": "object",
        "properties": {
            "step": {"type": "integer", "enum": [step + 1 for step in steps]},
            "critique": {"type": "string"},
            "verdict": {"type": "string", "enum": ["right", "wrong", "unsure"]},
            "score": {"type": "integer", "minimum": 0, "maximum": 10},
        },
        "required": ["step", "critique", "verdict", "score"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "steps": {"type": "array", "items": entry, "minItems": len(steps), "maxItems": len(steps)}
        },
        "required": ["steps"],
        "additionalProperties": False,
    }


def reply_tokens(steps: int) -> int:
    """How many tokens a reply about so many steps may have."""
    return 50 + 150 * steps


def token_logprobs(deltas: Iterable[Delta]) -> Tokens:
    """The answer's pieces with the logprob of each that is exactly one token; None where it is unknown."""
    return tuple(
        (delta.text, delta.logprob if delta.tokens == 1 else None)
        for delta in deltas
        if delta.channel == "answer"
    )


def read(
    reply: str, asked: Sequence[Turn], path: Path, steps: Sequence[int], tokens: Tokens | None = None
) -> tuple[StepScored, ...]:
    """What `reply`, the answer text to `asked`, the prompt for `steps` of `path`, says of each that it judges.

    The score is the probability that the step is right: that of the verdict's tokens where `tokens`, whose texts
    joined are the reply, tell it; else the score that the judge wrote, by ten. An entry without a verdict, with a
    number out of range, with a verdict and a score that contradict each other, about another step, or about a
    step of which another entry says something else, is no score. A reply of prose has none.
    """
    starts = _starts(reply, tokens)
    judged: dict[int, list[StepScored]] = {}
    for record in records(reply, [turn.text for turn in asked]):
        step = record.number("step")
        if step is not None and step - 1 in steps and (score := _score(record, tokens, starts)) is not None:
            critique = remark(record.text("critique"), CRITIQUE)
            event = StepScored(path.id, int(step) - 1, score, critique, SCORER)
            judged.setdefault(event.step, []).append(event)
    return tuple(said[0] for _, said in sorted(judged.items()) if len({event.score for event in said}) == 1)


def _quoted(fence: Fence, path: Path, asked: Sequence[int]) -> list[str]:
    """The steps up to the last one asked about. Of a long path those asked about, the first two, which stay the same
    while it grows, as does the cached prompt, and the nearest ones before."""
    quotes = [
        fence.quote(f"step {number}", step.text.strip(), STEP)
        for number, step in enumerate(path.steps[: max(asked, default=0) + 1], start=1)
    ]
    if sum(map(len, quotes)) <= PATH:
        return quotes
    nearest = [0, 1, *asked, *range(len(quotes) - 1, -1, -1)]
    kept = sorted(list(dict.fromkeys(nearest))[: PATH // STEP])
    lines: list[str] = []
    for before, number in zip([-1, *kept], kept, strict=False):
        if number > before + 1:
            lines.append(f"Steps {before + 2} to {number} are left out.")
        lines.append(quotes[number])
    return lines


def _score(record: Record, tokens: Tokens | None, starts: Sequence[int]) -> float | None:
    verdict = _VERDICTS.get(record.text("verdict").strip().lower())
    rating = record.number("score")
    if verdict is None or rating is None or not 0 <= rating <= 10:
        return None
    if (verdict == "right" and rating < 5) or (verdict == "wrong" and rating > 5):
        return None
    sure = _probability(record.spans["verdict"], tokens, starts) if tokens and starts else None
    if sure is None:
        return rating / 10
    return {"right": sure, "wrong": 1 - sure, "unsure": 0.5}[verdict]


def _starts(reply: str, tokens: Tokens | None) -> list[int]:
    """Where each token begins in `reply`; nothing where they are not its text."""
    if not tokens or "".join(text for text, _ in tokens) != reply:
        return []
    return [0, *accumulate(len(text) for text, _ in tokens)][:-1]


def _probability(span: tuple[int, int], tokens: Tokens, starts: Sequence[int]) -> float | None:
    """The joint probability of the tokens that write what stands at `span`; None where one is unknown."""
    total = 0.0
    for (text, logprob), start in zip(tokens, starts, strict=True):
        if start < span[1] and start + len(text) > span[0]:
            if logprob is None or not math.isfinite(logprob):
                return None
            total += min(logprob, 0.0)
    return math.exp(total)
