"""Number sequences: what comes next, what is missing, what the tenth term is."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence as Row
from fractions import Fraction
from pathlib import Path

from reasoning.seedling import wording
from reasoning.seedling.expressions import MAX_STEPS, Number, Operation, OutOfRange, size, trimmed
from reasoning.seedling.forms import fill
from reasoning.seedling.problem import Problem, in_steps, says
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks.sequences import everyday, rules
from reasoning.seedling.tasks.sequences.guesses import guesses

FAMILY = "sequences"
_FORMS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text())
NEXT_SHARE = (1.0, 0.85, 0.75, 0.85)  # the rest asks for a gap, a later term or two terms
HARD_SHARE = 0.15  # of level 2
EVERYDAY = (0.0, 0.15, 0.5, 0.0)  # how often the sequences of puzzle pages, by level
ORDINALS = ("sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
SEPARATORS = (", ", ", ", ", ", ", ", ", ", " ", ",", "; ")


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A sequence whose simple rules agree on the next term. Level 3 mixes rules."""
    if level == 2 and rng.random() < HARD_SHARE:
        level = 3
    while True:
        try:
            if rng.random() < NEXT_SHARE[level]:
                return _next(rng, level)
            return rng.choice((_gap, _nth, _two) if level < 3 else (_two,))(rng, level)
        except OutOfRange:
            continue


def _next(rng: random.Random, level: int) -> Problem:
    row = _drawn(rng, level)
    listed = _listed(rng, row.terms) + rng.choice(_FORMS["marks"])
    return _problem(rng, "next", listed, row.steps, str(row.following), row.terms, level)


def _two(rng: random.Random, level: int) -> Problem:
    """Two more terms of a steady sequence or of one with a factor, growing differences or sums."""
    rule = rng.choice((rules.steady, rules.growing, rules.fibonacci) if level > 1 else (rules.steady,))
    row = _checked(rule(rng, level))
    gaps = rules.differences((*row.terms, row.following))
    if rule is rules.fibonacci:
        more = [rules.plus(row.terms[-1], row.following)]
        second = row.terms[-1] + row.following
    else:
        step = trimmed(gaps[-1] - gaps[-2])
        more = [
            *([rules.plus(gaps[-1], step)] if step else []),
            rules.plus(row.following, trimmed(gaps[-1] + step)),
        ]
        second = trimmed(row.following + gaps[-1] + step)
    if len(row.steps) + len(more) > MAX_STEPS:
        raise OutOfRange("too many steps")
    answer = f"{row.following}, {second}"
    listed = _listed(rng, row.terms) + rng.choice(("", "", ", ...", "..."))
    return _problem(rng, "two", listed, (*row.steps, *more), answer, row.terms, level)


def _gap(rng: random.Random, level: int) -> Problem:
    """A steady sequence, or one with a factor, in which a term in the middle is missing."""
    rule = rules.multiplied if rng.random() < 0.25 else rules.steady
    row = _checked(rule(rng, level))
    terms: list[Number] = [*row.terms, row.following]
    if len(terms) < 5 or (rule is rules.multiplied and not 0 < terms[0] < terms[1]):
        raise OutOfRange("too short for a gap, or falling")
    at = rng.randint(2, len(terms) - 2)
    if rule is rules.multiplied:
        factor = int(terms[1] // terms[0])
        found = (
            f"{terms[1]}/{terms[0]}={factor}",
            *(f"{terms[n]}×{factor}={terms[n + 1]}" for n in (at - 1, at)),
        )
    else:
        by = trimmed(terms[1] - terms[0])
        found = (rules.minus(terms[1], terms[0]), *(rules.plus(terms[n], by) for n in (at - 1, at)))
    listed = _listed(rng, [*terms[:at], rng.choice(_FORMS["holes"]), *terms[at + 1 :]])
    return _problem(rng, "gap", listed, found, str(terms[at]), [*terms[:at], "?", *terms[at + 1 :]], level)


def _nth(rng: random.Random, level: int) -> Problem:
    """The first term and as many steps as there are after it."""
    row = _checked(rules.steady(rng, level))
    n = rng.choice((6, 7, 8, 9, 10, 10, 10, 11, 12, 15, 20, 20, 25, 30, 50, 100))
    first, by = row.terms[0], trimmed(row.terms[1] - row.terms[0])
    product = solve(Operation("*", by, n - 1))
    total = solve(Operation("+", first, product.value))
    found = [rules.minus(b, a) for a, b in zip(row.terms, row.terms[1:3], strict=False)]
    steps = (*found, f"{n}-1={n - 1}", *product.steps, *total.steps)
    if len(steps) > MAX_STEPS or not steps[-1].endswith(f"={total.value}"):
        raise OutOfRange("too many steps, or a sum with a zero behind its point")
    name = f"{n}{'th' if n % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
    if n <= 12 and rng.random() < 0.25:
        name = ORDINALS[n - 6]
    listed = _listed(rng, row.terms) + rng.choice(("", "", ", ...", "..."))
    return _problem(rng, "nth", listed, steps, str(total.value), (*row.terms, f"#{n}"), level, n=name)


def _drawn(rng: random.Random, level: int) -> rules.Sequence:
    chosen = everyday.RULES if rng.random() < EVERYDAY[level] else rules.RULES[level]
    return _checked(rng.choice(chosen)(rng, level))


def _checked(row: rules.Sequence) -> rules.Sequence:
    """The sequence, where no simple rule sees another next term in it. Raises OutOfRange."""
    other = guesses(row.terms) - {Fraction(row.following)}
    if other or max(map(size, (*row.terms, row.following))) > rules.LARGEST or len(set(row.terms)) == 1:
        raise OutOfRange("ambiguous, too large or all the same")
    return row


def _listed(rng: random.Random, terms: Row[Number | str]) -> str:
    texts = [str(term) for term in terms]
    # 7 -3 -13 would be a difference.
    separator = ", " if any(text[0] == "-" for text in texts) else rng.choice(SEPARATORS)
    return separator.join(texts)


def _problem(
    rng: random.Random,
    form: str,
    listed: str,
    steps: Row[str],
    answer: str,
    key: Row[Number | str],
    level: int,
    **slots: str,
) -> Problem:
    asked = fill(rng, rng.choice(_FORMS[form]), t=listed, **slots)
    plain = level == 0 and rng.random() < 0.5
    return Problem(
        family=FAMILY,
        question=f"What comes next: {listed}" if plain else wording.dress(rng, asked),
        reply=in_steps(steps, answer),
        answer=answer,
        key=("two " if form == "two" else "") + ",".join(map(str, key)),
        check=says(answer),
        hard=level == 3,
    )
