"""The comparing process, the real one and some that misbehave."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from reasoning.verifiers.math import Comparer, worth_comparing


@pytest.fixture(scope="module")
def comparer() -> Iterator[Comparer]:
    comparer = Comparer()
    yield comparer
    comparer.close()


def worker(folder: Path, then: str) -> Path:
    script = folder / "worker.py"
    script.write_text(f"import os, sys, time\nprint('\"ready\"', flush=True)\n{then}\n")
    return script


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (r"2\sqrt{2}", r"\sqrt{8}"),
        ("2*sqrt(2)", r"\sqrt{8}"),
        (r"\frac{\pi}{2}", "pi/2"),
        (r"\frac{\sqrt{2}}{2}", r"\frac{1}{\sqrt{2}}"),
        ("(x+1)^2", "x^2 + 2x + 1"),
        ("(3, 4)", "(3,4)"),
        (r"\left(3, \frac{1}{2}\right)", "(3, 0.5)"),
        (r"\{1, 2\}", r"\{2, 1\}"),
        ("3^4", "81"),
        ("3 m", "300 cm"),
        (r"2\sqrt{2}\text{ cm}", r"\sqrt{8} cm"),
        ("2t+1", "1+2t"),
        ("x = 2 or x = 3", "x = 3 or x = 2"),
        (r"\{x, 1\}", r"\{1, x\}"),
        ("1 ≤ x < 5/2", "[1, 2.5)"),
        (r"(-\infty, 2]", "x <= 2"),
        (r"[1,2] \cup [3,4]", "[3,4] ∪ [1,2]"),
    ],
)
def test_answers_that_mean_the_same_are_equal_in_both_directions(
    comparer: Comparer, one: str, two: str
) -> None:
    assert comparer.compare(one, two) == comparer.compare(two, one) == "equal"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (r"2\sqrt{2}", r"\sqrt{6}"),
        ("(8,-2)", "[8,-2]"),
        ("(0,1]", "(0,1)"),
        (r"\{1, 2\}", "(1, 2)"),
        ("12_3", "12"),
        ("(3, 4)", "(4, 3)"),
        ("3 m", "3 cm"),
        ("5 cm", "5"),
        ("3t", "3s"),
        ("5d", "5"),
        ("10 m/s", "10 km/h"),
        (r"2\sqrt{2}\text{ cm}", r"\sqrt{8}\text{ m}"),
        ("[1,2)", "(1,2)"),
        ("1 < x < 2", "[1,2)"),
    ],
)
def test_answers_that_differ_are_different_brackets_and_subscripts_too(
    comparer: Comparer, one: str, two: str
) -> None:
    assert comparer.compare(one, two) == comparer.compare(two, one) == "different"


def test_an_answer_that_takes_for_ever_times_out_and_the_next_one_is_compared_as_ever(
    comparer: Comparer,
) -> None:
    began = time.monotonic()
    assert comparer.compare("9^{9^{9^{9}}}", "1+0") == "timeout"
    assert time.monotonic() - began < 12
    assert comparer.compare("1+1", "2") == "equal"


@pytest.mark.parametrize("text", [r"\sqrt{" * 300, "x\0y\n1", '"]\n["1', "}{1", "\ud800 1", "1" * 1999])
def test_what_cannot_be_read_is_never_equal(comparer: Comparer, text: str) -> None:
    assert comparer.compare(text, "1+0") in ("unparsed", "different")


def test_python_in_an_answer_is_never_run(comparer: Comparer, tmp_path: Path) -> None:
    target = tmp_path / "made"
    comparer.compare(f"__import__('os').mkdir('{target}')", "1")
    comparer.compare(f"open('{target}', 'w')", "2")
    assert not target.exists()


def test_what_is_too_long_is_not_looked_at() -> None:
    comparer = Comparer(worker=Path("/nowhere"))
    assert comparer.compare("1" * 2001, "1") == "too_long"
    assert comparer.pid is None


def test_a_process_that_hangs_is_killed_and_replaced(tmp_path: Path) -> None:
    comparer = Comparer(worker=worker(tmp_path, "time.sleep(60)"), kill=0.2)
    began = time.monotonic()
    assert comparer.compare("1+1", "2") == "timeout"
    assert time.monotonic() - began < 5
    assert comparer.pid is None
    assert comparer.compare("1+1", "2") == "timeout"


@pytest.mark.parametrize(
    "then",
    [
        "",
        "sys.stdin.readline()",
        "print('\"passed\"', flush=True); time.sleep(9)",
        "print('{', flush=True); time.sleep(9)",
    ],
)
def test_a_process_that_dies_or_talks_nonsense_is_broken_and_never_equal(tmp_path: Path, then: str) -> None:
    comparer = Comparer(worker=worker(tmp_path, then))
    assert comparer.compare("1+1", "2") == "broken"
    assert comparer.pid is None


def test_without_its_library_comparing_is_broken_and_nothing_worse(tmp_path: Path) -> None:
    assert Comparer(worker=tmp_path / "missing.py").compare("1+1", "2") == "broken"


def test_a_process_is_replaced_after_its_jobs(tmp_path: Path) -> None:
    echo = "for line in sys.stdin: print('\"equal\"', flush=True)"
    comparer = Comparer(worker=worker(tmp_path, echo), jobs=2)
    comparer.compare("1+1", "2")
    first = comparer.pid
    assert first
    comparer.compare("1+1", "2")
    assert comparer.pid is None
    assert not psutil.pid_exists(first)
    comparer.compare("1+1", "2")
    assert comparer.pid not in (None, first)
    comparer.close()


def test_only_formulas_are_worth_comparing() -> None:
    assert worth_comparing(r"2\sqrt{2}", r"\sqrt{8}")
    assert worth_comparing("1/2", "2^-1")
    assert not worth_comparing("1/2", "2")
    assert not worth_comparing("yes", "sey")
    assert not worth_comparing("12 apples", "12 + 0")
    assert not worth_comparing("x", "y")
    assert worth_comparing("2 hours", "120 minutes")
    assert not worth_comparing("3 m", "3 cm")
