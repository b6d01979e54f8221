"""Problems carry replies that pass their own check, and the held-out ones never reach training."""

import json
import random
import re

import pytest

from reasoning.seedling import mixture, wording
from reasoning.seedling.evaluate import HAND_WRITTEN
from reasoning.seedling.problem import HELD_OUT_KEYS, is_held_out
from reasoning.seedling.tasks import FAMILIES, arithmetic, offtopic, smalltalk


@pytest.mark.parametrize("family", FAMILIES)
def test_a_problem_passes_its_own_check_and_fails_another_reply(family: str) -> None:
    rng = random.Random(11)
    for _ in range(300):
        problem = FAMILIES[family](rng, arithmetic.LEVELS - 1)
        assert problem.family == family
        assert problem.question.strip()
        assert problem.check(problem.reply())
        assert not problem.check("1. 1+1=2\nAnswer: 123456789")


def test_only_arithmetic_has_steps_and_an_answer_line() -> None:
    rng = random.Random(5)
    for family, generate in FAMILIES.items():
        reply = generate(rng, 2).reply()
        numbered = re.fullmatch(r"(\d\. \S+\n)+Answer: -?\d+", reply) is not None
        assert numbered == (family == "arithmetic")


def test_a_reply_with_a_false_step_or_a_wrong_answer_is_not_right() -> None:
    assert arithmetic.is_right("1. 2*3=6\n2. 6+1=7\nAnswer: 7", 7)
    assert not arithmetic.is_right("1. 2*3=5\n2. 6+1=7\nAnswer: 7", 7)
    assert not arithmetic.is_right("1. 2*3=6\n2. 6+1=7\nAnswer: 8", 7)
    assert not arithmetic.is_right("It is 7", 7)


def test_the_products_example_is_held_out() -> None:
    assert "37*48-19" in HELD_OUT_KEYS
    assert is_held_out("37*48-19")


def test_training_never_draws_a_held_out_problem() -> None:
    rng = random.Random(8)
    assert not any(is_held_out(mixture.draw(rng, 2, "arithmetic").key) for _ in range(2000))


def test_held_out_problems_are_the_same_for_the_same_seed() -> None:
    first = mixture.held_out("arithmetic", 4, 10, 2)
    again = mixture.held_out("arithmetic", 4, 10, 2)
    assert [problem.question for problem in first] == [problem.question for problem in again]
    assert len({problem.key for problem in first}) == 10


def test_an_expression_is_asked_in_many_ways() -> None:
    rng = random.Random(2)
    asked = {wording.ask(rng, ["37", "*", "48", "-", "19"]) for _ in range(500)}
    assert len(asked) > 400
    for expected in ("×", "times", " x ", "37*48"):
        assert any(expected in question for question in asked)


def test_hand_written_questions_are_not_among_the_trained_lines() -> None:
    def bare(text: str) -> str:
        return re.sub(r"[^\w ]", "", text.lower()).strip()

    written = json.loads(HAND_WRITTEN.read_text())
    trained = {bare(line) for line in offtopic.PLAIN}
    trained |= {bare(line) for lines in smalltalk.INTENTS.values() for line in lines["said"]}
    asked = written["offtopic"] + [line for line, _ in written["smalltalk"]]
    assert not [question for question in asked if bare(question) in trained]
    assert all(intent in smalltalk.INTENTS for _, allowed in written["smalltalk"] for intent in allowed)
