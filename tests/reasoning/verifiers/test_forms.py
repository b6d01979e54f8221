"""Forms of answers: quantities, sets, intervals; what is certain without algebra."""

from __future__ import annotations

import time

import pytest

from reasoning.verifiers.forms import decided, latex, shape
from reasoning.verifiers.units import quantity


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("3 m", "300 cm"),
        (r"3\text{ m}", "300 cm"),
        ("2 hours", "120 minutes"),
        ("1,000 m", "1 km"),
        ("1/2 m", "50 cm"),
        ("1 1/2", "3/2"),
        (r"1\frac{1}{2}", "1.5"),
        ("x = 2 or x = 3", "{3, 2}"),
        ("2 or x = 3", r"\{2, 3\}"),
        ("±2", "{2, -2}"),
        (r"5\text{ apples}", "5 apples"),
        ("1 ≤ x < 2", "[1,2)"),
        ("x > 2", r"(2,\infty )"),
    ],
)
def test_the_same_in_another_form_is_equal(one: str, two: str) -> None:
    assert decided(one, two) == decided(two, one) == "equal"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("3 m", "3 cm"),
        ("5 kg", "5 g"),
        ("5 cm", "5"),
        ("3 m", "3 kg"),
        ("3 min", "3 m"),
        ("{2, 3}", "{2, 4}"),
        ("x = 2 or x = 3", "x = 2 or x = 4"),
        ("1 1/2", "11/2"),
    ],
)
def test_another_unit_or_another_set_is_different(one: str, two: str) -> None:
    assert decided(one, two) == decided(two, one) == "different"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (r"2\sqrt{2}", r"\sqrt{8}"),
        ("(2, 3)", "{2, 3}"),
        ("2, 3", "3, 2"),
        ("x = 2 or y = 3", "{2, 3}"),
        ("10 m/s", "36 km/h"),
        ("12 cm^2", "12 cm"),
        ("3t", "3s"),
    ],
)
def test_what_is_not_certain_is_left_to_algebra(one: str, two: str) -> None:
    assert decided(one, two) is None


def test_inequalities_are_read_as_intervals_and_their_ends_count() -> None:
    assert shape("1 ≤ x < 2")[:2] == ("[", ")") == shape("[1,2)")[:2]
    assert shape("1 < x < 2") != shape("1 ≤ x < 2")
    assert latex(r"x \in [1,2)") == "[1,2)"
    assert latex("x ≤ 2") == r"(-\infty ,2]"


@pytest.mark.parametrize(
    "text", ["m", "3", "3 x", "3 months", "3 m^2", "3 m/s", "about 3 m", "3 m 2 cm", "1/0 m", ""]
)
def test_what_is_no_quantity_is_none(text: str) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize(
    "text", ["1" * 200, "{" * 200, "x = 1 or " * 22, "<" * 199, "\\text{" * 33, "\0" * 9, "±" * 99]
)
def test_hostile_forms_cost_no_time(text: str) -> None:
    began = time.perf_counter()
    decided(text, text + "1")
    decided(text * 5000, text)
    assert time.perf_counter() - began < 0.5
