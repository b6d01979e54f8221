"""The flat ways to think, each on the same stored paths, through the real driver."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from reasoning import sandbox
from reasoning.seedling.evaluation.pool import Judge, Sampled
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks import code
from reasoning.seedling.writer import Reply
from reasoning.types import Budget
from workers.bench.clock import AwaitedSandbox, VirtualLoop
from workers.bench.options import Options
from workers.bench.outcome import Outcome, drive, outcome
from workers.bench.pace import Pace
from workers.bench.player import PoolEngine
from workers.bench.problems import hard_tier, make_task, shown
from workers.bench.spread import spread
from workers.bench.written import Row, parse

STEPS = 5  # of a path, as plans have
TOKENS = 100_000  # of an answer, as the largest plan has: here paths are the limit
SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Way:
    """A strategy with so many paths at most."""

    strategy: str
    paths: int

    def __str__(self) -> str:
        return f"{self.strategy}, {self.paths}"


SIZES = (1, 4, 8, 16, 32)


def ways(most: int) -> tuple[Way, ...]:
    """All that is replayed on a pool of `most` paths. How votes are weighed matters most where there are most."""
    sizes = [size for size in SIZES if size <= most]
    return (
        *(Way("best_of_n", size) for size in sizes),
        *(Way(f"best_of_n_{votes}", sizes[-1]) for votes in ("likelihood", "scores")),
        *(Way("adaptive", size) for size in sizes[1:]),
    )


@dataclass(frozen=True, slots=True)
class Replayed:
    """One problem: what each way makes of it, what the likeliest reply is, and the ballots of all its paths."""

    family: str
    outcomes: dict[Way, Outcome]
    sampled: Sampled


def replay(options: Options, lines: Sequence[str], pace: Pace) -> Iterator[Replayed]:
    """Every problem of the pool `lines`, in their order."""
    jobs = list(enumerate(lines))
    given = (options, pace)
    return spread("replay", _replayed, jobs, processes=options.processes, opened=_open, given=given)


class Player:
    """Plays problems one after another in one process."""

    def __init__(self, options: Options, pace: Callable[[int], float]) -> None:
        self._options = options
        self._pace = pace
        self._problems = hard_tier(options.problems, options.seed)
        self._judge = Judge()
        there = sandbox.choose()
        self._sandbox = AwaitedSandbox(there.tier) if there else None

    def play(self, at: int, line: str) -> Replayed:
        """The problem number `at`, whose paths stand in `line`."""
        problem, row = self._problems[at], parse(line)
        right = cache(problem.check)  # the same texts win again and again, and programs take their time
        outcomes = {way: self._outcome(way, problem, row, right) for way in ways(self._options.paths)}
        return Replayed(problem.family, outcomes, self._sampled(problem, row, right))

    def _outcome(self, way: Way, problem: Problem, row: Row, right: Callable[[str], bool]) -> Outcome:
        budget = Budget(tokens=TOKENS, paths=way.paths, steps=STEPS, seconds=SECONDS)
        task = make_task(problem, way.strategy, budget, temperature=self._options.temperature)
        engine = PoolEngine(row.paths, self._pace)
        with virtual() as runner:
            loop = runner.get_loop()
            state = runner.run(drive(task, engine, self._sandbox, loop.time))
        well = state.status == "answered" and right(shown(problem, state.answer))
        return outcome(state, well, sum(path.generated for path in row.paths[: way.paths]))

    def _sampled(self, problem: Problem, row: Row, right: Callable[[str], bool]) -> Sampled:
        replies = [Reply(path.text, path.logprob, path.generated) for path in row.paths]
        programs = problem.family == code.FAMILY
        ballots = self._judge.ballots(problem.question, replies, right, programs=programs)
        tokens = tuple(path.generated for path in row.paths)
        return Sampled(row.key, right(row.greedy.text), row.greedy.generated, tuple(ballots), tokens)


@contextmanager
def virtual() -> Iterator[asyncio.Runner]:
    """A runner whose loop's time is its own."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        yield runner


_play: Callable[[int, str], Replayed]


def _open(options: Options, pace: Pace) -> None:
    global _play
    _play = Player(options, pace).play


def _replayed(job: tuple[int, str]) -> Replayed:
    return _play(*job)
