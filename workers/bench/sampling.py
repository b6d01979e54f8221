"""Has the embedded engine write paths, with all that it tells about them."""

from __future__ import annotations

import asyncio
from functools import partial

from reasoning.engines.embedded import EmbeddedEngine
from reasoning.seedling.problem import REPLY_TOKENS, Problem
from reasoning.types import Delta, EngineRequest, Finish, Turn
from workers.bench.written import Row, Written


async def sample(
    engine: EmbeddedEngine, problem: Problem, paths: int, temperature: float
) -> tuple[Written, ...]:
    """`paths` replies to the problem, written side by side. At temperature 0 they are the likeliest one."""
    turns = tuple(Turn(role, text) for role, text in problem.turns())  # type: ignore[arg-type]
    request = EngineRequest(turns, max_tokens=REPLY_TOKENS, temperature=temperature, logprobs=True)
    return tuple(await asyncio.gather(*(_written(engine, request) for _ in range(paths))))


async def row(engine: EmbeddedEngine, problem: Problem, paths: int, temperature: float) -> Row:
    """What a pool keeps of the problem."""
    write = partial(sample, engine, problem)
    (greedy,) = await write(1, 0.0)
    return Row(problem.question, problem.key, greedy, await write(paths, temperature))


async def _written(engine: EmbeddedEngine, request: EngineRequest) -> Written:
    deltas: list[Delta] = []
    async for item in engine.stream(request):
        if isinstance(item, Finish):
            return Written.of(deltas, item)
        deltas.append(item)
    raise AssertionError("the engine's stream had no end")
