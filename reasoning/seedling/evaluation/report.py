"""`make eval-seedling`: samples, computes, prints the tables, and writes docs/seedling.md with its plots when asked."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import ctranslate2

from reasoning.seedling.evaluation import everyday, table
from reasoning.seedling.evaluation.figures import Figures, combined, figures
from reasoning.seedling.evaluation.intervals import Share, share
from reasoning.seedling.evaluation.pool import PATHS, Pool, pace, sample
from reasoning.seedling.mixture import ALL, HARD, held_out
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks import FAMILIES, REASONED, countdown
from reasoning.seedling.writer import Writer

HARD_SHARE = 2  # the hard tier has half as many problems of each family
PACED = 5  # problems of a family whose time is taken
UNWITHHELD = tuple(family for family in FAMILIES if family not in REASONED)


def report(
    weights: Path,
    count: int,
    families: Sequence[str] | None,
    temperature: float,
    seed: int,
    docs: Path | None,
) -> None:
    """Prints everything; with `docs` also writes it there."""
    began = time.monotonic()
    chosen = [family for family in REASONED if not families or family in families]
    jobs = [(weights, family, level, size, temperature, seed) for family in chosen
            for level, size in ((ALL, count), (HARD, max(1, count // HARD_SHARE)))]  # fmt: skip
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as processes:
        thought = processes.submit(_thought, weights, temperature, seed)
        pools = dict(zip([job[1:3] for job in jobs], processes.map(_sampled, jobs), strict=True))
        by_thought = everyday.shares(thought.result())
    sets = [figures(pools[family, ALL]) for family in chosen]
    hard_sets = [figures(pools[family, HARD]) for family in chosen]
    hard = combined("hard tier", [pools[family, HARD] for family in chosen])
    ctranslate2.set_random_seed(seed)
    writer = Writer(weights)
    paces = {  # now that the processes have ended, and nothing else runs
        each.name: pace(writer, held_out(family, seed, PACED, level), temperature=temperature)
        for each, family, level in (
            *((each, each.name, ALL) for each in sets),
            *zip(hard_sets, chosen, [HARD] * len(chosen), strict=True),
        )
    }
    by_hand = everyday.replies(writer)
    parts = {
        "Held-out problems": table.overview([*sets, hard]),
        "The hard tier, by family": table.overview(hard_sets),
        "The hard tier, by paths": table.by_paths(hard),
        "Each family, by paths": "\n\n".join(f"**{each.name}**\n\n{table.by_paths(each)}" for each in sets),
        "Number puzzles by chance": _chance(pools, seed),
        "What it costs": table.costs([*sets, *hard_sets], paces),
        "Drawn anew from the generators, not withheld": table.shares(
            {"greedy": _unwithheld(writer, count, seed)}
        ),
        "Everyday questions, written by hand": table.shares(
            {
                "greedy": everyday.shares({f: [right for *_, right in rows] for f, rows in by_hand.items()}),
                f"verified@{PATHS}": by_thought,
            }
        ),
    }
    for title, text in parts.items():
        print(f"\n## {title}\n{text}", flush=True)
    for family, rows in by_hand.items():
        for question, reply, right in rows:
            if not right:
                print(f"  {family}: {question['ask']!r} -> {reply!r}")
    print(f"\n{time.monotonic() - began:.0f} s")
    if docs:
        _write(docs, parts, hard, count, temperature, seed)


def _sampled(job: tuple[Path, str, int, int, float, int]) -> Pool:
    weights, family, level, size, temperature, seed = job
    ctranslate2.set_random_seed(seed)
    name = family if level == ALL else f"{family}, hard"
    return sample(Writer(weights), name, held_out(family, seed, size, level), temperature=temperature)


def _thought(weights: Path, temperature: float, seed: int) -> dict[str, list[bool]]:
    ctranslate2.set_random_seed(seed)
    return everyday.thought(Writer(weights), temperature=temperature)


def _unwithheld(writer: Writer, count: int, seed: int) -> dict[str, Share]:
    """Greedy replies of the families that withhold nothing from training, judged by the problems' own checks."""
    out = {}
    for family in UNWITHHELD:
        problems: list[Problem] = held_out(family, seed, count)
        replies = writer.replies([problem.turns() for problem in problems])
        out[family] = share([p.check(r[0].text) for p, r in zip(problems, replies, strict=True)])
    return out


def _chance(pools: dict[tuple[str, int], Pool], seed: int) -> str:
    """What random legal expressions reach on the same number puzzles."""
    rng = random.Random(seed)
    rows = []
    for (family, _), pool in pools.items():
        if family == countdown.FAMILY:
            problems = [countdown.instance(row.key) for row in pool.problems]
            cells = [
                share([countdown.random_tries(rng, numbers, target, tries) for numbers, target in problems])
                for tries in (1, PATHS)
            ]
            rows.append([pool.name, len(problems), *cells])
    return table.table(["set", "n", "1 try", f"{PATHS} tries"], rows)


def _write(
    docs: Path, parts: dict[str, str], hard: Figures, count: int, temperature: float, seed: int
) -> None:
    from reasoning.seedling.evaluation.plots import draw

    draw(hard, docs)
    head = (
        "# How good the seedling is\n"
        "Written by `make eval-seedling EVAL='--docs docs'`; how the model was made stands in its card, "
        "[MODEL_CARD.md](../reasoning/seedling/weights/MODEL_CARD.md). The problems of the first tables are held out: "
        "their expressions, puzzles, sequences of events or compositions of functions are kept from training by a "
        f"hash. {count} a family, and for the hard tier {max(1, count // HARD_SHARE)} more; sampled at temperature "
        f"{temperature}, seed {seed}, int8 weights; in brackets Wilson's 95 % intervals.\n\n"
        "`greedy` is what the mode Fast answers. `pass@1` is one sampled path. `majority` is the plain vote; "
        "`likelihood-weighted` weighs votes by the probability of the whole reply; `step-checked` by whether each "
        "written equation holds; `verified` takes the first path that passes an executed check (the calculation done "
        "again, the solution put in, the puzzle's rules, the question's examples run), else the step-checked vote of "
        "those that failed none. `any of` says only whether a right path is there. `gain` is verified at "
        f"{PATHS} paths over greedy, in points. Chance at number puzzles is given the easier rule that not every "
        f"number must be used. Seconds: {PACED} problems of a set, one after another, one thread, nothing else "
        "running.\n\n"
        "![Accuracy of the hard tier against paths and against tokens](seedling-accuracy.svg)\n"
    )
    body = "".join(f"\n## {title}\n{text}\n" for title, text in parts.items())
    (docs / "seedling.md").write_text(head + body)
