"""Equations with several solutions, and two equations at once."""

from __future__ import annotations

import pytest

from reasoning.answers import canonical
from reasoning.verifiers.direct import check


def outcome(question: str, answer: str) -> str:
    return check(question, canonical(f"Answer: {answer}") or "", answer).outcome


@pytest.mark.parametrize(
    "answer",
    ["{2, 3}", "x = 2 or x = 3", "x = 3, x = 2", "2 and 3", r"\{2, 3\}", "x_1 = 2, x_2 = 3", "3; 2", "{2,3}"],
)
def test_all_solutions_in_any_form_and_order_pass(answer: str) -> None:
    assert outcome("Solve x² - 5x + 6 = 0", answer) == "passed"
    assert outcome("Solve (x - 2)(x - 3) = 0 for x.", answer) == "passed"


def test_plus_and_minus_are_two_solutions_and_one_that_is_double_is_one() -> None:
    assert outcome("Solve x^2 = 4", "±2") == "passed"
    assert outcome("Solve x^2 = 4", r"x = \pm 2") == "passed"
    assert outcome("Solve x^2 - 2x + 1 = 0", "x = 1") == "passed"
    assert outcome("Solve 4x^2 = 9", "x = 3/2 or x = -3/2") == "passed"


@pytest.mark.parametrize("answer", ["x = 2 or x = 4", "{1, 2, 3}", "5", "±2"])
def test_a_number_that_solves_nothing_fails(answer: str) -> None:
    verdict = check("Solve x^2 - 5x + 6 = 0", canonical(f"Answer: {answer}") or "")
    assert verdict.outcome == "failed"
    assert "With x = " in verdict.evidence


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Solve x^2 = 4", "2"),
        ("Find the positive solution of x^2 = 9", "3"),
        ("Solve x^2 - 5x + 6 = 0 for x > 2", "3"),
        ("Solve x^2 + 1 = 0", "no real solution"),
        ("Solve x^2 + 1 = 0", "1"),
        ("Solve x^2 = 2", "1.414"),
        ("Solve x^3 = 8", "2"),
        ("Solve 6/x = x - 1", "3 or -2"),
        ("Solve x^2 = x^2", "1 or 2"),
        ("Solve x^2 - 5x + 6 = 0", "y = 2 or y = 3"),
        ("Solve x^2 - 5x + 6 = 0", "2,3"),
        ("Solve x^2 - 5x + 6 = 0", "two and three"),
    ],
)
def test_some_solutions_and_what_is_not_read_are_unknown(question: str, answer: str) -> None:
    assert outcome(question, answer) == "unknown"


@pytest.mark.parametrize(
    "question",
    [
        "Solve x + y = 10 and x - y = 2",
        "Find x and y: 2x + y = 16; x = y + 2",
        "What are x and y if y = 10 - x and 3(x - y) = 6?",
    ],
)
def test_a_pair_is_put_into_both_equations(question: str) -> None:
    for answer in ("x = 6, y = 4", "y = 4, x = 6", "x = 6 and y = 4", "(6, 4)", "(6,4)"):
        assert outcome(question, answer) == "passed"
    for answer in ("x = 4, y = 6", "(4, 6)", "x = 6, y = 5"):
        assert outcome(question, answer) == "failed"


def test_one_of_the_two_is_enough_where_only_that_is_asked() -> None:
    assert outcome("If 2x + 3y = 12 and x - y = 1, what is x?", "3") == "passed"
    assert outcome("If 2x + 3y = 12 and x - y = 1, what is y?", "3") == "failed"
    assert outcome("If 2x + 3y = 12 and x - y = 1, what is y?", "2") == "passed"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("If 2x + 3y = 12 and x - y = 1, what is x + y?", "5"),
        ("Solve 2x + 3y = 12, x - y = 1", "3"),
        ("Solve the system 2x + 3y = 12, 4x + 6y = 24", "x = 3, y = 2"),
        ("Solve x + y = 1, x + y = 2", "x = 1, y = 0"),
        ("Solve xy = 6, x + y = 5", "x = 2, y = 3"),
        ("Solve x * y = 6, x + y = 5", "x = 2, y = 3"),
        ("Solve x + y = 10, x - y = 2, z = 4", "x = 6, y = 4"),
        ("Solve x + y = 10, x - y = 2 with x < 3", "x = 6, y = 4"),
    ],
)
def test_other_systems_are_unknown(question: str, answer: str) -> None:
    assert outcome(question, answer) == "unknown"
