"""A scripted engine that waits in the middle until a test lets it go on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from reasoning.engines.scripted import ScriptedEngine
from reasoning.types import Delta, EngineRequest, Finish


class GatedEngine(ScriptedEngine):
    """Each stream says `after` words at once, and the rest when `gate` is set."""

    def __init__(self, source: Any = None, *, after: int = 1, **options: Any) -> None:
        super().__init__(source, **options)
        self.after = after
        self.gate = asyncio.Event()

    async def stream(self, request: EngineRequest) -> AsyncGenerator[Delta | Finish, None]:
        said = 0
        async with aclosing(super().stream(request)) as stream:
            async for item in stream:
                if said == self.after:
                    await self.gate.wait()
                said += 1
                yield item
