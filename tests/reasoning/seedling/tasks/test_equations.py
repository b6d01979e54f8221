"""Equations and riddles are solved one transformation a line, and their solutions are right."""

import random
import re
from fractions import Fraction
from typing import Any

import pytest

from reasoning.exact import evaluate
from reasoning.seedling.tasks import equations
from reasoning.seedling.tasks.equations import chains, everyday
from reasoning.seedling.tasks.equations.balanced import Side, solve
from reasoning.seedling.tasks.equations.terms import Unsuitable
from reasoning.verifiers.direct import check as direct

from .taught import LEVELS, assert_well_taught, drawn


@pytest.mark.parametrize("level", LEVELS)
def test_every_problem_is_solved_in_true_steps(level: int) -> None:
    for problem in drawn(equations.generate, level):
        assert problem.family == equations.FAMILY
        assert_well_taught(problem)


@pytest.mark.parametrize("level", LEVELS)
def test_the_answer_solves_every_equation_of_the_reply(level: int) -> None:
    for problem in drawn(equations.generate, level, 500):
        letter = problem.answer.partition(" = ")[0] if "=" in problem.answer else "x"
        value = Fraction(problem.answer.rpartition("= ")[2])
        opening, *steps, _ = problem.reply.split("\n")
        for line in (opening, *(step.partition(" → ")[2] for step in steps if "→" in step)):
            sides = [evaluate(side, letter) for side in line.split("=")]
            assert len({side.slope * value + side.constant for side in sides}) == 1, problem.reply


def test_the_verifier_passes_plain_equations() -> None:
    problems = [
        p for p in drawn(equations.generate, 2, 400) if re.fullmatch(r"Solve [^a-z]*[a-z][^a-z]*", p.question)
    ]
    assert problems
    for problem in problems:
        assert direct(problem.question, problem.answer.rpartition("= ")[2]).outcome in ("passed", "unknown")


def test_brackets_are_expanded_before_x_is_collected() -> None:
    solved = solve(Side(4, 2, -6, -8), Side(6, 1, -5))
    assert solved.equation == "4(2x-6)-8=6(x-5)"
    assert solved.value == 1
    assert solved.steps == [
        "4×2=8, -4×6=-24 → 8x-24-8=6(x-5)",
        "-24-8=-32 → 8x-32=6(x-5)",
        "-6×5=-30 → 8x-32=6x-30",
        "8-6=2 → 2x-32=-30",
        "-30+32=2 → 2x=2",
        "2/2=1 → x=1",
    ]


def test_a_chain_is_undone_from_the_outside_in() -> None:
    solved = chains.solve(chains.Chain(Fraction(7), (("*", 2), ("+", 3)), 17, False))
    assert (solved.equation, solved.steps) == ("2x+3=17", ["17-3=14 → 2x=14", "14/2=7 → x=7"])


def test_the_hard_tier_is_marked() -> None:
    assert all(problem.hard for problem in drawn(equations.generate, 3, 200))
    assert len({problem.key for problem in drawn(equations.generate, 3, 300)}) > 280


def test_riddles_are_answered_with_the_number_alone() -> None:
    rng = random.Random(3)
    answers = {equations.generate(rng, 1).answer for _ in range(200)}
    assert any("=" in answer for answer in answers)
    assert any(answer.isdigit() for answer in answers)


@pytest.mark.parametrize("kind", [everyday.equation, everyday.riddle])
def test_everyday_kinds_have_positive_whole_solutions_and_many_wordings(kind: Any) -> None:
    rng, asked = random.Random(4), set()
    while len(asked) < 300:
        try:
            question, solved = kind(rng)
        except Unsuitable:
            continue
        assert isinstance(solved.value, int)
        assert solved.value > 0
        asked.add(question)
    assert len({re.sub(r"\d+", "#", question).lower() for question in asked}) > 150
