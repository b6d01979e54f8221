"""One answer as the benchmark counts it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reasoning.events import StepDelta
from reasoning.sandbox import Sandbox
from reasoning.seedling.evaluation.intervals import Share, share
from reasoning.state import State, tell
from reasoning.think import think
from reasoning.types import Engine, JudgeModel, RewardModel, Task


@dataclass(frozen=True, slots=True)
class Outcome:
    """`tokens` is all that was generated until the last stream was closed, `seconds` the run's working time. `early`
    says that it took fewer tokens than it might have. `confidence` is what the answer said of itself."""

    right: bool
    tokens: int
    seconds: float
    verdict: str
    confidence: float | None
    early: bool


async def drive(
    task: Task,
    engine: Engine,
    sandbox: Sandbox | None,
    clock: Callable[[], float] = time.monotonic,
    *,
    judge: JudgeModel | None = None,
    reward: RewardModel | None = None,
) -> State:
    """The state after the last event of the real driver. Without a `sandbox` no program is run."""
    state = State()
    async for event in think(task, engine, judge=judge, reward=reward, sandbox=sandbox, clock=clock):
        # A step tells its whole text at its end; what is being written is of no interest here, and costs most.
        if not isinstance(event, StepDelta):
            state = tell(state, event)
    return state


def outcome(state: State, right: bool, most: int) -> Outcome:
    """What became of a search that might have taken `most` tokens."""
    return Outcome(
        right=right,
        tokens=state.usage.generated,
        seconds=state.seconds,
        verdict=state.verdict or state.status,
        confidence=state.confidence,
        early=state.usage.generated < most,
    )


def accuracy(outcomes: Sequence[Outcome]) -> Share:
    """The share of right answers."""
    return share([each.right for each in outcomes])


def mean_tokens(outcomes: Sequence[Outcome]) -> float:
    """Tokens of one answer."""
    return sum(each.tokens for each in outcomes) / len(outcomes)


def mean_seconds(outcomes: Sequence[Outcome]) -> float:
    """Seconds of one answer."""
    return sum(each.seconds for each in outcomes) / len(outcomes)
