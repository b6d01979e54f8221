"""Kinds of questions, by their words."""

from __future__ import annotations

import pytest

from reasoning.routing.cues import read
from reasoning.routing.question import choices, is_small_talk, kind_of, numbers, refers

from .labelled import Labelled, questions


def right(labelled: list[Labelled]) -> float:
    return sum(kind_of(each.text, each.before) == each.kind for each in labelled) / len(labelled)


def test_the_labelled_set_is_large_and_of_all_kinds() -> None:
    for half, least in (("look", 150), ("held", 100)):
        labelled = questions(half)
        assert len(labelled) >= least
        for kind in ("closed", "code", "open"):
            assert sum(each.kind == kind for each in labelled) >= 15
    assert not {each.text for each in questions("look")} & {each.text for each in questions("held")}


def test_nearly_all_questions_are_recognised_those_held_out_too() -> None:
    assert right(questions("look")) >= 0.98
    assert right(questions("held")) >= 0.92  # 99 of 105 when they were written


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What is the value of the function f(x) = 2x + 1 at 3?", "closed"),
        ("What does this code print?\nprint(1 + 2)", "closed"),
        ("Write an essay about Python", "open"),
        ("Write a poem about a function that never returns", "open"),
        ("What is the zip code of Berlin Mitte?", "closed"),
        ("Make me a training program for a marathon", "open"),
        ("Translate into French: write a function that adds two numbers", "code"),
        ("Translate into French: how many people are there?", "open"),
        ("Explain it in 2-3 sentences", "open"),
        ("Hello, how many legs does a spider have?", "closed"),
        ("hello", "open"),
        ("tokens=12 rate=40", "closed"),
        ("", "closed"),
    ],
)
def test_the_first_thing_that_is_asked_for_decides(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_what_goes_on_from_a_question_is_of_its_kind_unless_it_says_otherwise() -> None:
    program = "Write a Python function that reverses a string."
    assert kind_of("now make it ignore spaces", program) == "code"
    assert kind_of("can you add type hints", program) == "code"
    assert kind_of("now make it ignore spaces") == "open"
    assert kind_of("explain it", program) == "open"
    assert kind_of("and of Italy?", "What is the capital of France?") == "closed"
    assert kind_of("What is the capital of Peru?", program) == "closed"
    assert kind_of("thanks!", program) == "open"


def test_small_talk_is_nothing_but_that() -> None:
    assert all(
        is_small_talk(read(text)) for text in ("Hi!", "thanks, that helped", "你好", "Hi, how are you?")
    )
    assert not any(
        is_small_talk(read(text)) for text in ("Hi, 3+4?", "hello, write a function", "How is cheese made?")
    )


def test_numbers_and_choices_are_counted_and_dates_are_not() -> None:
    assert numbers(read("three of 4,500 and 2.5, since 2024-03-31")) == 3
    assert choices(read("Which? A) one B) two (C) three")) == 3
    assert choices(read("a. and a. again")) == 1


def test_only_short_words_refer_back() -> None:
    assert refers(read("and in Spanish?"))
    assert not refers(read("and in Spain there are seventeen regions, each of which has its own laws"))
