"""The verifiers on public data: answers of MATH-500 compared with themselves, rewritten, and with each other; the
programs of HumanEval and two that pretend to pass.

`python -m tests.reasoning.verifiers.measured FOLDER` reads math500.jsonl.gz and humaneval.jsonl.gz there.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reasoning.answers import normalise
from reasoning.sandbox import Sandbox, choose
from reasoning.verifiers.code import CodeVerifier
from reasoning.verifiers.math import Comparer
from reasoning.verifiers.programs.examples import Example
from reasoning.verifiers.programs.trial import perform

HELD = "all of its tests held"

_FRACTION = re.compile(r"\\[dt]?frac\{(\d+)\}\{(\d+)\}")
REWRITTEN: tuple[Callable[[str], str], ...] = (
    lambda a: re.sub(r"\\frac", r"\\dfrac", a),
    lambda a: _FRACTION.sub(r"\\tfrac{\1}{\2}", a),
    lambda a: _FRACTION.sub(lambda m: rf"\frac{{{3 * int(m[1])}}}{{{3 * int(m[2])}}}", a),
    lambda a: re.sub(r"(?<![\\a-z])\(", r"\\left( ", a).replace(")", r"\right)") if "\\left" not in a else a,
    lambda a: a.replace("\\left", "").replace("\\right", ""),
    lambda a: a.replace(",", ", ") if not re.search(r"\d,(?:\\!)? ?\d{3}", a) else a,
    lambda a: re.sub(r"\\sqrt\{(\d+)\}", r"sqrt(\1)", a),
    lambda a: re.sub(r"(?<!\d)(\d)\\sqrt\{(\d+)\}", lambda m: rf"\sqrt{{{int(m[1]) ** 2 * int(m[2])}}}", a),
    lambda a: re.sub(r"\\pi", "π", a),
    lambda a: re.sub(r"([a-z0-9}])([-+])([a-z0-9\\])", r"\1 \2 \3", a),
    lambda a: a + ".0" if re.fullmatch(r"-?\d+", a) else a,
    lambda a: f"{a}/1" if re.fullmatch(r"-?\d+", a) else a,
    lambda a: f"x = {a}" if re.fullmatch(r"-?\d+", a) else a,
    lambda a: f"\\text{{{a}}}" if re.fullmatch(r"[A-Za-z]+|\d+", a) else a,
)


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt") as lines:
        return [json.loads(line) for line in lines]


def rewritten(answer: str) -> Iterator[str]:
    """The answer in other forms that mean the same."""
    yield from {rewrite(answer) for rewrite in REWRITTEN} - {answer}


def same(comparer: Comparer, one: str, two: str) -> bool:
    """Whether two answers vote together: as canonical text, or by comparing."""
    canonical = normalise(one), normalise(two)
    return canonical[0] == canonical[1] or comparer.compare(*canonical) == "equal"


def measure_answers(path: Path) -> None:
    answers = [row["answer"] for row in rows(path)]
    rng = random.Random(5)
    times: list[float] = []
    comparer = Comparer()

    def timed(one: str, two: str) -> bool:
        began = time.monotonic()
        equal = same(comparer, one, two)
        times.append(time.monotonic() - began)
        return equal

    identity = [timed(answer, answer) for answer in answers]
    pairs = [(answer, other) for answer in answers for other in rewritten(answer)]
    missed = [pair for pair in pairs if not timed(*pair)]
    mixed = rng.sample(answers, len(answers))
    negatives = [(a, b) for a, b in zip(answers, mixed, strict=True) if normalise(a) != normalise(b)]
    accepted = [pair for pair in negatives if timed(*pair)]
    comparer.close()
    times.sort()
    print(f"identity {sum(identity)} of {len(answers)}")
    print(f"rewritten {len(pairs) - len(missed)} of {len(pairs)}; missed: {missed[:20]}")
    print(f"negatives accepted {len(accepted)} of {len(negatives)}: {accepted}")
    print(
        f"median {times[len(times) // 2] * 1000:.1f} ms, 95 % {times[len(times) * 95 // 100] * 1000:.1f} ms"
    )


async def passes(sandbox: Sandbox, row: dict[str, Any], body: str) -> bool:
    """Whether a solution of a HumanEval problem holds its tests, by what comes back from the sandbox."""
    name = row["entry_point"]
    program = f"{row['prompt']}{body}\n{row['test']}\n"
    call = Example(f"check({name}) or {HELD!r}", "", literal=False)
    trial = await perform(sandbox, program, [call], seconds=5)
    return bool(trial.outcomes) and not trial.outcomes[0].raised and trial.outcomes[0].told == HELD


async def measure_programs(path: Path) -> None:
    sandbox, problems = choose(), rows(path)
    if sandbox is None:
        print("no tier of the sandbox holds on this machine")
        return
    kinds = {
        "canonical": None,
        "return None": "    return None\n",
        "os._exit(0)": "    import os; os._exit(0)\n",
    }
    for kind, body in kinds.items():
        passed = await asyncio.gather(
            *(passes(sandbox, p, body or p["canonical_solution"]) for p in problems)
        )
        print(f"{kind}: {sum(passed)} of {len(problems)} passed (tier {sandbox.tier.name})")
    verifier = CodeVerifier(sandbox)
    for kind, body in kinds.items():
        verdicts = await asyncio.gather(
            *(verifier.verify(p["prompt"], p["prompt"] + (body or p["canonical_solution"])) for p in problems)
        )
        print(f"by the examples in the question, {kind}: {Counter(verdict.outcome for verdict in verdicts)}")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    measure_answers(folder / "math500.jsonl.gz")
    asyncio.run(measure_programs(folder / "humaneval.jsonl.gz"))
