"""The rules of number sequences that school teaches, and how many terms must bear one out before it counts.

Any numbers may go on with any other: what is decided here is what nearly everyone means. A rule counts when three
differences or more agree with it, and only where no other rule here says something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

Row = Sequence[Fraction]

LEAST = 4  # terms with one difference or factor between them
LEAST_OF_OTHERS = 5
LEAST_IN_TURN = 6
LONGEST_WAY = 200  # terms to the one that is asked for


def following(terms: Row) -> Fraction | None:
    """The next term; None where no rule fits, or where two say different things."""
    found = {value for rule in RULES if (value := rule(terms)) is not None}
    return found.pop() if len(found) == 1 else None


def steady(terms: Row, number: int) -> Fraction | None:
    """Term `number`, counted from one, of a sequence with one difference between its terms."""
    by = _difference(terms)
    return terms[0] + (number - 1) * by if by is not None and 0 < number <= LONGEST_WAY else None


def in_the_gap(before: Row, after: Row) -> Fraction | None:
    """The term between, where one difference or one factor is between all of them."""
    if not before or not after or len(before) + len(after) < LEAST:
        return None
    middle = (before[-1] + after[0]) / 2
    if _difference([*before, middle, *after]) is not None:
        return middle
    pairs = [(a, b) for row in (before, after) for a, b in pairwise(row)]
    if 0 in (*before, *after) or not pairs:
        return None
    value = before[-1] * pairs[0][1] / pairs[0][0]
    return value if _factor([*before, value, *after]) is not None else None


def _difference(terms: Row) -> Fraction | None:
    gaps = {b - a for a, b in pairwise(terms)}
    return gaps.pop() if len(terms) >= LEAST and len(gaps) == 1 else None


def _factor(terms: Row) -> Fraction | None:
    if len(terms) < LEAST or 0 in terms:
        return None
    factors = {b / a for a, b in pairwise(terms)}
    return factors.pop() if len(factors) == 1 else None


def _by_difference(terms: Row) -> Fraction | None:
    by = _difference(terms)
    return None if by is None else terms[-1] + by


def _by_factor(terms: Row) -> Fraction | None:
    by = _factor(terms)
    return None if by is None else terms[-1] * by


def _by_growing_differences(terms: Row) -> Fraction | None:
    gaps = [b - a for a, b in pairwise(terms)]
    growth = {b - a for a, b in pairwise(gaps)}
    return terms[-1] + gaps[-1] + growth.pop() if len(terms) >= LEAST_OF_OTHERS and len(growth) == 1 else None


def _by_multiplied_differences(terms: Row) -> Fraction | None:
    gaps = [b - a for a, b in pairwise(terms)]
    if len(terms) < LEAST_OF_OTHERS or 0 in gaps:
        return None
    factors = {b / a for a, b in pairwise(gaps)}
    return terms[-1] + gaps[-1] * factors.pop() if len(factors) == 1 else None


def _by_sums(terms: Row) -> Fraction | None:
    fits = all(a + b == c for a, b, c in zip(terms, terms[1:], terms[2:], strict=False))
    return terms[-2] + terms[-1] if len(terms) >= LEAST_OF_OTHERS and fits else None


def _by_differences_in_turn(terms: Row) -> Fraction | None:
    gaps = [b - a for a, b in pairwise(terms)]
    if len(terms) < LEAST_IN_TURN or any(a != c for a, c in zip(gaps, gaps[2:], strict=False)):
        return None
    return terms[-1] + gaps[-2]


def _by_rows_in_turn(terms: Row) -> Fraction | None:
    """Two sequences of their own, each with one difference."""
    if len(terms) < LEAST_IN_TURN:
        return None
    rows = terms[len(terms) % 2 :: 2], terms[1 - len(terms) % 2 :: 2]
    gaps = [{b - a for a, b in pairwise(row)} for row in rows]
    return rows[0][-1] + gaps[0].pop() if all(len(each) == 1 for each in gaps) else None


RULES = (
    _by_difference,
    _by_factor,
    _by_growing_differences,
    _by_multiplied_differences,
    _by_sums,
    _by_differences_in_turn,
    _by_rows_in_turn,
)
