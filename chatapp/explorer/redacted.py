"""An event as staff may see it without leave to read: its figures, and words of closed lists. Pure.

What may be shown is listed, by event and field, with what a value must look like; all else stays here, so that a new
event or field shows nothing until somebody has thought about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from reasoning.events import Verdict
from reasoning.types import FinishReason, QuestionKind
from reasoning.verifiers import Kind, Outcome

Fact = str | int | float | bool | None
Rule = Callable[[Any], bool]
NAME = re.compile(r"[A-Za-z0-9][\w./:+-]{0,79}\Z", re.ASCII)
# Why a path ended, as strategies and the driver say it. Not imported: they bring all that thinking needs.
REASONS = frozenset(
    {
        *("decided", "out of time", "out of budget", "engine failed", "a wrong step", "others are better"),
        "the same step",
    }
)
PURPOSES = frozenset({"sample", "judge", "review", "reward", "answer", "title"})


def number(value: Any) -> bool:
    return isinstance(value, int | float)  # yes and no are numbers too


def name(value: Any) -> bool:
    """Of a model, a strategy, a scorer, an error: one word without a space, never a sentence."""
    return isinstance(value, str) and NAME.match(value) is not None


def one_of(*words: str) -> Rule:
    return lambda value: isinstance(value, str) and value in words


# Each event of reasoning/events.py; a test holds this to that.
SHOWN: dict[str, dict[str, Rule]] = {
    "run_started": {"strategy": name, "model": name, "seed": number, "prompt_version": name},
    "routed": {"kind": one_of(*get_args(QuestionKind))},
    "path_started": {"path": number, "parent": number, "step": number},
    "step_delta": {"path": number, "step": number},
    "step_finished": {
        "path": number,
        "step": number,
        "tokens": number,
        "logprob": number,
        "finish_reason": one_of(*get_args(FinishReason)),
    },
    "step_scored": {"path": number, "step": number, "score": number, "scorer": name},
    "path_pruned": {"path": number, "reason": one_of(*REASONS)},
    "path_finished": {"path": number, "weight": number},
    "verified": {
        "path": number,
        "outcome": one_of(*get_args(Outcome)),
        "kind": one_of(*get_args(Kind)),
    },
    "reviewed": {"first": number, "second": number, "winner": number},
    "vote_updated": {},
    "budget_used": {
        "call": number,
        "purpose": one_of(*PURPOSES),
        "path": number,
        "prompt": number,
        "cached": number,
        "generated": number,
        "cost_micros": number,
        "seconds": number,
        "model": name,
    },
    "answer_delta": {},
    "answered": {
        "path": number,
        "confidence": number,
        "verdict": one_of(*get_args(Verdict)),
        "finish_reason": one_of(*get_args(FinishReason)),
    },
    "snapshot": {},
    "cancelled": {},
    "failed": {"code": name, "retryable": number},
}
LIMITS = ("tokens", "paths", "steps", "seconds", "cost_micros")


def kind_of(event: Mapping[str, Any]) -> str:
    """The event's type where it is known, else ""."""
    kind = event.get("type")
    return kind if isinstance(kind, str) and kind in SHOWN else ""


def facts(event: Mapping[str, Any]) -> dict[str, Fact]:
    """What may be shown of a stored event. Empty for one that is not listed."""
    kind = kind_of(event)
    shown = {
        field: event[field]
        for field, fits in SHOWN.get(kind, {}).items()
        if field in event and fits(event[field])
    }
    return shown | COUNTED[kind](event) if kind in COUNTED else shown


def reason(word: str) -> str:
    """Why a path ended, where that is one of the known words."""
    return word if word in REASONS else ""


def _started(event: Mapping[str, Any]) -> dict[str, Fact]:
    budget = event.get("budget")
    if not isinstance(budget, Mapping):
        return {}
    return {f"most_{limit}": budget[limit] for limit in LIMITS if number(budget.get(limit))}


def _length(field: str) -> Callable[[Mapping[str, Any]], dict[str, Fact]]:
    """How many characters a hidden text has."""

    def counted(event: Mapping[str, Any]) -> dict[str, Fact]:
        text = event.get(field)
        return {f"{field}_characters": len(text)} if isinstance(text, str) and text else {}

    return counted


def _vote(event: Mapping[str, Any]) -> dict[str, Fact]:
    votes = event.get("votes")
    return {"answers": len(votes)} if isinstance(votes, list | tuple) else {}


def _snapshot(event: Mapping[str, Any]) -> dict[str, Fact]:
    state = event.get("state")
    paths = state.get("paths") if isinstance(state, Mapping) else None
    return {"paths": len(paths)} if isinstance(paths, list | tuple) else {}


COUNTED: dict[str, Callable[[Mapping[str, Any]], dict[str, Fact]]] = {
    "run_started": _started,
    "path_started": _length("note"),
    "step_finished": _length("text"),
    "step_scored": _length("critique"),
    "path_finished": _length("text"),
    "verified": _length("evidence"),
    "vote_updated": _vote,
    "snapshot": _snapshot,
}
