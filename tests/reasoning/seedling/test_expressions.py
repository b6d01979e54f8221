"""Expressions are written, solved in steps and checked as documented."""

import random
import re

import pytest

from reasoning.seedling.expressions import OutOfRange, parse, solve, step_holds, tokens
from reasoning.seedling.tasks import arithmetic

SOLVED = {
    "37*48-19": (
        1757,
        [
            "37×40=1480 → 1480+37×8-19",
            "37×8=296 → 1480+296-19",
            "1480+296=1776 → 1776-19",
            "1776-19=1757",
        ],
    ),
    "30+85*46": (
        3940,
        [
            "85×40=3400 → 30+(3400+85×6)",
            "85×6=510 → 30+(3400+510)",
            "3400+510=3910 → 30+3910",
            "30+3910=3940",
        ],
    ),
    "347*6": (2082, ["300×6=1800 → 1800+47×6", "47×6=282 → 1800+282", "1800+282=2082"]),
    "6*305": (1830, ["6×300=1800 → 1800+6×5", "6×5=30 → 1800+30", "1800+30=1830"]),
    "1776/8": (222, ["1600/8=200 → 200+176/8", "176/8=22 → 200+22", "200+22=222"]),
    "1776/37": (48, ["1480/37=40 → 40+296/37", "296/37=8 → 40+8", "40+8=48"]),
    "(3-8)*(-4)": (20, ["3-8=-5 → -5×(-4)", "5×4=20"]),
    "5-(-3)": (8, ["5+3=8"]),
    "7*(-3)": (-21, ["-7×3=-21"]),
}


@pytest.mark.parametrize("text", SOLVED)
def test_an_expression_is_solved_in_steps_that_carry_what_is_left(text: str) -> None:
    assert solve(parse(text)) == SOLVED[text]


@pytest.mark.parametrize("text", SOLVED)
def test_an_expression_is_written_with_the_brackets_that_it_needs(text: str) -> None:
    assert "".join(tokens(parse(text))) == text


@pytest.mark.parametrize("text", ["7/2", "5/0", "123*456", "9999*9999", "1000/101"])
def test_what_the_seedling_is_not_taught_is_out_of_range(text: str) -> None:
    with pytest.raises(OutOfRange):
        solve(parse(text))


@pytest.mark.parametrize("text", ["", "1+", "a+1", "2**3", "__import__('os')", "1.5+2", "1 if 2 else 3"])
def test_anything_but_integer_arithmetic_is_no_expression(text: str) -> None:
    with pytest.raises(ValueError, match="expression"):
        parse(text)


def test_every_generated_step_is_a_true_calculation_in_the_documented_form() -> None:
    rng = random.Random(3)
    for level in range(arithmetic.LEVELS):
        for _ in range(500):
            problem = arithmetic.generate(rng, level)
            assert 1 <= len(problem.steps) <= arithmetic.MAX_STEPS
            assert all(re.fullmatch(r"-?\d+[-+×/]\d+=-?\d+( → [-+×/()\d]+)?", step) for step in problem.steps)
            assert all(map(step_holds, problem.steps))
            assert problem.steps[-1].endswith(f"={problem.answer}")


def test_no_step_changes_the_value_of_what_is_left() -> None:
    rng = random.Random(4)
    for _ in range(500):
        problem = arithmetic.generate(rng)
        lines = [problem.opening, *(step.partition(" → ")[2] for step in problem.steps[:-1])]
        assert {solve(parse(line.replace("×", "*")))[0] for line in lines} == {int(problem.answer)}


def test_a_step_is_true_false_or_not_a_step() -> None:
    assert step_holds("37×40=1480") is True
    assert step_holds("37×40=1480 → 1480+37×8-19") is True
    assert step_holds("37*40 = 1481 → 1480+37×8-19") is False
    assert step_holds("7/2=3") is False
    assert step_holds("7/0=0") is False
    assert step_holds("about 12") is None
