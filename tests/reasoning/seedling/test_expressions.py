"""Expressions are read, written, and solved in steps as documented."""

import pytest

from reasoning.scorers.arithmetic import arithmetic as recomputed
from reasoning.seedling.expressions import OutOfRange, parse, tokens, trimmed
from reasoning.seedling.solving import solve
from reasoning.state import Step

SOLVED = {
    "37*48-19": (
        "1757",
        [
            "37×40=1480 → 1480+37×8-19",
            "37×8=296 → 1480+296-19",
            "1480+296=1776 → 1776-19",
            "1776-19=1757",
        ],
    ),
    "30+85*46": (
        "3940",
        [
            "85×40=3400 → 30+(3400+85×6)",
            "85×6=510 → 30+(3400+510)",
            "3400+510=3910 → 30+3910",
            "30+3910=3940",
        ],
    ),
    "347*26": (
        "9022",
        [
            "300×26=7800 → 7800+47×26",
            "47×20=940 → 7800+(940+47×6)",
            "47×6=282 → 7800+(940+282)",
            "940+282=1222 → 7800+1222",
            "7800+1222=9022",
        ],
    ),
    "347*6": ("2082", ["300×6=1800 → 1800+47×6", "47×6=282 → 1800+282", "1800+282=2082"]),
    "6*305": ("1830", ["6×300=1800 → 1800+6×5", "6×5=30 → 1800+30", "1800+30=1830"]),
    "1776/8": ("222", ["1600/8=200 → 200+176/8", "160/8=20 → 220+16/8", "16/8=2 → 220+2", "220+2=222"]),
    "1776/37": (
        "48",
        ["37×40=1480 → 40+(1776-1480)/37", "1776-1480=296 → 40+296/37", "296/37=8 → 40+8", "40+8=48"],
    ),
    "-1776/8": (
        "-222",
        ["-1600/8=-200 → -200-176/8", "160/8=20 → -220-16/8", "16/8=2 → -220-2", "-220-2=-222"],
    ),
    "(3-8)*(-4)": ("20", ["3-8=-5 → -5×(-4)", "5×4=20"]),
    "5-(-3)": ("8", ["5+3=8"]),
    "7*(-3)": ("-21", ["-7×3=-21"]),
    "-37*48": ("-1776", ["-37×40=-1480 → -1480-37×8", "37×8=296 → -1480-296", "-1480-296=-1776"]),
    "20-3.75": ("16.25", ["20.00-3.75=16.25"]),
    "3.6*12": ("43.2", ["3.6×10=36.0 → 36+3.6×2", "3.6×2=7.2 → 36+7.2", "36.0+7.2=43.2"]),
    "7/2": ("3.5", ["6/2=3 → 3+1/2", "1/2=0.5 → 3+0.5", "3.0+0.5=3.5"]),
    "7/20": ("0.35", ["7/20=35/100", "35/100=0.35"]),
    "6/0.5": ("12", ["6/0.5=60/5", "60/5=12"]),
    "2000/80": ("25", ["2000/80=200/8", "160/8=20 → 20+40/8", "40/8=5 → 20+5", "20+5=25"]),
    "10/3": ("3.33 (rounded)", ["9/3=3 → 3+1/3", "1/3=0.333 → 3+0.333", "3.000+0.333=3.333"]),
    "2/3": ("0.67 (rounded)", ["2/3=0.666"]),
}


@pytest.mark.parametrize("text", SOLVED)
def test_an_expression_is_solved_in_steps_that_carry_what_is_left(text: str) -> None:
    solution = solve(parse(text), rounding=True)
    assert (solution.answer, solution.steps) == SOLVED[text]


@pytest.mark.parametrize("text", SOLVED)
def test_an_expression_is_written_with_the_brackets_that_it_needs(text: str) -> None:
    assert "".join(tokens(parse(text))) == text


@pytest.mark.parametrize("text", SOLVED)
def test_every_step_of_a_solution_is_recomputed_as_true(text: str) -> None:
    for step in SOLVED[text][1]:
        score = recomputed(Step(text=step, tokens=1))
        assert score is not None
        assert score.score == 1, score.critique


@pytest.mark.parametrize("a", [1, 7, 10, 96, 100, 365, 999, 1000, 54321])
def test_long_division_agrees_with_the_machine_wherever_it_is_in_range(a: int) -> None:
    solved = 0
    for b in range(1, 100):
        try:
            solution = solve(parse(f"{a}/{b}"), rounding=True)
        except OutOfRange:
            continue
        solved += 1
        # A quotient with a large divisor is rounded to one place.
        assert abs(float(solution.value) - a / b) <= (0.0501 if solution.rounded else 0)
    assert solved == 99


@pytest.mark.parametrize("text", ["7/3", "5/0", "123*456", "9999*99", "1000/101", "60000+50000"])
def test_what_the_seedling_is_not_taught_is_out_of_range(text: str) -> None:
    with pytest.raises(OutOfRange):
        solve(parse(text))


@pytest.mark.parametrize("text", ["", "1+", "a+1", "2**3", "__import__('os')", "'1'+2", "1 if 2 else 3"])
def test_anything_but_arithmetic_is_no_expression(text: str) -> None:
    with pytest.raises(ValueError, match="expression"):
        parse(text)


def test_zeros_behind_the_point_are_dropped() -> None:
    assert str(trimmed(parse("16.50"))) == "16.5"  # type: ignore[arg-type]
    assert trimmed(parse("16.0")) == 16  # type: ignore[arg-type]
    assert isinstance(parse("16.0"), int)
