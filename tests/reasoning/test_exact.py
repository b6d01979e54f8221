from __future__ import annotations

import contextlib
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.exact import NotExact, Value, evaluate, is_calculation, number, plain, say


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("23*4", 92),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("-2^2", -4),
        ("2^-2", Fraction(1, 4)),
        ("2^3^2", 512),
        ("1,234.5 * 2", 2469),
        ("8 / 4 / 2", 1),
        ("5 - -3", 8),
        (".5 + 1/3", Fraction(5, 6)),
        ("23 × 4 − 2", 90),
        ("6 ÷ 4", Fraction(3, 2)),
        ("23 x 4", 92),
        ("5² + 12²", 169),
        (r"\frac{1}{2} + \left(3 \cdot 2\right)", Fraction(13, 2)),
        ("２３＋４", 27),
    ],
)
def test_it_computes_exactly_however_it_is_written(text: str, value: object) -> None:
    assert number(plain(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3 4",
        "(3",
        "3)",
        "2 +",
        "* 2",
        "x + 1",
        "1/0",
        "0^-1",
        "2^0.5",
        "9^9^9",
        "1,23",
        "__import__('os')",
    ],
)
def test_what_is_no_exact_expression_is_refused(text: str) -> None:
    with pytest.raises(NotExact):
        number(plain(text, unknown=True))


@pytest.mark.parametrize(
    ("text", "slope", "constant"),
    [("3x + 5", 3, 5), ("2(x - 1) - x", 1, -2), ("x/4 + 1/2", Fraction(1, 4), Fraction(1, 2)), ("7", 0, 7)],
)
def test_one_unknown_may_stand_in_it(text: str, slope: object, constant: object) -> None:
    assert evaluate(text, "x") == Value(constant, slope)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["x*x", "x^2", "1/x", "2/3x", "y + 1"])
def test_what_is_not_linear_or_not_clear_is_refused(text: str) -> None:
    with pytest.raises(NotExact):
        evaluate(text, "x")


@pytest.mark.parametrize("text", ["(" * 200, "-" * 200, "9^" * 99 + "9", "9" * 200 + "^9", "1+" * 500 + "1"])
def test_hostile_text_costs_no_time(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(NotExact):
        number(text)
    assert time.perf_counter() - began < 0.05


NUMBERS = st.integers(-999, 999)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from("+-*"), st.sampled_from("+-*"))
def test_it_agrees_with_python(a: int, b: int, c: int, one: str, two: str) -> None:
    text = f"{a} {one} ({b} {two} {c})"
    assert number(text) == eval(text)


@given(st.text(alphabet="0123456789+-*/^()., x=", max_size=40))
def test_whatever_is_written_it_is_a_number_or_refused(text: str) -> None:
    with contextlib.suppress(NotExact):
        assert isinstance(number(plain(text)), Fraction)


def test_values_are_said_as_people_write_them() -> None:
    assert [say(Fraction(text)) for text in ("92", "-7", "0.25", "1/3", "-7/20")] == [
        "92",
        "-7",
        "0.25",
        "1/3",
        "-0.35",
    ]


def test_a_signed_number_is_no_calculation() -> None:
    assert [is_calculation(text) for text in ("-3", "(4)", "(-4)", "3-1", "2*3")] == [False] * 3 + [True] * 2
