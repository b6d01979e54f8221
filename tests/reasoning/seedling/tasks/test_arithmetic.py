"""Arithmetic in all its rooms: true steps, right answers, many wordings."""

import random

import pytest

from reasoning.seedling.expressions import MAX_OPERANDS, OutOfRange, parse
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks import arithmetic
from reasoning.seedling.tasks.arithmetic import (
    everyday,
    fractions,
    nested,
    parts,
    percents,
    powers,
    slips,
    spoken,
    whole,
)

from .taught import LEVELS, assert_well_taught, drawn

ROOMS = (whole, percents, fractions, powers, everyday, spoken, nested, parts)


@pytest.mark.parametrize("level", LEVELS)
def test_every_problem_is_solved_in_true_steps(level: int) -> None:
    for problem in drawn(arithmetic.generate, level):
        assert problem.family == arithmetic.FAMILY
        assert_well_taught(problem)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_asks_in_many_ways(room: object) -> None:
    found: dict[str, Problem] = {}
    rng = random.Random(8)
    while len(found) < 300:
        try:
            problem = room.generate(rng, 2)  # type: ignore[attr-defined]
        except OutOfRange:
            continue
        found[problem.question] = problem
    assert len({problem.key for problem in found.values()}) > 80


def test_a_reply_restates_the_expression_and_then_calculates() -> None:
    problem = arithmetic.from_expression(parse("37*48-19"), "What is 37*48 - 19?")
    assert problem.key == "37*48-19"
    assert problem.reply.split("\n") == [
        "37×48-19",
        "1. 37×40=1480 → 1480+37×8-19",
        "2. 37×8=296 → 1480+296-19",
        "3. 1480+296=1776 → 1776-19",
        "4. 1776-19=1757",
        "Answer: 1757",
    ]


def test_only_the_right_final_answer_counts() -> None:
    problem = arithmetic.from_expression(parse("10/4"), "10/4")
    assert problem.check("Answer: 2.5")
    assert problem.check("1. 10/4=7\nAnswer: 5/2")
    assert not problem.check("1. 10/4=2.5\nAnswer: 25")
    assert not problem.check("2.5")


def test_a_quotient_that_does_not_end_says_that_it_is_rounded() -> None:
    problem = arithmetic.from_expression(parse("10/3"), "10/3")
    assert problem.answer == "3.33 (rounded)"
    assert problem.check("Answer: 3.33")
    assert not problem.check("Answer: 3.34 (rounded)")


def test_the_hard_tier_is_long_and_marked() -> None:
    problems = drawn(arithmetic.generate, arithmetic.HARD, 300)
    assert all(problem.hard for problem in problems)
    assert sum(problem.reply.count("\n") for problem in problems) / len(problems) > 5
    assert len({problem.key for problem in problems}) > 290
    assert not any(problem.hard for problem in drawn(arithmetic.generate, 1, 300))


def test_no_shape_has_more_numbers_than_are_taught() -> None:
    assert all(sum(map(str.isalpha, shape)) <= MAX_OPERANDS for level in whole.SHAPES for shape in level)


def test_the_same_seed_draws_the_same_problem() -> None:
    first, again = (arithmetic.generate(random.Random(5), 2) for _ in range(2))
    assert (first.question, first.reply) == (again.question, again.reply)


def test_a_difference_is_the_larger_number_minus_the_smaller() -> None:
    rng = random.Random(3)
    for _ in range(200):
        assert int(spoken._gap(rng).answer) > 0


def test_a_slip_changes_one_word_of_the_calculation_and_no_number() -> None:
    rng = random.Random(1)
    for _ in range(200):
        slipped = slips.slipped(rng, "What is double 17 plus half of 90?", 1.0)
        assert slipped != "What is double 17 plus half of 90?"
        assert [each for each in slipped.split() if each.isdigit()] == ["17"]
        assert slipped.endswith(" 90?")
