"""An engine whose calls are timed and whose errors are counted."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from chatapp.observing.figures import tally
from reasoning.errors import EngineError
from reasoning.types import Delta, Engine, EngineRequest, Finish


class WatchedEngine:
    """Does what `engine` does; `model` is the name under which it is counted."""

    def __init__(self, engine: Engine, model: str) -> None:
        self._engine = engine
        self._model = model

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    async def stream(self, request: EngineRequest) -> AsyncGenerator[Delta | Finish, None]:
        """As the engine has it."""
        began, has_begun = time.perf_counter(), False
        try:
            async with aclosing(self._engine.stream(request)) as items:
                async for item in items:
                    if not has_begun:
                        has_begun = True
                        tally.observe("engine_first_token_seconds", time.perf_counter() - began, self._model)
                    yield item
        except EngineError as error:
            tally.count("engine_errors_total", self._model, error.code)
            raise
