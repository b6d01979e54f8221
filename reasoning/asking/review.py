"""Open questions: two drafts compared by a rubric, once in each order, and the better one revised. Pure.

A judge prefers what it reads first (arXiv 2306.05685): a draft wins only where it is named in both orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..events import Reviewed
from ..prompts import load
from ..state import Path, State
from ..text import remark
from ..types import Turn
from .quoting import Fence, following
from .replies import records

DRAFT = 12_000  # characters of a draft that are quoted
CRITIQUE = 600  # characters of a critique that are kept
ADVICE = 2500  # characters of what a revision is told
REPLY_TOKENS = 500  # tokens that one comparison may have

Winner = Literal["A", "B", "tie"]
_WINNERS: dict[str, Winner] = {"a": "A", "b": "B", "tie": "tie"}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "critique_a": {"type": "string"},
        "critique_b": {"type": "string"},
        "best_of_other": {"type": "string"},
        "winner": {"type": "string", "enum": ["A", "B", "tie"]},
    },
    "required": ["critique_a", "critique_b", "best_of_other", "winner"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one reply says of two drafts: what is wrong with each, and what the better one lacks."""

    winner: Winner
    critique_a: str = ""
    critique_b: str = ""
    best: str = ""

    def turned(self) -> Comparison:
        """The same with the drafts' letters exchanged."""
        letters: dict[Winner, Winner] = {"A": "B", "B": "A", "tie": "tie"}
        return Comparison(letters[self.winner], self.critique_b, self.critique_a, self.best)


def prompt(turns: Sequence[Turn], a: str, b: str, nonce: str) -> tuple[Turn, ...]:
    """The request to compare drafts `a` and `b`, answers to the last of `turns`, in this order.

    Ask at temperature 0, thinking off, with SCHEMA where the engine can, and REPLY_TOKENS tokens; then again with
    the drafts exchanged. ValueError for a nonce that is none.
    """
    fence = Fence(nonce)
    drafts = fence.quote("draft A", a.strip(), DRAFT), fence.quote("draft B", b.strip(), DRAFT)
    lines = [fence.named, *fence.asked(turns), *drafts, "Compare draft A and draft B."]
    return Turn("system", load("review").text), Turn("user", "\n\n".join(lines))


def read(reply: str, asked: Sequence[Turn]) -> Comparison | None:
    """The comparison in `reply`, the answer text to `asked`; None where it names no winner, or more than one."""
    found = [
        Comparison(
            winner,
            remark(record.text("critique_a"), CRITIQUE),
            remark(record.text("critique_b"), CRITIQUE),
            remark(record.text("best_of_other"), CRITIQUE),
        )
        for record in records(reply, [turn.text for turn in asked])
        if (winner := _WINNERS.get(record.text("winner").strip().lower()))
    ]
    return found[0] if len({comparison.winner for comparison in found}) == 1 else None


def combine(first: Comparison | None, second: Comparison | None) -> Literal["A", "B"] | None:
    """The draft that wins in both orders, by its letter in the first; `second` is the reply to the exchanged
    drafts. None where they disagree, where neither is better, or where a reply said nothing."""
    if first is None or second is None or first.winner != second.turned().winner or first.winner == "tie":
        return None
    return first.winner


def reviewed(a: int, b: int, first: Comparison | None, second: Comparison | None) -> Reviewed:
    """The event of both orders: paths `a` and `b` were drafts A and B in the first, B and A in the second."""
    winner = {"A": a, "B": b, None: None}[combine(first, second)]
    told = [first, second.turned() if second else None]
    said = [comparison for comparison in told if comparison]
    return Reviewed(
        a,
        b,
        winner,
        _joined([comparison.critique_a for comparison in said]),
        _joined([comparison.critique_b for comparison in said]),
        _joined([comparison.best for comparison in said]),
    )


def advice(state: State, winner: int) -> str:
    """What all reviews in `state` say to path `winner`: what is wrong with it, and what others have that it lacks.
    Empty where there is nothing to improve."""
    critiques, points = [], []
    for review in state.reviews:
        if winner in (review.first, review.second):
            critiques.append(review.critique if winner == review.first else review.other)
            # What is best in the other draft is known for certain only where this one has won.
            points.append(review.best if review.winner == winner else "")
    parts = {"To put right": _joined(critiques), "To take over": _joined(points)}
    return "\n".join(f"{name}: {text}" for name, text in parts.items() if text)[:ADVICE]


def improve(turns: Sequence[Turn], draft: Path, note: str, nonce: str) -> tuple[Turn, ...]:
    """`turns`, with the last one asking to write `draft` anew as `note` (see advice) says. ValueError for a nonce
    that is none."""
    fence = Fence(nonce)
    quotes = fence.quote("draft", draft.text.strip(), DRAFT), fence.quote("review", note, ADVICE)
    return following(turns, "\n\n".join([load("improve").text, fence.named, *quotes]))


def _joined(texts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))
