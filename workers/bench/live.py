"""Strategies on the embedded engine itself, where text can be continued: problem by problem in several processes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ctranslate2

from reasoning.engines.embedded import EmbeddedEngine
from reasoning.sandbox import choose
from reasoning.strategies import STRATEGIES
from reasoning.types import Budget
from workers.bench.options import Options
from workers.bench.outcome import Outcome, drive, outcome
from workers.bench.problems import hard_tier, is_right, make_task
from workers.bench.replay import STEPS
from workers.bench.spread import spread

NOBODY_VOTES = ("single", "review")
REPLAYED = ("best_of_n_likelihood", "best_of_n_scores")  # the same paths as best_of_n's, weighed otherwise
SECONDS = 600.0  # tokens are the limit here, not a deadline that a busy machine would miss
PATHS = 32


class UnknownStrategy(ValueError):
    """There is no such strategy to run live; the message lists those that there are."""

    def __init__(self, names: Sequence[str], there: Sequence[str]) -> None:
        super().__init__(f"no strategy {', '.join(names)}: there are {', '.join(there)}")


def strategies(chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """The names to run: `chosen`, or all that a pool of paths cannot tell about. Raises UnknownStrategy."""
    there = tuple(name for name in STRATEGIES if name not in NOBODY_VOTES)
    if unknown := [name for name in chosen if name not in there]:
        raise UnknownStrategy(unknown, there)
    return tuple(chosen) or tuple(name for name in there if name not in REPLAYED)


@dataclass(frozen=True, slots=True)
class Live:
    """A strategy with so many tokens at most."""

    strategy: str
    tokens: int

    def __str__(self) -> str:
        return f"{self.strategy}, {self.tokens:,}"


def lives(options: Options) -> tuple[Live, ...]:
    """All that is run. Raises UnknownStrategy."""
    return tuple(
        Live(name, tokens) for name in strategies(options.strategies) for tokens in sorted(options.tokens)
    )


def run(options: Options, path_tokens: int) -> Iterator[dict[Live, Outcome]]:
    """Every problem in its turn. `path_tokens` is what one path is taken to need."""
    given = (options, path_tokens)
    return spread(
        "live", _answered, range(options.live), processes=options.processes, opened=_open, given=given
    )


class Runner:
    """One process's engine."""

    def __init__(self, options: Options, path_tokens: int) -> None:
        ctranslate2.set_random_seed(options.seed)
        self._options = options
        self._path_tokens = path_tokens
        self._engine = EmbeddedEngine(options.weights)
        self._sandbox = choose()
        self._problems = hard_tier(options.live, options.seed)

    def answer(self, at: int) -> dict[Live, Outcome]:
        """Problem number `at`, by each strategy."""
        problem = self._problems[at]
        found = {}
        for live in lives(self._options):
            budget = Budget(tokens=live.tokens, paths=PATHS, steps=STEPS, seconds=SECONDS)
            task = make_task(
                problem,
                live.strategy,
                budget,
                temperature=self._options.temperature,
                path_tokens=self._path_tokens,
            )
            state = asyncio.run(drive(task, self._engine, self._sandbox))
            found[live] = outcome(state, is_right(problem, state), live.tokens)
        return found


_runner: Runner


def _open(options: Options, path_tokens: int) -> None:
    global _runner
    _runner = Runner(options, path_tokens)


def _answered(at: int) -> dict[Live, Outcome]:
    return _runner.answer(at)
