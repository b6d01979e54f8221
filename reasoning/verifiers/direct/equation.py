"""The solution of an equation with one unknown is put in: `2(x - 1) = x + 3`, `x^2 - 5x + 6 = 0`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...exact import NUMBER, NotExact, evaluate, say
from .. import Verdict
from .claims import claimed
from .words import Asked, harmless, stands_alone

_UNKNOWNS = re.compile(r"(?<![^\W\d_])[a-z](?![^\W_])")
# `5(x-7) = -9x-63, x = ?` asks for x twice.
_ASKED = re.compile(r"(?<![-+*/^()\w.]) ?\b[a-z] ?=(?= ?\??(?:$|[^-+\d.(\w ]| \D))")


def sides(asked: str) -> Iterator[tuple[str, str, str]]:
    """The unknown and both sides of the one equation that `asked` holds, if every other word is harmless."""
    asked = _ASKED.sub(" ", asked)
    if asked.count("=") != 1:
        return
    for unknown in sorted(set(_UNKNOWNS.findall(asked))):
        side = rf"(?:{NUMBER}|[-+*/^()]|[ \t]|(?<![^\W\d_]){unknown}(?![^\W_]))+"
        found = re.search(rf"({side})=({side})", asked)
        if found and stands_alone(asked, found):
            around = f"{asked[: found.start()]} | {asked[found.end() :]}"
            left, right = found[1].strip(), found[2].strip()
            if around.split("|")[0].rstrip().endswith("for"):
                left = re.sub(rf"^{unknown}\s+(?=[\d({unknown}])", "", left)  # solve for w w/3 = 3
            apart = re.search(rf"{unknown}\s+[\d({unknown}]", f"{left}={right}")
            if not apart and harmless(around, names=unknown):
                yield unknown, left, right


def equation(asked: Asked, answer: str, text: str) -> Verdict | None:
    """The verdict on `answer` where the `normal` question `asked` is a linear equation and nothing else."""
    for unknown, left, right in sides(asked.text):
        claim = claimed(answer)
        try:
            one, two = evaluate(left, unknown), evaluate(right, unknown)
        except NotExact:
            return None
        if claim is None or one.slope == two.slope:
            return None  # no solution, or every number is one
        values = [side.slope * claim + side.constant for side in (one, two)]
        put_in = f"With {unknown} = {say(claim)}, {left} is {say(values[0])} and {right} is {say(values[1])}"
        return Verdict("passed" if values[0] == values[1] else "failed", put_in, "math")
    return None
