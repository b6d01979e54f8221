from __future__ import annotations

import time

import pytest

from reasoning.verifiers.programs.examples import MOST, examples_in


def read(text: str) -> list[tuple[str, object]]:
    return [(example.call, example.value) for example in examples_in(text)]


@pytest.mark.parametrize(
    ("text", "call", "value"),
    [
        ("It must hold that `f(2, 3) == 5`.", "f(2, 3)", 5),
        ("f([1,2]) -> 3", "f([1,2])", 3),
        ("`f('ab')` returns `'ba'`.", "f('ab')", "ba"),
        ("f('(((') should return False", "f('(((')", False),
        ("f(x=1.5) => -0.5, and so on", "f(x=1.5)", -0.5),
        ("f(2) ==> [1, (2, 3)]", "f(2)", [1, (2, 3)]),
        ("f(4) = 7.", "f(4)", 7),
        ("f(float('inf')) is None", "f(float('inf'))", None),
        ("decode(encode('a')) == 'a'", "decode(encode('a'))", "a"),
        ("assert f(2) == {1: 'a'}, 'message'", "f(2)", {1: "a"}),
        ("    >>> f(2) == 3\n", "f(2)", 3),
        (">>> f(2)\n5", "f(2)", 5),
        (">>> sorted(f(2))\n[1, 2]\n", "sorted(f(2))", [1, 2]),
        ("计算 f(2) → 5", "f(2)", 5),
    ],
)
def test_an_example_is_read(text: str, call: str, value: object) -> None:
    assert (call, value) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "fib(n) == 3",
        "fib(5) = fib(4) + fib(3)",
        "f(2) == 2 * n",
        "f(2) == 3 if even",
        "def f(): -> None",
        "def f(a=1) -> None:",
        "f(2) is nice",
        "f(2) returns 3x",
        "f(2",
        "sin(x) = 0",
        ">>> f(2)",
        "",
    ],
)
def test_what_is_no_example_is_not_read(text: str) -> None:
    assert read(text) == []


def test_a_recurrence_does_not_count_beside_clear_examples() -> None:
    assert read("tri(1) = 3, as in tri(3) returns [1, 3]") == [("tri(3)", [1, 3])]


def test_a_session_keeps_what_came_before() -> None:
    text = ">>> s = Stack()\n>>> s.push(1)\n>>> s.pop()\n1\n\n>>> Stack().size()\n0\n"
    first, second = examples_in(text)
    assert (first.setup, first.call, first.value) == (("s = Stack()", "s.push(1)"), "s.pop()", 1)
    assert (second.setup, second.call) == ((), "Stack().size()")


def test_a_doctest_goes_over_several_lines() -> None:
    (example,) = examples_in("  >>> f([1,\n  ...    2])\n  Hello\n  you\n\nMore text.")
    assert example.call == "f([1,\n   2])"
    assert example.text == "Hello\nyou"
    assert not example.literal


def test_the_same_example_counts_once_and_many_are_cut() -> None:
    assert len(examples_in("f(1) == 2 and f( 1 ) == 2")) == 1
    assert len(examples_in(" ".join(f"f({n}) == {n};" for n in range(100)))) == MOST


@pytest.mark.parametrize(
    "text",
    [
        "f(" * 50_000,
        "f(1) == " + "[" * 50_000,
        "f(1) == " + "-" * 50_000 + "1",
        ">>> " * 20_000,
        ">>> f(1)\n" * 20_000,
        "f('" + "\\" * 100_000,
        "a(" + "b(1)," * 20_000 + ")",
        "f(1)" + " " * 100_000 + "== 2",
        "assert" + " " * 100_000,
        "assert f(" + "= " * 50_000,
    ],
    ids=[
        "calls",
        "brackets",
        "signs",
        "prompts",
        "sessions",
        "escapes",
        "nested",
        "spaces",
        "asserts",
        "equals",
    ],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    started = time.monotonic()
    examples_in(text)
    assert time.monotonic() - started < 1.5
