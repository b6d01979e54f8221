"""When a fast answer is doubted."""

from __future__ import annotations

import pytest

from reasoning.routing.doubt import UNSURE, UNSURE_DEMO, doubt_of
from reasoning.state import Path, State

SUM = "What is 37*48 - 19?"


def said(text: str, *, weight: float = 1.0, kind: str = "closed") -> State:
    return State(answer=text, kind=kind, paths=(Path(0, status="finished", text=text, weight=weight),))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (SUM, "1. 37*48 is 1776.\n2. So it comes to less.\nAnswer: 1756"),
        (SUM, "37*48 = 1766, so **1747**."),
        (SUM, "1747"),
        ("Solve 2(x - 1) = x + 3", "It is \\boxed{4}."),
        ("Using the numbers 4, 7, 20 and 100, each at most once, make 327.", "Answer: 4*20 + 7*100"),
        ("How old is she?", "She is 12 + 30 = 43 years old."),
    ],
)
def test_what_a_check_refutes_is_doubted(question: str, text: str) -> None:
    assert doubt_of(question, said(text)) == "refuted"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (SUM, "1. 37*48 = 1776\n2. 1776 - 19 = 1757\nAnswer: 1757"),
        (SUM, "37*48 = 1766, no: 37*48 = 1776. Answer: 1757"),
        (SUM, "I would rather not say."),
        ("Who wrote Faust?", "Goethe, in 1808 and 1832."),
        ("Using the numbers 4, 7, 20 and 100, each at most once, make 327.", "I see no way."),
        ("", ""),
    ],
)
def test_what_is_right_or_cannot_be_checked_is_not(question: str, text: str) -> None:
    assert doubt_of(question, said(text)) == ""


def test_an_answer_whose_words_the_model_found_unlikely_is_doubted() -> None:
    unlikely = UNSURE - 0.01
    assert doubt_of("Who wrote Faust?", said("Schiller", weight=unlikely)) == "unsure"
    assert doubt_of("Who wrote Faust?", said("Goethe", weight=UNSURE)) == ""
    assert doubt_of("Who wrote Faust?", said("Goethe", weight=0.9), unsure=UNSURE_DEMO) == "unsure"


def test_a_free_text_may_be_unlikely_and_one_that_was_cut_has_no_weight() -> None:
    assert doubt_of("Write a poem", said("O moon", weight=0.1, kind="open")) == ""
    assert doubt_of("Who wrote Faust?", said("Goe", weight=0.0)) == ""
    assert doubt_of("Who wrote Faust?", State(answer="Goethe")) == ""


def test_a_megabyte_of_answer_is_read_at_both_ends() -> None:
    text = "1. We add.\n" + "x " * 500_000 + "\nAnswer: 1756"
    assert doubt_of(SUM, said(text)) == "refuted"
