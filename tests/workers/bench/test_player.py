from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest

from reasoning.types import Delta, EngineRequest, Finish, Turn
from tests.workers.bench.paths import written
from workers.bench.pace import Pace
from workers.bench.player import PoolEngine
from workers.bench.replay import virtual

PATHS = [written("abcd"), written("ab"), written("abcdefgh", reason="length")]
Told = list[tuple[float, int, Delta | Finish]]


def request(path: int, most: int = 100) -> EngineRequest:
    return EngineRequest((Turn("user", "What?"),), max_tokens=most, seed=path)


def play(*requests: EngineRequest, pace: float = 0.01) -> Told:
    """What is told when, by which path, when all are asked for at the same time; a step takes `pace` a stream."""
    engine = PoolEngine(PATHS, lambda width: pace * width)
    told: Told = []

    async def listen(asked: EngineRequest) -> None:
        async for item in engine.stream(asked):
            told.append((asyncio.get_running_loop().time(), asked.seed or 0, item))

    async def main() -> None:
        await asyncio.gather(*(listen(asked) for asked in requests))

    with virtual() as runner:
        runner.run(main())
    return told


def test_all_paths_get_a_token_in_each_step_and_the_short_ones_end_first() -> None:
    told = play(*(request(path) for path in range(3)))
    ends = [(path, item.reason, item.usage.generated) for _, path, item in told if isinstance(item, Finish)]
    assert ends == [(1, "stop", 2), (0, "stop", 4), (2, "length", 8)]
    assert [path for _, path, _ in told[:6]] == [0, 1, 2, 0, 1, 2]


def test_a_step_takes_as_long_as_so_many_streams_take() -> None:
    told = play(*(request(path) for path in range(3)))
    # Three streams for three steps, the end of the short one included, two for two more, one for the last four.
    assert told[-1][0] == pytest.approx(0.01 * (3 * 3 + 2 * 2 + 4))


def test_a_limit_cuts_a_path_where_the_next_token_would_pass_it() -> None:
    told = play(request(0, most=3))
    assert [item.text for _, _, item in told if isinstance(item, Delta)] == ["a", "b", "c"]
    assert isinstance(told[-1][2], Finish)
    assert (told[-1][2].reason, told[-1][2].usage.generated) == ("length", 3)


def test_a_closed_stream_takes_part_in_no_more_steps() -> None:
    async def main() -> float:
        engine = PoolEngine(PATHS, lambda width: 0.01 * width)
        async with aclosing(engine.stream(request(2))) as first:
            await anext(first)
        async for _ in engine.stream(request(1)):
            pass
        return asyncio.get_running_loop().time()

    with virtual() as runner:
        assert runner.run(main()) == pytest.approx(0.01 + 3 * 0.01)


def test_a_path_that_is_tried_again_is_the_same_path() -> None:
    assert [item for _, _, item in play(request(1))] == [item for _, _, item in play(request(1001))]


def test_the_pace_lies_between_those_that_were_measured() -> None:
    pace = Pace(((1.0, 0.002), (4.0, 0.008), (31.0, 0.035)))
    assert pace(1) == 0.002
    assert pace(2) == pytest.approx(0.004)
    assert pace(4) == pytest.approx(0.008)
    assert pace(13) == pytest.approx(0.017)
    assert pace(62) == pytest.approx(0.07)
    assert str(pace).startswith("2.0 ms at 1.0, ")
