"""Sequences have one next term by every simple rule that fits, and the steps lead to it."""

import random
from fractions import Fraction

import pytest

from reasoning.seedling.tasks import sequences
from reasoning.seedling.tasks.sequences import everyday, rules
from reasoning.seedling.tasks.sequences.guesses import guesses

from .taught import LEVELS, assert_well_taught, drawn


@pytest.mark.parametrize("level", LEVELS)
def test_every_problem_is_solved_in_true_steps(level: int) -> None:
    for problem in drawn(sequences.generate, level):
        assert problem.family == sequences.FAMILY
        assert_well_taught(problem)


@pytest.mark.parametrize("level", LEVELS)
def test_no_simple_rule_sees_another_next_term(level: int) -> None:
    for problem in drawn(sequences.generate, level, 500):
        if not any(sign in problem.key for sign in "?#t"):
            assert guesses([Fraction(term) for term in problem.key.split(",")]) <= {Fraction(problem.answer)}


@pytest.mark.parametrize(
    ("terms", "following"),
    [
        ([2, 5, 8, 11], {14}),
        ([3, 6, 12, 24], {48}),
        ([1, 4, 9, 16], {25}),
        ([1, 3, 6, 10], {15}),
        ([2, 3, 5, 8, 13], {21}),
        ([3, 7, 15, 31], {63}),
        ([1, 4, 2, 5, 3], {6}),
        ([1, 10, 2, 20, 3, 30], {4}),
        ([7, 3, 9], set()),
    ],
)
def test_simple_rules_see_what_comes_next(terms: list[int], following: set[int]) -> None:
    assert guesses(terms) == following


@pytest.mark.parametrize("level", LEVELS)
def test_the_last_step_gives_the_last_number_of_the_answer(level: int) -> None:
    for problem in drawn(sequences.generate, level, 500):
        if "?" not in problem.key:
            assert problem.reply.split("\n")[-2].endswith(f"={problem.answer.split(', ')[-1]}")


def test_the_hard_tier_is_marked() -> None:
    assert all(problem.hard for problem in drawn(sequences.generate, 3, 200))


def test_of_two_rows_the_one_whose_turn_it_is_goes_on() -> None:
    row = rules.interleaved([4, 30, 8, 27, 12, 24, 16, 21])
    assert (row.terms, row.following) == ((4, 30, 8, 27, 12, 24, 16), 21)
    assert row.steps == ("every second number: 30, 27, 24", "27-30=-3", "24-27=-3", "24-3=21")


@pytest.mark.parametrize("rule", set(everyday.RULES))
def test_a_rule_of_puzzle_pages_ends_with_the_following_term(rule: rules.Rule) -> None:
    rng = random.Random(2)
    for _ in range(200):
        row = rule(rng, 2)
        assert row.steps[-1].endswith(f"={row.following}")
        assert 3 <= len(row.terms) <= 9
