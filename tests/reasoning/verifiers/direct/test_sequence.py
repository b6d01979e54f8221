"""Number sequences: only where the rule leaves no doubt."""

from __future__ import annotations

import pytest

from reasoning.verifiers.direct import check


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What comes next: 2, 4, 8, 16", "32"),
        ("What comes next: 2, 4, 6, 8, ?", "10"),
        ("Continue the pattern: 17 24 31 38 ...", "45"),
        ("what number follows 52, 53, 56, 61, 68?", "77"),
        ("next number in 1, 1, 2, 3, 5, 8", "13"),
        ("What is next in 3, 7, 15, 31, 63?", "127"),
        ("How does this sequence continue: 5, 7, 4, 6, 3, 5", "2"),
        ("Complete the sequence: 1, 30, 2, 28, 3, 26, __", "4"),
        ("3; 1.5; 0.75; 0.375; what comes next?", "3/16"),
        ("What's missing: 9, 27, ..., 243, 729 ?", "81"),
        ("fill in the blank: 193, 216, 239, __, 285 ?", "262"),
        ("What is the 20th term of the sequence 17, 23, 29, 35", "131"),
        ("which 2 numbers come next: 8,17,26,35", "44, 53"),
    ],
)
def test_a_term_that_follows_from_the_rule_passes_and_another_fails(question: str, answer: str) -> None:
    assert check(question, answer).outcome == "passed"
    assert check(question, "1000, 2000" if "," in answer else "1000").outcome == "failed"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What comes next: 2, 4, 8", "16"),
        ("What comes next: 1, 2, 4, 7", "11"),
        ("What comes next: 2, 3, 5, 7, 11, 13", "17"),
        ("What comes next: 1, 8, 27, 64", "125"),
        ("What comes next: 1,000, 2,000, 3,000, 4,000", "5000"),
        ("What comes next: 1,100, 1,200, 1,300, 1,400", "1500"),
        ("What comes next: 9, 10, 11, 12 on a clock", "1"),
        ("Next leap year after 2000, 2004, 2008, 2012", "2016"),
        ("What comes before 4, 6, 8, 10?", "2"),
        ("What is the rule of 2, 4, 6, 8", "2"),
        ("What is the largest number in 2, 4, 6, 8", "8"),
        ("How many terms has the sequence 2, 4, 6, 8", "4"),
        ("What is the 2nd term from the end of 2, 4, 6, 8", "6"),
        ("What is the 2nd next number in 2, 4, 6, 8", "12"),
        ("What is the last term of the sequence 2, 4, 6, 8, ...", "8"),
        ("What comes next: 2, 4, ..., 100, 102", "104"),
        ("2, 4, 6, 8", "10"),
        ("What comes next in 2, 4, 6, 8 and why not 9", "10"),
    ],
)
def test_what_may_be_meant_otherwise_is_unknown(question: str, answer: str) -> None:
    assert check(question, answer).outcome == "unknown"


@pytest.mark.parametrize(
    "row", ["1, " * 90, "7 " * 140, "_ " * 140, "1,2;3 4" * 40, "... " * 70, "[ ] " * 70]
)
def test_hostile_rows_are_only_looked_at(row: str) -> None:
    assert check(f"what comes next {row}"[:300], "1").outcome in ("unknown", "passed", "failed")
