"""The section about verifiers on public data, where it is at hand: HumanEval's programs and MATH-500's answers."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reasoning.answers import normalise
from reasoning.sandbox import Sandbox, choose
from reasoning.seedling.evaluation.table import table
from reasoning.verifiers.code import CodeVerifier
from reasoning.verifiers.math import Comparer
from workers.bench.aims import AIM_HEAD, Aim, rows
from workers.bench.options import Options
from workers.bench.page import Section, machine
from workers.bench.public import passes, read, rewritten, same

MATH, PROGRAMS = "math500.jsonl.gz", "humaneval.jsonl.gz"
REWRITTEN, NEGATIVES = 0.99, 0.005  # at least so many rewritten answers are equal, at most so many others
CLAIMS = {"`return None`": "    return None\n", "`os._exit(0)`": "    import os; os._exit(0)\n"}


def references(options: Options) -> Section:
    """Measure what the folder `data` has. Raises FileNotFoundError where it has neither."""
    where, data = machine(), options.data or Path()
    found: list[Aim] = []
    notes = ""
    if (data / PROGRAMS).exists():
        sandbox = choose()
        notes = (
            f" Sandbox: tier {sandbox.tier.name}." if sandbox else " This machine has no sandbox that holds."
        )
        problems = read(data / PROGRAMS)
        found += asyncio.run(programs(sandbox, problems))
        notes += asyncio.run(by_examples(sandbox, problems))
    if (data / MATH).exists():
        found += answers([row["answer"] for row in read(data / MATH)], options.seed)
    if not found:
        raise FileNotFoundError(f"{options.data} has neither {PROGRAMS} nor {MATH}")
    text = f"`{options.command}` ({where}).{notes}\n\n{table(AIM_HEAD, rows(found))}"
    return Section("references", "Verifiers on HumanEval and MATH-500", text)


async def programs(sandbox: Sandbox | None, problems: Sequence[dict[str, Any]]) -> list[Aim]:
    """HumanEval's own solutions pass its tests; what only pretends to does not."""
    aims = []
    for name, body in {"canonical solutions": None, **CLAIMS}.items():
        wanted = 0 if body else len(problems)
        if sandbox is None:
            aims.append(Aim(f"HumanEval, {name}", f"{wanted} pass", "", None))
            continue
        runs = (passes(sandbox, row, body or row["canonical_solution"]) for row in problems)
        passed = sum(await asyncio.gather(*runs))
        aims.append(
            Aim(f"HumanEval, {name}", f"{wanted} pass", f"{passed} of {len(problems)}", passed == wanted)
        )
    return aims


async def by_examples(sandbox: Sandbox | None, problems: Sequence[dict[str, Any]]) -> str:
    """What a search finds out of the canonical solutions, by the examples that the questions give."""
    verifier = CodeVerifier(sandbox)
    texts = ((row["prompt"], row["prompt"] + row["canonical_solution"]) for row in problems)
    verdicts = await asyncio.gather(*(verifier.verify(*pair) for pair in texts))
    counts = Counter(verdict.outcome for verdict in verdicts)
    told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in ("passed", "unknown", "failed"))
    return f" Canonical solutions by the examples in their questions: {told}."


def answers(texts: Sequence[str], seed: int) -> list[Aim]:
    """Each answer means the same as itself and as its rewritten forms, and not the same as another's."""
    comparer = Comparer()
    mixed = random.Random(seed).sample(list(texts), len(texts))
    kinds = {
        "identity": [(text, text) for text in texts],
        "rewritten": [(text, other) for text in texts for other in rewritten(text)],
        "negatives": [
            (text, other)
            for text, other in zip(texts, mixed, strict=True)
            if normalise(text) != normalise(other)
        ],
    }
    try:
        equal = {kind: sum(same(comparer, *pair) for pair in pairs) for kind, pairs in kinds.items()}
    finally:
        comparer.close()
    shares = {kind: equal[kind] / max(len(pairs), 1) for kind, pairs in kinds.items()}
    told = {kind: f"{equal[kind]:,} of {len(pairs):,} equal" for kind, pairs in kinds.items()}
    return [
        Aim("MATH-500, each answer with itself", "all equal", told["identity"], shares["identity"] == 1),
        Aim(
            "rewritten into another form",
            f"at least {REWRITTEN:.0%} equal",
            told["rewritten"],
            shares["rewritten"] >= REWRITTEN,
        ),
        Aim(
            "with another problem's answer",
            f"at most {NEGATIVES:.1%} equal",
            told["negatives"],
            shares["negatives"] <= NEGATIVES,
        ),
    ]
