"""The state of a search: `State = reduce(tell, events)`. Resume, replay and the live view are this fold.

`tell` folds one event; `replay` folds a logged entry and ignores what it has already seen, so that
reading any part of a log twice changes nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, Literal

from .events import (
    AnswerDelta,
    Answered,
    BudgetUsed,
    Cancelled,
    Entry,
    Event,
    Failed,
    PathFinished,
    PathPruned,
    PathStarted,
    Reviewed,
    Routed,
    RunStarted,
    Snapshot,
    StepDelta,
    StepFinished,
    StepScored,
    Verified,
    Vote,
    VoteUpdated,
)
from .types import Usage
from .verifiers import Kind, Outcome

ASIDE = frozenset({"judge", "review"})  # purposes of calls that write neither a path nor the answer
Status = Literal["new", "running", "answered", "cancelled", "failed"]
PathStatus = Literal["running", "finished", "pruned"]


@dataclass(frozen=True, slots=True)
class Score:
    """What one scorer thinks of a step, 0..1; `critique` says what is wrong, or is empty."""

    scorer: str
    score: float
    critique: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What one kind of executed check found out about a path's answer."""

    kind: Kind
    outcome: Outcome
    evidence: str


@dataclass(frozen=True, slots=True)
class Step:
    """One finished step of a path, with at most one score of each scorer."""

    text: str
    tokens: int
    logprob: float | None = None
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """One line of thought. `draft` is the text of the step being written; a check is there once a kind. The first
    `shared` steps are those of `parent`, of which it is a branch; `note` is the critique that it was told.
    """

    id: int
    parent: int | None = None
    shared: int = 0
    note: str = ""
    steps: tuple[Step, ...] = ()
    draft: str = ""
    status: PathStatus = "running"
    answer: str | None = None
    text: str = ""
    weight: float = 0.0
    reason: str = ""
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Two drafts compared, as the event Reviewed tells it."""

    first: int
    second: int
    winner: int | None
    critique: str = ""
    other: str = ""
    best: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Everything known of one answer being made. `cursor` is the (attempt, seq) of the last entry. `judged` are the
    generated tokens that wrote no path: of judges and reviewers. `budget` is what may be used, as RunStarted has it."""

    status: Status = "new"
    strategy: str = ""
    model: str = ""
    budget: dict[str, Any] = field(default_factory=dict)
    kind: str = ""
    route: str = ""
    paths: tuple[Path, ...] = ()
    reviews: tuple[Review, ...] = ()
    votes: tuple[Vote, ...] = ()
    usage: Usage = field(default_factory=Usage)
    cost_micros: int = 0
    seconds: float = 0.0
    calls: int = 0
    judged: int = 0
    answer: str = ""
    winner: int | None = None
    confidence: float | None = None
    verdict: str = ""
    error: str = ""
    message: str = ""
    cursor: tuple[int, int] = (0, 0)

    def path(self, number: int) -> Path:
        """The path with this number; KeyError when there is none."""
        for path in self.paths:
            if path.id == number:
                return path
        raise KeyError(number)


def tell(state: State, event: Event) -> State:
    """`state` after `event`. Pure; an event about an unknown path is ignored."""
    match event:
        case RunStarted():
            return replace(
                state, status="running", strategy=event.strategy, model=event.model, budget=event.budget
            )
        case Routed():
            return replace(state, kind=event.kind, route=event.reason)
        case PathStarted():
            fresh = _branch(state, event)
            rest = (p for p in state.paths if p.id != event.path)
            return replace(state, paths=tuple(sorted((*rest, fresh), key=lambda p: p.id)))
        case StepDelta():
            return _change(state, event.path, lambda p: replace(p, draft=p.draft + event.text))
        case StepFinished():
            step = Step(event.text, event.tokens, event.logprob)
            return _change(
                state, event.path, lambda p: replace(p, steps=(*p.steps[: event.step], step), draft="")
            )
        case StepScored():
            score = Score(event.scorer, event.score, event.critique)
            return _change(state, event.path, lambda p: _with_score(p, event.step, score))
        case PathPruned():
            return _change(
                state, event.path, lambda p: replace(p, status="pruned", reason=event.reason, draft="")
            )
        case PathFinished():
            return _change(
                state,
                event.path,
                lambda p: replace(
                    p, status="finished", answer=event.answer, text=event.text, weight=event.weight, draft=""
                ),
            )
        case Verified():
            check = Check(event.kind, event.outcome, event.evidence)
            return _change(
                state,
                event.path,
                lambda p: replace(p, checks=(*(c for c in p.checks if c.kind != check.kind), check)),
            )
        case Reviewed():
            news = Review(event.first, event.second, event.winner, event.critique, event.other, event.best)
            others = tuple(r for r in state.reviews if (r.first, r.second) != (news.first, news.second))
            return replace(state, reviews=(*others, news))
        case VoteUpdated():
            return replace(state, votes=event.votes)
        case BudgetUsed():
            used = Usage(event.prompt, event.cached, event.generated)
            return replace(
                state,
                usage=state.usage + used,
                cost_micros=state.cost_micros + event.cost_micros,
                seconds=max(state.seconds, event.seconds),
                calls=max(state.calls, event.call + 1),
                judged=state.judged + (event.generated if event.purpose in ASIDE else 0),
            )
        case AnswerDelta():
            return replace(state, answer=state.answer + event.text)
        case Answered():
            return replace(
                state,
                status="answered",
                winner=event.path,
                confidence=event.confidence,
                verdict=event.verdict,
            )
        case Snapshot():
            return replace(from_dict(event.state), cursor=state.cursor)
        case Cancelled():
            return replace(state, status="cancelled")
        case Failed():
            return replace(state, status="failed", error=event.code, message=event.message)


def replay(state: State, entry: Entry) -> State:
    """`state` after a logged entry; an entry at or before the state's cursor changes nothing."""
    if (entry.attempt, entry.seq) <= state.cursor:
        return state
    return replace(tell(state, entry.event), cursor=(entry.attempt, entry.seq))


def fold(entries: Iterable[Entry]) -> State:
    """The state after all `entries`."""
    return reduce(replay, entries, State())


def to_dict(state: State) -> dict[str, Any]:
    """`state` as plain JSON data, for Snapshot."""
    return dataclasses.asdict(state)


def from_dict(data: dict[str, Any]) -> State:
    """The state that `to_dict` stored."""
    return State(
        **{
            **data,
            "paths": tuple(_path(path) for path in data.get("paths", ())),
            "reviews": tuple(Review(**review) for review in data.get("reviews", ())),
            "votes": tuple(Vote(**{**v, "paths": tuple(v["paths"])}) for v in data.get("votes", ())),
            "usage": Usage(**data.get("usage", {})),
            "cursor": tuple(data.get("cursor", (0, 0))),
        }
    )


def _path(data: dict[str, Any]) -> Path:
    steps = tuple(
        Step(**{**step, "scores": tuple(Score(**score) for score in step.get("scores", ()))})
        for step in data["steps"]
    )
    return Path(**{**data, "steps": steps, "checks": tuple(Check(**c) for c in data.get("checks", ()))})


def _branch(state: State, event: PathStarted) -> Path:
    """The new path: with its parent's first steps where it has one that is known."""
    parent = next((p for p in state.paths if p.id == event.parent and p.id != event.path), None)
    steps = parent.steps[: max(event.step, 0)] if parent else ()
    return Path(id=event.path, parent=event.parent, shared=len(steps), note=event.note, steps=steps)


def _with_score(path: Path, number: int, score: Score) -> Path:
    if not 0 <= number < len(path.steps):
        return path
    step = path.steps[number]
    others = tuple(s for s in step.scores if s.scorer != score.scorer)
    scored = replace(step, scores=(*others, score))
    return replace(path, steps=(*path.steps[:number], scored, *path.steps[number + 1 :]))


def _change(state: State, number: int, change: Any) -> State:
    return replace(state, paths=tuple(change(p) if p.id == number else p for p in state.paths))
