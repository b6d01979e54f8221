"""What happens while an answer is made. Everything that shows or stores a search is a fold over these.

`encode` and `decode` are the stored form: one flat JSON object with `type` and the version `v`.
docs/protocol.md describes each event; static/js mirrors them.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Literal

from .types import QuestionKind
from .verifiers import Kind, Outcome

VERSION = 1

Verdict = Literal["verified", "agreed", "reviewed", "unverified", "refuted"]


@dataclass(frozen=True, slots=True)
class RunStarted:
    """First event of a run. `budget` is Budget as a dict."""

    strategy: str
    model: str
    seed: int
    prompt_version: str
    budget: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Routed:
    """What kind of question it is, or is found to be, and why it is answered in this way, in one line for people."""

    kind: QuestionKind
    reason: str


@dataclass(frozen=True, slots=True)
class PathStarted:
    """A path begins. The same number again means that it begins anew: its steps so far are void.

    With `parent` it goes on from that path's first `step` steps. `note` is what it is told on its way: the
    critique that it is to heed. A path with a note and no steps of its parent writes the whole anew.
    """

    path: int
    parent: int | None = None
    step: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepDelta:
    """Text added to a path's current step; not persisted."""

    path: int
    step: int
    text: str


@dataclass(frozen=True, slots=True)
class StepFinished:
    """A whole step. `logprob` is the sum over its tokens, or None where the engine gives none."""

    path: int
    step: int
    text: str
    tokens: int
    logprob: float | None = None
    finish_reason: str = "stop"


@dataclass(frozen=True, slots=True)
class StepScored:
    """What `scorer` thinks of a finished step: `score` 0..1; `critique` says what was found, above all what is wrong.

    A later score by the same scorer replaces the earlier one.
    """

    path: int
    step: int
    score: float
    critique: str
    scorer: str


@dataclass(frozen=True, slots=True)
class PathPruned:
    """A path is given up; `reason` is a word for people: 'decided', 'out of budget', 'engine failed'."""

    path: int
    reason: str


@dataclass(frozen=True, slots=True)
class PathFinished:
    """A path came to its end. `answer` is canonical (what votes), `text` what a person would read.

    `weight` (0..1) is what its vote counts; 0 means that it was cut off. Told again with another path's
    `answer` where the two turn out to mean the same.
    """

    path: int
    answer: str | None
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Verified:
    """A path's answer was checked by doing, not by judging: `evidence` is what a person can read of it.

    A later check of the same `kind` replaces the earlier one.
    """

    path: int
    outcome: Outcome
    evidence: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Two paths' texts were compared, each once in first place: `winner` is the better one in both orders, None
    where the orders disagree. `critique` and `other` say what is wrong with `first` and `second`, `best` what is
    worth taking over from the one that did not win.
    """

    first: int
    second: int
    winner: int | None
    critique: str
    other: str
    best: str


@dataclass(frozen=True, slots=True)
class Vote:
    """One group of paths with the same canonical answer."""

    answer: str
    paths: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class VoteUpdated:
    """The groups, heaviest first."""

    votes: tuple[Vote, ...]


@dataclass(frozen=True, slots=True)
class BudgetUsed:
    """What one engine call has used since its last report; `seconds` is the run's total working time. `purpose` is
    'sample' (writes a path), 'judge', 'review', 'reward' or 'answer'. `model` is the one that was called, where that
    is not the run's."""

    call: int
    purpose: str
    path: int | None
    prompt: int
    cached: int
    generated: int
    cost_micros: int
    seconds: float
    model: str = ""


@dataclass(frozen=True, slots=True)
class AnswerDelta:
    """Text added to the answer; not persisted as an event: the answer itself is checkpointed."""

    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The end: `path` won with `confidence` (its share of the votes, 0..1) and an honest verdict."""

    path: int
    confidence: float | None
    verdict: Verdict
    finish_reason: str = "stop"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole state (see reasoning.state.to_dict); everything known of the run before is replaced."""

    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The end: the person pressed Stop. What was written stays."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The end: `message` is for the person, `code` for programs."""

    code: str
    message: str
    retryable: bool = False


Event = (
    RunStarted
    | Routed
    | PathStarted
    | StepDelta
    | StepFinished
    | StepScored
    | PathPruned
    | PathFinished
    | Verified
    | Reviewed
    | VoteUpdated
    | BudgetUsed
    | AnswerDelta
    | Answered
    | Snapshot
    | Cancelled
    | Failed
)

TYPES: dict[str, type[Any]] = {
    "run_started": RunStarted,
    "routed": Routed,
    "path_started": PathStarted,
    "step_delta": StepDelta,
    "step_finished": StepFinished,
    "step_scored": StepScored,
    "path_pruned": PathPruned,
    "path_finished": PathFinished,
    "verified": Verified,
    "reviewed": Reviewed,
    "vote_updated": VoteUpdated,
    "budget_used": BudgetUsed,
    "answer_delta": AnswerDelta,
    "answered": Answered,
    "snapshot": Snapshot,
    "cancelled": Cancelled,
    "failed": Failed,
}
NAMES = {cls: name for name, cls in TYPES.items()}
TERMINAL = (Answered, Cancelled, Failed)
TRANSIENT = (StepDelta, AnswerDelta)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place in the run's log. (attempt, seq) only grows; `at` is Unix seconds."""

    attempt: int
    seq: int
    event: Event
    at: float = field(default=0.0)


def encode(event: Event) -> dict[str, Any]:
    """The stored form of `event`."""
    return {"type": NAMES[type(event)], "v": VERSION} | dataclasses.asdict(event)


def decode(data: dict[str, Any]) -> Event:
    """The event that `encode` stored. Raises ValueError for an unknown type or missing fields.

    Fields that this version does not know are dropped, so that a newer log still replays.
    """
    cls = TYPES.get(data.get("type", ""))
    if cls is None:
        raise ValueError(f"unknown event type: {data.get('type')!r}")
    names = {f.name for f in dataclasses.fields(cls)}
    fields = {name: value for name, value in data.items() if name in names}
    if cls is VoteUpdated:
        fields["votes"] = tuple(
            Vote(answer=v["answer"], paths=tuple(v["paths"]), weight=v["weight"]) for v in fields["votes"]
        )
    try:
        event: Event = cls(**fields)
    except TypeError as error:
        raise ValueError(f"malformed {data['type']}: {error}") from None
    return event
