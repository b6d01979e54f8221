from __future__ import annotations

import asyncio
import threading
import time

from workers.bench.clock import VirtualLoop


def run(main) -> tuple[object, VirtualLoop]:  # type: ignore[no-untyped-def]
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, VirtualLoop)
        return runner.run(main(loop)), loop


def test_a_long_time_of_short_waits_passes_in_a_moment_and_in_order() -> None:
    async def main(loop: VirtualLoop) -> list[str]:
        woken: list[str] = []

        async def sleeper(name: str, seconds: float) -> None:
            for _ in range(10_000):
                await asyncio.sleep(seconds)
            woken.append(f"{name} at {loop.time():.0f}")

        await asyncio.gather(sleeper("slow", 0.4), sleeper("quick", 0.1))
        return woken

    began = time.monotonic()
    woken, _ = run(main)
    assert woken == ["quick at 1000", "slow at 4000"]
    assert time.monotonic() - began < 1000


def test_an_executors_work_is_waited_for_and_takes_no_time() -> None:
    async def main(loop: VirtualLoop) -> float:
        async def ticking() -> None:
            for _ in range(1000):
                await asyncio.sleep(0.01)

        beside = asyncio.create_task(ticking())
        await loop.run_in_executor(None, time.sleep, 0.2)
        beside.cancel()
        return loop.time()

    passed, loop = run(main)
    assert passed == 0.0
    assert loop.outside == 0


def test_a_deadline_does_not_come_before_a_thread_that_the_loop_does_not_know_of() -> None:
    async def main(loop: VirtualLoop) -> float:
        told = loop.create_future()
        timer = threading.Timer(0.1, loop.call_soon_threadsafe, (told.set_result, None))
        timer.start()
        async with asyncio.timeout(120):
            await told
        return loop.time()

    assert run(main)[0] == 0.0
