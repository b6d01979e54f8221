"""The section about speed."""

from __future__ import annotations

import asyncio

from reasoning.seedling.evaluation.table import table
from workers.bench.aims import AIM_HEAD, Aim, rows
from workers.bench.options import Options
from workers.bench.page import Section, machine
from workers.bench.speed import RATE, Overhead, Side, overhead, side_by_side, stop

PATHS, TOKENS = 5, 100
WHOLE, FIRST, STOP = 2.3, 0.1, 1.0  # seconds
ADDED = 50.0  # microseconds a token
AT_ONCE = ((25, 8), (7, 32), (1, 200))  # answers and their paths: some 200 in all
LONG = 200  # tokens of each of those paths
AGAIN = 3  # the middle one of so many measurements counts


def quick(options: Options) -> Section:
    """Measure all of it."""
    where = machine()
    side = asyncio.run(side_by_side(PATHS, TOKENS))
    stopped = asyncio.run(stop(PATHS))
    loads = [_middle(runs, paths) for runs, paths in AT_ONCE]
    return Section("speed", "Speed: what the driver adds", _text(options, where, side, stopped, loads))


def _middle(runs: int, paths: int) -> Overhead:
    found = [asyncio.run(overhead(runs, paths, LONG)) for _ in range(AGAIN)]
    return sorted(found, key=lambda each: each.added)[AGAIN // 2]


def aims(side: Side, stopped: float, loads: list[Overhead]) -> list[Aim]:
    """What was aimed at for speed."""
    alone = side.alone
    found = [
        Aim(
            f"{side.paths} paths of {side.tokens} tokens at {1000 / RATE:.0f} ms a token",
            f"at most {WHOLE} s",
            f"{side.seconds:.2f} s: {side.seconds / alone:.2f} times one path alone, which takes {alone:.1f} s; one "
            f"after another {side.paths * alone:.1f} s",
            side.seconds <= WHOLE,
        ),
        Aim(
            "a first step is shown, after its last token",
            f"within {FIRST} s",
            f"{1000 * side.shown:.1f} ms",
            side.shown <= FIRST,
        ),
        Aim("Stop closes every stream", f"within {STOP:.0f} s", f"{1000 * stopped:.1f} ms", stopped <= STOP),
    ]
    return [*found, *(_added(each) for each in loads)]


def _added(each: Overhead) -> Aim:
    return Aim(
        f"driver, {each.runs} x {each.paths} paths at once",
        f"at most {ADDED:.0f} µs a token",
        f"{each.added:.1f} µs",
        each.added <= ADDED,
    )


def _text(options: Options, where: str, side: Side, stopped: float, loads: list[Overhead]) -> str:
    against = table(
        ("answers x paths", "bare loop, µs a token", "driver, µs a token", "ratio"),
        [
            [f"{e.runs} x {e.paths}", f"{e.bare:.1f}", f"{e.driver:.1f}", f"{e.driver / e.bare:.1f}"]
            for e in loads
        ],
    )
    return (
        f"`{options.command}` ({where}), scripted engines. The driver's own work is processor time with an engine that "
        f"never waits, {LONG} tokens a path, the middle one of {AGAIN} measurements; the bare loop reads the same "
        "streams through a queue, right before it.\n\n"
        f"{table(AIM_HEAD, rows(aims(side, stopped, loads)))}\n\n{against}"
    )
