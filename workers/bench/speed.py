"""What the driver adds to an engine's own time, measured with scripted engines on a real clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass

from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.events import StepDelta, StepFinished
from reasoning.think import Control, think
from reasoning.types import Budget, Delta, EngineRequest, Finish, Task, Turn

QUESTION = "How many apples are there?"
WORDS_A_STEP = 20
RATE = 50.0  # tokens a second: 20 ms each


def text(tokens: int, answer: int) -> str:
    """A reply of so many tokens, a word each: steps with a right equation in them, then the answer line."""
    words: list[str] = []
    while len(words) < tokens - 2:
        step, place = divmod(len(words), WORDS_A_STEP)
        if place == 0:
            words.append(f"{step + 1}.")
        else:
            words.append(f"{place}+{step}={place + step}" if place % 10 == 0 else "apples")
    lines = [" ".join(words[at : at + WORDS_A_STEP]) for at in range(0, len(words), WORDS_A_STEP)]
    return "\n".join([*lines, f"Answer: {answer}"])


def make_task(paths: int, tokens: int) -> Task:
    """Paths that are all written to their end."""
    budget = Budget(tokens=2 * paths * max(tokens, 256), paths=paths, steps=1000, seconds=600.0)
    return Task((Turn("user", QUESTION),), "best_of_n", budget)


def each_its_own(tokens: int) -> Callable[[EngineRequest, int], Script]:
    """Replies that no vote can decide before the last of them is there."""
    return lambda request, number: Script(text(tokens, number), logprob=-0.1)


@dataclass(frozen=True, slots=True)
class Side:
    """Paths written side by side: `seconds` in all, and until what stands in the first step was shown, counted from
    when the engine gave its last token out, in the slowest path."""

    paths: int
    tokens: int
    seconds: float
    shown: float

    @property
    def alone(self) -> float:
        """Seconds that the engine takes for one path."""
        return self.tokens / RATE


async def side_by_side(paths: int, tokens: int) -> Side:
    """Several paths of an engine at RATE."""
    engine = ScriptedEngine(each_its_own(tokens), rate=RATE)
    began = time.monotonic()
    shown: dict[int, list[tuple[float, str]]] = {}
    first: dict[int, str] = {}
    async for event in think(make_task(paths, tokens), engine):
        match event:
            case StepDelta(path, 0, written):
                shown.setdefault(path, []).append((time.monotonic(), written))
            case StepFinished(path, 0):
                first[path] = event.text
    seconds = time.monotonic() - began
    delays = []
    for stream in engine.streams:
        path = stream.request.seed or 0
        given = stream.times[len(first[path].split()) - 1]
        delays.append(_complete(shown[path], first[path]) - given)
    return Side(paths, tokens, seconds, max(delays))


def _complete(shown: list[tuple[float, str]], whole: str) -> float:
    """When all of `whole` that is not space was there."""
    written = ""
    for at, piece in shown:
        written += piece
        if len(written.rstrip()) >= len(whole.rstrip()):
            return at
    raise AssertionError("a step was finished before it was shown")


async def stop(paths: int, after: float = 0.3) -> float:
    """Seconds from a person's Stop until no stream of the engine is open."""
    engine = ScriptedEngine(each_its_own(1000), rate=RATE)
    control = Control()

    async def press() -> float:
        await asyncio.sleep(after)
        control.cancel()
        return time.monotonic()

    pressed = asyncio.create_task(press())
    async with aclosing(think(make_task(paths, 1000), engine, control=control)) as events:
        async for _ in events:
            pass
    assert engine.open == 0, "the driver has ended and a stream is still open"
    return time.monotonic() - await pressed


@dataclass(frozen=True, slots=True)
class Overhead:
    """`runs` answers at the same time, each with `paths` paths: processor microseconds a token, of the driver and of a
    bare loop that reads the same streams through a queue."""

    runs: int
    paths: int
    driver: float
    bare: float

    @property
    def added(self) -> float:
        """What the driver adds."""
        return self.driver - self.bare


async def overhead(runs: int, paths: int, tokens: int) -> Overhead:
    """Both measured right after each other, with an engine that never waits."""
    bare = await _timed(runs, paths, tokens, _read)
    return Overhead(runs, paths, await _timed(runs, paths, tokens, _think), bare)


async def _timed(runs: int, paths: int, tokens: int, read: Callable[[Task, int], Awaitable[int]]) -> float:
    task = make_task(paths, tokens)
    began = time.process_time()
    counts = await asyncio.gather(*(read(task, tokens) for _ in range(runs)))
    seconds = time.process_time() - began
    assert sum(counts) == runs * paths * tokens, "not every token was read"
    return 1e6 * seconds / sum(counts)


async def _think(task: Task, tokens: int) -> int:
    """The real driver; the tokens that it was given."""
    engine = ScriptedEngine(each_its_own(tokens))
    async for _ in think(task, engine):
        pass
    return sum(stream.generated for stream in engine.streams)


async def _read(task: Task, tokens: int) -> int:
    """The same streams by as many tasks and one queue, and nothing done with what they say."""
    engine = ScriptedEngine(each_its_own(tokens))
    queue: asyncio.Queue[Delta | Finish] = asyncio.Queue()

    async def listen(path: int) -> None:
        request = EngineRequest(task.turns, max_tokens=task.budget.tokens, seed=path)
        async with aclosing(engine.stream(request)) as stream:
            async for item in stream:
                queue.put_nowait(item)

    listeners = [asyncio.create_task(listen(path)) for path in range(task.budget.paths)]
    count = ended = 0
    while ended < len(listeners):
        item = await queue.get()
        if isinstance(item, Finish):
            ended += 1
        else:
            count += item.tokens
    await asyncio.gather(*listeners)
    return count
