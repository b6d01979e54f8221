from __future__ import annotations

import pytest

from reasoning.verifiers.direct import check


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many minutes are in 3.5 hours?", "210"),
        ("How many minutes are there in 3.5 hours?", "210 minutes"),
        ("Convert 5 km to m", "5000 m"),
        ("What is 2 km 300 m in metres?", "2300"),
        ("how many cm is 1.2 m", "120 cm"),
        ("how many grams in 2 kg?", "2,000"),
        ("How many hours is 90 minutes", "1 1/2"),
        ("How many seconds in 2 minutes and 30 seconds", "150"),
        ("how many days are in 2 weeks?", "14"),
        ("750 ml in litres?", "0.75"),
    ],
)
def test_exact_units_are_converted(question: str, answer: str) -> None:
    assert check(question, answer).outcome == "passed"
    assert check(question, "77777").outcome == "failed"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Convert 5 km to m", "5 km"),
        ("How many hours is 90 minutes", "1"),
        ("How many days are in 3 months?", "90"),
        ("Convert 1.500 m to cm", "150"),
        ("How many m are in 5 m^2", "5"),
        ("Convert 5 km to kg", "5"),
        ("How many minutes does a run of 3 hours take", "180"),
        ("How many m in 5 km per hour", "5000"),
        ("How many days are in 4 weeks minus 3 days", "25"),
    ],
)
def test_other_units_and_other_questions_are_unknown(question: str, answer: str) -> None:
    assert check(question, answer).outcome == "unknown"
