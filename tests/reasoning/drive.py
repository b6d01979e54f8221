"""What the tests of the driver share: a task, scripts, and ways to look at events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import reduce

from reasoning.engines.scripted import Script
from reasoning.errors import EngineError
from reasoning.events import (
    Event,
)
from reasoning.state import State, tell
from reasoning.types import Budget, EngineRequest, Prices, Task, Turn

TEXT = "1. Add two and three.\n2. Check it.\n\nAnswer: 5"
REFUSAL = EngineError("The key was refused.", retryable=False, code="auth")
HICCUP = EngineError("The model is busy right now.", retryable=True, code="busy")


def task(strategy: str = "best_of_n", **how: object) -> Task:
    budget = Budget(tokens=4000, paths=4, steps=5, seconds=20.0)
    base = Task(
        (Turn("user", "Two apples beside three?"),),
        strategy,
        budget,
        prices=Prices(1000, 500, 2000),
        backoff_seconds=0.001,
    )
    return replace(base, **how)  # type: ignore[arg-type]


async def collect(events: AsyncIterator[Event]) -> list[Event]:
    return [event async for event in events]


def state_of(events: list[Event], past: State | None = None) -> State:
    return reduce(tell, events, past or State())


def only(events: list[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def answers(*texts: str) -> Callable[[EngineRequest, int], Script]:
    """Call number n says the n-th text; the last one from then on."""
    return lambda request, number: Script(texts[min(number, len(texts) - 1)], logprob=-0.1)


def no_task_is_left() -> bool:
    return asyncio.all_tasks() == {asyncio.current_task()}
