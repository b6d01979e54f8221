from __future__ import annotations

import time

import pytest

from reasoning.scorers import arithmetic
from reasoning.state import Score, Step


def judge(text: str) -> Score | None:
    return arithmetic(Step(text, 9))


@pytest.mark.parametrize(
    "text",
    [
        "1. 37*48 = 1776.",
        "- 23 × 4 = 92",
        "So 23 · 4 = 92, and 92 − 10 = 82.",
        "**23*4 = 92**",
        "1,200 + 300 = 1,500 euros",
        r"Thus $\frac{1}{2} + \frac{1}{3} = \frac{5}{6}$.",
        r"\(3 \times 4 = 12\)",
        "3 + 4 = 14/2 = 7",
        "10/3 = 3.33 and 2/3 = 0.67",
        "(since 2^{10} = 1024)",
        "$5 + $3 = $8",
        "计算 23×4＝92。",
        "37*48 = 1776 and 1776 - 19 = 1757",
    ],
)
def test_right_equations_are_confirmed_however_they_are_written(text: str) -> None:
    assert judge(text) == Score("arithmetic", 1.0)


@pytest.mark.parametrize(
    ("text", "critique"),
    [
        ("23*4 = 82", "23*4 is 92, not 82"),
        ("82 = 23*4", "23*4 is 92, not 82"),
        ("1. Then 23 x 4=82.", "23*4 is 92, not 82"),
        ("3+4=7, 5+6=12", "5+6 is 11, not 12"),
        ("10 - 3 = 7 - 2 = 5", "10 - 3 is 7, not 7 - 2"),
        ("1/4 + 1/4 = 0.25", "1/4 + 1/4 is 0.5, not 0.25"),
        ("10/3 = 3", "10/3 is 10/3, not 3"),
        ("7*3 = 22 (since 3 sevens)", "7*3 is 21, not 22"),
        ("Total = 3 * 4 = 13 apples", "3 * 4 is 12, not 13"),
    ],
)
def test_a_slip_is_named(text: str, critique: str) -> None:
    assert judge(text) == Score("arithmetic", 0.0, critique)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No equation here, 23 times 4.",
        "x + 3 = 5",
        "2x = 10",
        "x1 = 3+4 x_2 = 3+4",
        "f(2+1) = 5 and P (2) = 5",
        "4 + 6 = 5 x",
        "2 * 3! = 12",
        "half of 3+5 = 4",
        "9:30 + 2 = 11:30",
        "7*3 = 1 (mod 5)",
        "17/5 = 3 remainder 2",
        "3 + 4 = 7 thousand",
        "3 + 4 = 70%",
        "3/2 = 1,5",
        "1 + 2 + ... + 10 = 55",
        "Is 23*4 = 82?",
        "if 2+2 == 5",
        "18/0 = 3",
        "9^9^9^9 = 1+1",
    ],
)
def test_what_cannot_be_read_for_certain_is_not_judged(text: str) -> None:
    assert judge(text) is None


def test_a_slip_that_the_step_puts_right_is_none() -> None:
    assert judge("23*4 = 82. No, 23*4 = 92.") == Score("arithmetic", 1.0)


def test_one_slip_among_right_equations_refutes_the_step() -> None:
    assert judge("2+2=4\n3*3=9\n4*4=15\n5*5=25") == Score("arithmetic", 0.0, "4*4 is 16, not 15")


@pytest.mark.parametrize(
    "text",
    [
        "1=1+1" * 9000,
        "(" * 40_000 + "=",
        "2^" * 20_000 + "=1+1",
        r"\frac{" * 9000,
        "1 x" * 9000,
        " " * 40_000 + "=",
    ],
)
def test_hostile_text_costs_no_time(text: str) -> None:
    began = time.perf_counter()
    judge(text)
    assert time.perf_counter() - began < 0.2
