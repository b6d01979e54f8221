"""Public data: the answers of MATH-500, rewritten into other forms that mean the same; the programs of HumanEval."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reasoning.answers import normalise
from reasoning.sandbox import Sandbox
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


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a compressed file with one a line."""
    with gzip.open(path, "rt") as lines:
        return [json.loads(line) for line in lines]


def rewritten(answer: str) -> Iterator[str]:
    """The answer in other forms that mean the same."""
    yield from {rewrite(answer) for rewrite in REWRITTEN} - {answer}


def same(comparer: Comparer, one: str, two: str) -> bool:
    """Whether two answers vote together: as canonical text, or by comparing."""
    canonical = normalise(one), normalise(two)
    return canonical[0] == canonical[1] or comparer.compare(*canonical) == "equal"


async def passes(sandbox: Sandbox, row: dict[str, Any], body: str) -> bool:
    """Whether a solution of a HumanEval problem holds its tests, by what comes back from the sandbox."""
    name = row["entry_point"]
    program = f"{row['prompt']}{body}\n{row['test']}\n"
    call = Example(f"check({name}) or {HELD!r}", "", literal=False)
    trial = await perform(sandbox, program, [call], seconds=5)
    return bool(trial.outcomes) and not trial.outcomes[0].raised and trial.outcomes[0].told == HELD
