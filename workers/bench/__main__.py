"""`make bench-think BENCH="speed causality --pairs 20"`: parts of the benchmark, or all of it."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from reasoning.seedling import WEIGHTS
from workers.bench.causality import causality
from workers.bench.flat import flat
from workers.bench.judging import NobodyJudges, judging
from workers.bench.live import UnknownStrategy, strategies
from workers.bench.options import HOME, Options
from workers.bench.page import Section, put
from workers.bench.pool import pool
from workers.bench.quick import quick
from workers.bench.references import references
from workers.bench.trees import trees

# The quick ones first: a mistake in the command shows at once, and so does a slow machine.
PARTS: dict[str, Callable[[Options], Section]] = {
    "speed": quick,
    "references": references,
    "replay": flat,
    "trees": trees,
    "causality": causality,
    "judge": judging,
}
SAMPLED = ("seed", "temperature")
HANGS_ON: dict[str, tuple[str, ...]] = {
    "speed": (),
    "references": ("data", "seed"),
    "replay": ("problems", "paths", *SAMPLED),
    "trees": ("live", "tokens", "strategies", *SAMPLED),
    "causality": ("pairs", "paths", *SAMPLED),
    "judge": ("live", "seed"),
}
ONLY_POOL = "pool"  # samples what the replay would, and says nothing


def options_of(words: Sequence[str]) -> tuple[tuple[str, ...], Options]:
    """The parts to run, and how. Ends the program with one line for a command that makes no sense."""
    usual = Options()
    parser = argparse.ArgumentParser(prog="make bench-think", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join((*PARTS, ONLY_POOL)))
    parser.add_argument("--problems", type=int, default=usual.problems, help="sampled once and replayed")
    parser.add_argument("--paths", type=int, default=usual.paths, help="sampled of each of them")
    parser.add_argument(
        "--live", type=int, default=usual.live, help="problems for tree search, revision and the judge"
    )
    parser.add_argument(
        "--tokens", type=int, nargs="+", default=usual.tokens, help="limits of an answer there"
    )
    parser.add_argument("--strategies", nargs="+", default=(), help="only these there")
    parser.add_argument("--pairs", type=int, default=usual.pairs, help="that differ in one fact, a family")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--temperature", type=float, default=usual.temperature)
    parser.add_argument("--processes", type=int, default=usual.processes)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--home", type=Path, default=HOME, help="where sampled paths are kept")
    parser.add_argument("--data", type=Path, help="a folder with humaneval.jsonl.gz and math500.jsonl.gz")
    parser.add_argument("--docs", type=Path, help="also write thinking-bench.md and its plots there")
    given = vars(parser.parse_args(words))
    parts = tuple(given.pop("parts"))
    if unknown := [part for part in parts if part not in (*PARTS, ONLY_POOL)]:
        parser.error(f"no part {', '.join(unknown)}: there are {', '.join((*PARTS, ONLY_POOL))}")
    if small := [name for name in ("problems", "paths", "live", "pairs", "processes") if given[name] < 1]:
        parser.error(f"--{small[0]} must be at least 1")
    if min(given["tokens"]) < 1:
        parser.error("--tokens must be at least 1")
    if given["data"] is None and "references" in parts:
        parser.error("references needs --data, a folder with humaneval.jsonl.gz or math500.jsonl.gz")
    try:
        strategies(given["strategies"])
    except UnknownStrategy as error:
        parser.error(str(error))
    several = {name: tuple(given[name]) for name in ("tokens", "strategies")}
    return parts, Options(**{**given, **several})


def command(part: str, options: Options) -> str:
    """How to run this part again: with what it depends on and is chosen otherwise than usual."""
    words = [part]
    for name in HANGS_ON[part]:
        value = getattr(options, name)
        if name == "data":
            words += ["--data", "DIR"]  # where it lies on somebody's disk is nobody's business
        elif value != getattr(Options(), name):
            several = value if isinstance(value, tuple) else (value,)
            words += [f"--{name}", *map(str, several)]
    return f'make bench-think BENCH="{shlex.join(words)}"'


def main() -> None:
    """Run, print, and write what is asked for."""
    parts, options = options_of(sys.argv[1:])
    for part in parts or PARTS:
        if part == ONLY_POOL:
            pool(options)
            continue
        if part == "references" and options.data is None:
            print("\nVerifiers on public data: left out, there is no --data", flush=True)
            continue
        began = time.monotonic()
        try:
            section = PARTS[part](replace(options, command=command(part, options)))
        except NobodyJudges as error:
            print(f"\nThe judge: left out, {error}", flush=True)
            continue
        print(f"\n## {section.title}\n{section.text}\n\n  {time.monotonic() - began:.0f} s", flush=True)
        if options.docs:
            print(f"  written to {put(options.docs, section)}", flush=True)


if __name__ == "__main__":
    main()
