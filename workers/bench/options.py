"""What a run of the benchmark is asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from reasoning.seedling import WEIGHTS

HOME = Path("var/bench")


@dataclass(frozen=True, slots=True)
class Options:
    """`problems` are sampled once, with `paths` paths each, and replayed; `live` are run live, with each of `tokens`
    as the limit of an answer and each of `strategies` (empty: those that cannot be replayed). `pairs` is a number a
    family.

    `home` keeps what is worth keeping between runs, `data` holds HumanEval and MATH-500 where they are at hand, and
    `docs` is the folder whose thinking-bench.md is to be written. `command` is how to run this again.
    """

    problems: int = 1600
    paths: int = 32
    live: int = 300
    tokens: tuple[int, ...] = (1600, 4800)
    strategies: tuple[str, ...] = ()
    pairs: int = 100
    seed: int = 7
    temperature: float = 0.8
    processes: int = os.cpu_count() or 1
    weights: Path = WEIGHTS
    home: Path = HOME
    data: Path | None = None
    docs: Path | None = None
    command: str = "make bench-think"
