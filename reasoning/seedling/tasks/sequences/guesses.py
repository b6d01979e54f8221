"""What each simple rule would say comes next: a sequence on which they disagree is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from reasoning.seedling.expressions import Number


def guesses(terms: Sequence[Number | Fraction]) -> set[Fraction]:
    """The next terms by all the rules that fit what is shown."""
    values = [Fraction(term) for term in terms]
    gaps = [b - a for a, b in pairwise(values)]
    found = set()
    if len(set(gaps)) == 1:
        return {values[-1] + gaps[-1]}
    if 0 not in values and len({b / a for a, b in pairwise(values)}) == 1:
        return {values[-1] * values[-1] / values[-2]}
    growth = [b - a for a, b in pairwise(gaps)]
    if len(growth) > 1 and len(set(growth)) == 1:
        found.add(values[-1] + gaps[-1] + growth[-1])
    if len(gaps) > 2 and 0 not in gaps and len({b / a for a, b in pairwise(gaps)}) == 1:
        found.add(values[-1] + gaps[-1] * gaps[-1] / gaps[-2])
    if len(values) > 3 and all(a + b == c for a, b, c in zip(values, values[1:], values[2:], strict=False)):
        found.add(values[-2] + values[-1])
    if len(gaps) > 3 and all(a == c for a, c in zip(gaps, gaps[2:], strict=False)):
        found.add(values[-1] + gaps[-2])
    if len(values) > 5:
        row = values[len(values) % 2 :: 2]
        steps = {b - a for a, b in pairwise(row)}
        if len(steps) == 1:
            found.add(row[-1] + steps.pop())
    return found
