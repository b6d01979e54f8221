"""A reward model scores the steps of one search, while later ones are still written.

It reads and writes nothing: it costs money, but none of the answer's tokens. One request scores all of a path's steps
so far; what is written meanwhile is in the next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..context import estimate_tokens
from ..errors import EngineError
from ..events import Event, StepScored
from ..scorers import reward
from ..state import Path
from ..types import Pooled, RewardModel, Task, Usage
from .calls import Calls
from .news import Rewarded

PATIENCE = 3  # requests that fail before the model is not asked again


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request: its number among the calls, and how many tokens it shows the model."""

    call: int
    prompt: int
    task: asyncio.Task[None]


class Rewarding:
    """Asks `model` (None: there is none) about paths; `tell` is given each Rewarded."""

    def __init__(
        self, task: Task, model: RewardModel | None, calls: Calls, tell: Callable[[Rewarded], object]
    ) -> None:
        self._task = task
        self._model = model
        self._calls = calls
        self._tell = tell
        self._asked: dict[int, _Asked] = {}  # by path
        self._shown: dict[int, list[str]] = {}  # the steps of each path that were shown last
        self._patience = PATIENCE if model else 0

    @property
    def pending(self) -> frozenset[int]:
        """The paths whose steps are being scored."""
        return frozenset(self._asked)

    def offer(self, path: Path) -> None:
        """Have the steps of `path` scored that were not yet: one request a path at a time, and none where neither
        step is new nor money left."""
        model, texts = self._model, [step.text for step in path.steps]
        if model is None or self._patience <= 0 or path.id in self._asked or path.status == "pruned":
            return
        if texts == self._shown.get(path.id) or len(texts) <= path.shared:
            return
        if (body := reward.request(model.name, self._task.turns, path)) is None:
            return
        prompt = sum(estimate_tokens(message["content"]) for message in body["messages"])
        if (call := self._calls.open_reading(prompt=prompt, prices=model.prices)) is None:
            return
        self._shown[path.id] = texts
        self._asked[path.id] = _Asked(call, prompt, asyncio.create_task(self._ask(model, path, body)))

    def learn(self, news: Rewarded, path: Path) -> list[Event]:
        """The events of what was told of a path, which is `path` by now. Raises a fault."""
        asked = self._asked.pop(news.path, None)
        if asked is None:
            return []  # nothing more is wanted since `close`
        if isinstance(news.said, Pooled):
            usage = news.said.usage if news.said.usage.prompt else Usage(asked.prompt)
            events: list[Event] = [
                self._settled(asked, path.id, usage),
                *_scores(news.said.body, news.shown, path),
            ]
        else:
            # A request that was refused was not worked on.
            events = [self._settled(asked, path.id, Usage())]
            if not isinstance(news.said, EngineError):
                raise news.said
            self._patience -= 1
        self.offer(path)
        return events

    async def close(self) -> list[Event]:
        """Stop asking. What was shown to the model is taken to have been read."""
        stopped, self._asked = self._asked, {}
        for asked in stopped.values():
            asked.task.cancel()
        if stopped:
            await asyncio.wait([asked.task for asked in stopped.values()])
        return [self._settled(asked, path, Usage(asked.prompt)) for path, asked in stopped.items()]

    def _settled(self, asked: _Asked, path: int, usage: Usage) -> Event:
        assert self._model
        return self._calls.settle_reading(asked.call, usage, path=path, model=self._model)

    async def _ask(self, model: RewardModel, path: Path, body: dict[str, Any]) -> None:
        try:
            said: Pooled | Exception = await model.server.pool(body)
        except Exception as error:
            said = error
        self._tell(Rewarded(path, said))


def _scores(body: Any, shown: Path, path: Path) -> list[StepScored]:
    """The scores of those steps of `shown` that are still there: a path may have begun anew meanwhile."""
    return [
        score
        for score in reward.read(body, shown)
        if score.step < len(path.steps) and path.steps[score.step].text == shown.steps[score.step].text
    ]
