"""A step in plain words: what it calculates, and which part of the expression that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reasoning.seedling.tasks.followup.earlier import Earlier

_EQUATION = re.compile(
    r"([$€£]?-?\d+(?:\.\d+)?)([-+×/])([$€£]?\d+(?:\.\d+)?)=([$€£]?-?\d+(?:\.\d+)?)((?: [a-zA-Z%][\w %-]*)?)"
)
SAYS = {
    "+": "adds {b} to {a}",
    "-": "subtracts {b} from {a}",
    "×": "multiplies {a} by {b}",
    "/": "divides {a} by {b}",
}
_PIECE = re.compile(r"\d+(?:\.\d+)?|[-+×/()]")


def equations(earlier: Earlier) -> list[str]:
    """The calculation of each step, without what is left to do; empty where a step is not one calculation."""
    found = [step.partition(" → ")[0] for step in earlier.steps]
    return found if all(_EQUATION.fullmatch(each) for each in found) else []


def explained(earlier: Earlier, number: int) -> tuple[str, tuple[str, ...]] | None:
    """What step `number` (from 1) does, and what such an explanation must name; None where it cannot be read."""
    steps = earlier.steps
    done, _, left = steps[number - 1].partition(" → ")
    found = _EQUATION.fullmatch(done)
    if not found:
        return None
    a, op, b, result, unit = found.groups()
    sentence = f"Step {number} {SAYS[op].format(a=a, b=b)}, which gives {result}{unit}."
    before = earlier.opening if number == 1 else steps[number - 2].partition(" → ")[2]
    part = _part(before, left, f"{a}{op}{b}", result) if before and left else ""
    if part:
        sentence += f" That is a part of {part}."
    elif number == len(steps):
        sentence += " That is the answer." if number > 1 else ""
    elif left:
        sentence += f" Then {left} is left."
    return sentence, (a, b, result)


def told_steps(count: int) -> str:
    """`there are 3 steps`"""
    return "there is only step 1" if count == 1 else f"there are {count} steps"


def _part(before: str, left: str, done: str, result: str) -> str:
    """`37×48, because 37×48=37×40+37×8` where a step does only a part of a product or quotient; else nothing."""
    if done in before:
        return ""
    old, new = _PIECE.findall(before), _PIECE.findall(left)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    if len(old) - start - end == 1:
        end = max(0, end - 2)  # 1776/8 → 200+176/8: the shared divisor belongs to the quotient
    whole, parts = old[start : len(old) - end], new[start : len(new) - end]
    if parts[:1] == ["("] and parts[-1:] == [")"]:
        parts = parts[1:-1]
    if len(parts) >= 5 and parts[0] == result and len(whole) == 3:
        return f"{''.join(whole)}, because {''.join(whole)}={done}{''.join(parts[1:])}"
    return ""


def _shared(one: Sequence[str], two: Sequence[str]) -> int:
    """How many pieces both begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
