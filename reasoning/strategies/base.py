"""What a strategy may see and ask for. A strategy is pure: `ask(state, room) -> actions`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from ..events import Verdict, Vote
from ..state import Path, State
from ..types import Budget

OUT_OF_BUDGET = "out of budget"
ENGINE_FAILED = "engine failed"


@dataclass(frozen=True, slots=True)
class Room:
    """What is left: `live` paths have a call in flight, `tokens` are free to be reserved. The answers of the
    paths in `checking` are still being compared or checked: their votes may change.

    `begins` is False in the last quarter of tokens or seconds: nothing new should begin. `over` is True
    when time is up: only Answer is possible.
    """

    budget: Budget
    live: frozenset[int]
    tokens: int
    checking: frozenset[int] = frozenset()
    begins: bool = True
    over: bool = False

    @property
    def slots(self) -> int:
        """How many more calls may run at once."""
        return max(self.budget.paths - len(self.live), 0)


@dataclass(frozen=True, slots=True)
class Sample:
    """Write path number `path` (on), with at most `tokens`."""

    path: int
    tokens: int


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


Action = Sample | Prune | Tally | Answer


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
