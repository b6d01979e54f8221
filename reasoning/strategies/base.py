"""What a strategy may see and ask for. A strategy is pure: `ask(state, room) -> actions`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from ..events import Verdict, Vote
from ..state import Path, State
from ..types import Budget
from .width import width

OUT_OF_BUDGET = "out of budget"
ENGINE_FAILED = "engine failed"


@dataclass(frozen=True, slots=True)
class Room:
    """What is left: `live` paths have a call in flight, `tokens` are free to be reserved. The answers of the
    paths in `checking` are still being compared or checked: their votes may change.

    `begins` is False in the last quarter of tokens or seconds: nothing new should begin. `over` is True
    when time is up: only Answer is possible.

    `judge` says that there is a model to judge steps and to review drafts, and tokens left for it; `judging` are
    the paths, `reviewing` the pairs of paths that it is asked about now, `judged` how many steps of each path it
    was asked about, whether or not it had an answer; `rewarding` are the paths whose steps a reward model is reading.
    `path_tokens` is what one path of this model takes, `path_rate` how many tokens a second its paths have got
    together, as measured (0: unknown).
    """

    budget: Budget
    live: frozenset[int]
    tokens: int
    checking: frozenset[int] = frozenset()
    begins: bool = True
    over: bool = False
    judge: bool = False
    judging: frozenset[int] = frozenset()
    judged: Mapping[int, int] = field(default_factory=dict)
    reviewing: frozenset[tuple[int, int]] = frozenset()
    rewarding: frozenset[int] = frozenset()
    path_tokens: int = 0
    path_rate: float = 0.0

    @property
    def slots(self) -> int:
        """How many more calls may run at once."""
        return max(self.budget.paths - len(self.live), 0)

    @property
    def told_soon(self) -> frozenset[int]:
        """The paths of whose steps a judge or a reward model is about to speak."""
        return self.judging | self.rewarding

    @property
    def width(self) -> int:
        """How many paths the answer pays for; see width.py."""
        return width(self.budget, self.path_tokens, self.path_rate)


@dataclass(frozen=True, slots=True)
class Sample:
    """Write path number `path` (on), with at most `tokens`: to its end, or with `one_step` until its next step is
    whole; then it is still running, with no call in flight.

    A new path may begin with the first `step` steps of `parent`, and heed a critique, `note`. With a note and no
    step it writes the parent's text anew.
    """

    path: int
    tokens: int
    one_step: bool = False
    parent: int | None = None
    step: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """Have the steps of `path` judged that were not judged yet."""

    path: int


@dataclass(frozen=True, slots=True)
class Review:
    """Have the drafts of two finished paths compared, in both orders."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Prune:
    """Give a path up and close its call."""

    path: int
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes have changed."""

    votes: tuple[Vote, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The end: `path` is the answer."""

    path: int
    confidence: float | None
    verdict: Verdict


Action = Sample | Judge | Review | Prune | Tally | Answer


class Strategy(Protocol):
    """One way to think. `needs` names the Capabilities without which it is refused.

    `direct` means that what a path writes is the answer at once, and nobody votes.
    """

    needs: ClassVar[tuple[str, ...]]
    direct: ClassVar[bool]

    def ask(self, state: State, room: Room) -> tuple[Action, ...]:
        """What to do now. No action while nothing is live means that there is nothing left to do."""
        ...


def written(path: Path) -> str:
    """What a person can read of `path`: its text, or the steps so far."""
    return path.text or ("".join(step.text for step in path.steps) + path.draft).strip()


def usable(path: Path) -> bool:
    """Whether `path`, though unfinished, may be shown as an answer: nobody gave up on what it says."""
    return bool(written(path)) and (path.status == "running" or path.reason == OUT_OF_BUDGET)
