"""The pool: paths that the embedded engine has sampled once, kept so that every way to think plays the same ones."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2

from reasoning.engines.embedded import EmbeddedEngine
from reasoning.seedling.problem import REPLY_TOKENS, Problem
from reasoning.versions import weights_version
from workers.bench.options import Options
from workers.bench.problems import hard_tier
from workers.bench.sampling import row
from workers.bench.spread import spread
from workers.bench.written import dump, parse

FORMAT = 1


def settings(options: Options) -> dict[str, Any]:
    """What the paths depend on besides the problem. How many problems there are does not matter: more are added."""
    return {
        "format": FORMAT,
        "weights": weights_version(options.weights),
        "paths": options.paths,
        "temperature": options.temperature,
        "tokens": REPLY_TOKENS,
        "seed": options.seed,
    }


def place(options: Options) -> Path:
    """The file for these settings: another setting is another file."""
    told = json.dumps(settings(options), sort_keys=True)
    return options.home / f"pool-{hashlib.sha256(told.encode()).hexdigest()[:8]}.jsonl"


def pool(options: Options) -> list[str]:
    """A line of the file for each of the problems, in their order; what is missing is sampled and added to it."""
    path, wanted = place(options), hard_tier(options.problems, options.seed)
    there = stored(path, settings(options), wanted)
    missing = [at for at in range(len(wanted)) if at not in there]
    if missing:
        print(f"  {path}: {len(there):,} problems are there, {len(missing):,} are sampled", flush=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        if not file.tell():
            file.write(json.dumps(settings(options)) + "\n")
        lines = spread("pool", _sampled, missing, processes=options.processes, opened=_open, given=(options,))
        for at, line in zip(missing, lines, strict=True):
            file.write(line + "\n")
            file.flush()  # an interrupted run goes on from here
            there[at] = line
    return [there[at] for at in range(len(wanted))]


def stored(path: Path, wanted: dict[str, Any], problems: Sequence[Problem]) -> dict[int, str]:
    """The lines of the file by the place of their problem among `problems`.

    Lines that a killed run has left half written, and those of problems as they once were, are passed over. Raises
    ValueError for a file with other settings.
    """
    if not path.exists():
        return {}
    with path.open() as file:
        if json.loads(file.readline()) != wanted:
            raise ValueError(f"{path} was made with other settings than its name says: delete it")
        places = {(problem.question, problem.key): at for at, problem in enumerate(problems)}
        there = {}
        for line in file:
            try:
                found = parse(line)
            except ValueError:
                continue
            if (at := places.get((found.question, found.key))) is not None:
                there[at] = line.rstrip("\n")
    return there


class _Sampler:
    """One process's engine and problems."""

    def __init__(self, options: Options) -> None:
        ctranslate2.set_random_seed(options.seed)
        self._options = options
        self._engine = EmbeddedEngine(options.weights)
        self._problems = hard_tier(options.problems, options.seed)

    def line(self, at: int) -> str:
        how = self._options
        return dump(asyncio.run(row(self._engine, self._problems[at], how.paths, how.temperature)))


_sampler: _Sampler


def _open(options: Options) -> None:
    global _sampler
    _sampler = _Sampler(options)


def _sampled(at: int) -> str:
    return _sampler.line(at)
