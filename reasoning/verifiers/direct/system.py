"""Two linear equations with two unknowns: the pair is put into both: `x + y = 10 and x - y = 2`."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations

from ...exact import NUMBER, NotExact, Value, evaluate, say
from .. import Verdict
from .claims import claimed
from .solutions import pair
from .words import WORD, Asked, harmless, stands_alone

_LETTERS = re.compile(r"(?<![^\W\d_])[a-z](?![^\W\d_])")
_MORE = frozenset({"system", "simultaneous", "both", "two", "pair", "satisfy", "satisfies"})


def system(asked: Asked, answer: str, text: str) -> Verdict | None:
    """The verdict on `answer`, a pair; or one number, where the question asks for one of the two only."""
    if asked.text.count("=") != 2:
        return None
    for unknowns in combinations(sorted(set(_LETTERS.findall(asked.text))), 2):
        found = _equations(asked.text, *unknowns)
        if not found:
            continue
        equations, around = found
        try:
            solution = _solved([_line(*equation, *unknowns) for equation in equations])
        except NotExact:
            return None
        return _judged(equations, "".join(unknowns), solution, around, answer) if solution else None
    return None


def _equations(asked: str, one: str, two: str) -> tuple[list[tuple[str, str]], str] | None:
    """The sides of both equations, and what stands around them, if all of it is harmless."""
    letter = rf"(?<![^\W\d_])[{one}{two}](?![^\W\d_])"
    side = rf"(?:{NUMBER}|[-+*/^()]|[ \t]|{letter})+"
    found = list(re.finditer(rf"({side})=({side})", asked))
    if len(found) != 2 or not all(stands_alone(asked, match) for match in found):
        return None
    around = " | ".join(
        (asked[: found[0].start()], asked[found[0].end() : found[1].start()], asked[found[1].end() :])
    )
    if not harmless(around.replace("{", " ").replace("}", " "), names=one + two, more=_MORE):
        return None
    return [(match[1].strip(), match[2].strip()) for match in found], around


def _line(left: str, right: str, one: str, two: str) -> tuple[Fraction, Fraction, Fraction]:
    """a, b and c of a*one + b*two = c. Raises NotExact where the equation is no such line."""
    values = []
    for at in (0, 1, 3):
        sides = [evaluate(side.replace(two, f"({at})"), one) for side in (left, right)]
        values.append(Value(sides[0].constant - sides[1].constant, sides[0].slope - sides[1].slope))
    zero, first, third = values
    b = first.constant - zero.constant
    if {value.slope for value in values} != {zero.slope} or third.constant != zero.constant + 3 * b:
        raise NotExact("not linear")
    return zero.slope, b, -zero.constant


def _solved(lines: list[tuple[Fraction, Fraction, Fraction]]) -> tuple[Fraction, Fraction] | None:
    """The one pair on both lines; None where there is none, or more than one."""
    (a, b, c), (d, e, f) = lines
    below = a * e - b * d
    return ((c * e - b * f) / below, (a * f - c * d) / below) if below else None


def _judged(
    equations: list[tuple[str, str]],
    unknowns: str,
    solution: tuple[Fraction, Fraction],
    around: str,
    answer: str,
) -> Verdict | None:
    claim = pair(answer, unknowns)
    wanted = {word for word in WORD.findall(around) if word in set(unknowns)}
    alone = claimed(answer)
    said = "; ".join(f"{left} = {right}" for left, right in equations)
    right = f"{said} holds for {unknowns[0]} = {say(solution[0])}, {unknowns[1]} = {say(solution[1])}"
    if claim:
        passed, given = claim == solution, ", ".join(say(value) for value in claim)
    elif alone is not None and len(wanted) == 1:
        passed, given = alone == solution[unknowns.index(wanted.pop())], say(alone)
    else:
        return None
    return Verdict("passed" if passed else "failed", right if passed else f"{right}, not {given}", "math")
