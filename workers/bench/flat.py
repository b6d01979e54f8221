"""The section about flat strategies: what they reach on the pool, and at what price."""

from __future__ import annotations

import asyncio

from reasoning.engines.embedded import EmbeddedEngine
from reasoning.seedling.evaluation.table import table
from workers.bench import results
from workers.bench.aims import AIM_HEAD, rows
from workers.bench.options import Options
from workers.bench.pace import PROBLEMS, Pace, measure
from workers.bench.page import Section, machine
from workers.bench.plots import draw_flat
from workers.bench.pool import place, pool
from workers.bench.problems import hard_tier
from workers.bench.replay import replay
from workers.bench.results import Results


def flat(options: Options) -> Section:
    """Sample what is missing, play everything, and say what came out; plots where docs are written."""
    where = machine()
    lines = pool(options)
    pace = _pace(options)
    found = Results(list(replay(options, lines, pace)), options.paths)
    if options.docs:
        options.docs.mkdir(parents=True, exist_ok=True)
        draw_flat(found, options.docs)
    return Section(
        "replay", "Flat strategies, replayed on one pool of paths", _text(options, found, pace, where)
    )


def _pace(options: Options) -> Pace:
    engine = EmbeddedEngine(options.weights)
    try:
        return measure(engine, hard_tier(PROBLEMS, options.seed), options.temperature)
    finally:
        asyncio.run(engine.aclose())


def _text(options: Options, found: Results, pace: Pace, where: str) -> str:
    count = len(found.replayed)
    adaptive, scored = found.adaptive, next(way for way in found.ways if way.strategy == "best_of_n_scores")
    parts = {
        "": f"`{options.command}` ({where}): {count:,} problems, {options.paths} paths each, sampled once at "
        f"temperature {options.temperature}, seed {options.seed} ({place(options).stem}). The real driver plays "
        "them: it scores steps, checks answers, closes streams and stops as it does for people. Tokens are all "
        "that was written until the last stream was closed. Seconds are those of a clock on which a step of so "
        f"many paths side by side takes what it was measured to take on this machine: {pace}. What the driver "
        "and its checks take comes on top.",
        "Accuracy and price": results.prices(found)
        + "\n\n![Accuracy against tokens and against seconds](thinking-flat.svg)",
        "By family": results.families(found),
        "How to choose, checks apart": "Votes of whole paths as [seedling.md](seedling.md) counts them; only "
        "`verified` looks at executed checks. `any of` is no choice but a bound.\n\n"
        + results.choices(found),
        f"What an answer says of itself ({adaptive})": results.verdicts(found, adaptive),
        f"Calibration ({adaptive})": results.calibration(found, adaptive),
        f"Calibration ({scored})": results.calibration(found, scored),
        "Aims": table(AIM_HEAD, rows(results.aims(found))),
    }
    return "\n\n".join(f"**{title}**\n\n{text}" if title else text for title, text in parts.items())
