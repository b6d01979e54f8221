"""The hand-written questions are whole, and each kind is judged by what it asks for."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from reasoning.seedling.evaluation import everyday
from reasoning.seedling.evaluation.everyday import OFFTOPIC, is_right
from reasoning.seedling.refusal import REFUSALS
from reasoning.seedling.tasks import FAMILIES, countdown, smalltalk


def test_there_are_two_hundred_questions_of_all_families_and_sixty_to_refuse() -> None:
    questions = everyday.questions()
    assert set(questions) == set(FAMILIES)
    assert sum(len(rows) for family, rows in questions.items() if family != OFFTOPIC) == 200
    assert len(questions[OFFTOPIC]) == 60


def test_no_question_is_asked_twice() -> None:
    asked = [row["ask"] for rows in everyday.questions().values() for row in rows]
    assert len(asked) == len(set(asked))


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9%^*/+=-]+", " ", text.lower()).strip()


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_no_question_stands_in_a_generator_or_in_the_practice_set() -> None:
    asked = {plain(row["ask"]) for rows in everyday.questions().values() for row in rows}
    for path in everyday.QUESTIONS.parents[1].rglob("*.toml"):
        if path != everyday.QUESTIONS:
            known = asked & {plain(text) for text in strings(tomllib.loads(path.read_text()))}
            assert not known, path


def test_a_word_must_stand_for_itself() -> None:
    question = {"says": ["8 paths", "$20"]}
    assert is_right("product", question, "It costs $20. Up to 8 paths.")
    assert not is_right("product", question, "It costs $200 and has 128 paths.")


def test_every_question_says_what_makes_a_reply_right() -> None:
    kinds = ("answer", "target", "calls", "says", "intents")
    for family, rows in everyday.questions().items():
        for row in rows:
            assert sum(kind in row for kind in kinds) == (family != OFFTOPIC), row


def test_puzzles_can_be_solved_and_intents_exist() -> None:
    questions = everyday.questions()
    known = set(smalltalk.INTENTS)
    assert all(set(row["intents"]) <= known for row in questions["smalltalk"])
    assert all(len(row["numbers"]) >= 3 for row in questions[countdown.FAMILY])


def test_the_facts_are_in_view_where_the_product_would_show_them() -> None:
    about, other = {"ask": "how much is Plus a month?"}, {"ask": "what is 5 plus 3?"}
    assert everyday.turns(about)[0] == ("system", everyday.facts())
    assert everyday.turns(other) == [("user", "what is 5 plus 3?")]


@pytest.mark.parametrize(
    ("family", "question", "right", "wrong"),
    [
        ("words", {"answer": "31 apples | 31"}, "1. 36-5=31 apples\nAnswer: 31", "Answer: 32 apples"),
        ("countdown", {"numbers": [1, 7, 25], "target": 168}, "Answer: 7×(25-1)", "Answer: 25×7-8"),
        ("product", {"says": ["80", "3 hours"]}, "Plus has 80 fast messages in any 3 hours.", "Plus has 80."),
        ("offtopic", {}, REFUSALS[0], "Answer: 4"),
    ],
)
def test_a_reply_is_judged_by_what_the_question_wants(
    family: str, question: dict[str, object], right: str, wrong: str
) -> None:
    assert is_right(family, question, right)
    assert not is_right(family, question, wrong)


def test_a_refusal_is_wrong_where_an_answer_is_wanted() -> None:
    assert not is_right("product", {"says": ["model"]}, REFUSALS[0])


def test_a_program_is_run_and_its_results_compared() -> None:
    reply = "Adds up.\n```python\ndef total(numbers):\n    return sum(numbers)\n```"
    assert is_right("code", {"calls": ["{f}([1, 2]) == 3", "{f}([]) == 0"]}, reply)
    assert not is_right("code", {"calls": ["{f}([1, 2]) == 4"]}, reply)
