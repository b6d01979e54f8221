"""Problems carry replies that pass their own check, and the held-out ones never reach training."""

import json
import random
import re

import pytest

from reasoning import scorers
from reasoning.seedling import mixture, wording
from reasoning.seedling.evaluate import HAND_WRITTEN
from reasoning.seedling.expressions import parse
from reasoning.seedling.problem import HELD_OUT_KEYS, REPLY_TOKENS, is_held_out
from reasoning.seedling.tasks import FAMILIES, arithmetic, offtopic, smalltalk
from reasoning.state import Step
from reasoning.steps import Splitter


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
        numbered = re.fullmatch(r"\S+\n(\d\. \S+( → \S+)?\n)+Answer: -?\d+", reply) is not None
        assert numbered == (family == "arithmetic")


def test_a_reply_restates_the_expression_and_then_calculates() -> None:
    problem = arithmetic.from_expression(parse("37*48-19"), "What is 37*48 - 19?")
    assert problem.reply().split("\n") == [
        "37×48-19",
        "1. 37×40=1480 → 1480+37×8-19",
        "2. 37×8=296 → 1480+296-19",
        "3. 1480+296=1776 → 1776-19",
        "4. 1776-19=1757",
        "Answer: 1757",
    ]


def test_every_taught_reply_fits_into_the_tokens_of_a_reply() -> None:
    rng = random.Random(6)
    for generate in FAMILIES.values():
        assert all(len(generate(rng, 2).reply()) < REPLY_TOKENS for _ in range(1000))


def test_the_product_tells_the_steps_of_a_reply_apart() -> None:
    """Whether the line that restates the question is a step of its own is the splitter's choice."""
    problem = arithmetic.from_expression(parse("37*48-19"), "What is 37*48 - 19?")
    for portion in (1, 7, 1000):
        splitter = Splitter()
        reply = problem.reply()
        pieces = [
            piece for at in range(0, len(reply), portion) for piece in splitter.feed(reply[at : at + portion])
        ] + splitter.close()
        texts = {kind: "".join(text for found, text in pieces if found == kind) for kind, _ in pieces}
        assert texts["step"] + texts["mark"] + texts["answer"] == reply
        assert texts["answer"] == problem.answer
        steps = "".join("\0" if kind == "cut" else text for kind, text in pieces if kind in ("step", "cut"))
        last = [step.strip().split("\n")[-1] for step in steps.split("\0")][-len(problem.steps) :]
        assert last == [f"{number}. {step}" for number, step in enumerate(problem.steps, 1)]


def test_the_product_recomputes_every_taught_step() -> None:
    rng = random.Random(9)
    for _ in range(500):
        for number, step in enumerate(arithmetic.generate(rng).steps, 1):
            score = scorers.arithmetic(Step(f"{number}. {step}\n", tokens=1))
            assert score is not None
            assert score.score == 1, step
    slip = scorers.arithmetic(Step("1. 37×40=1490 → 1490+37×8-19\n", tokens=1))
    assert slip is not None
    assert slip.critique == "37*40 is 1480, not 1490"


def test_a_reply_with_a_false_step_or_a_wrong_answer_is_not_right() -> None:
    assert arithmetic.is_right("1. 2*3=6\n2. 6+1=7\nAnswer: 7", 7)
    assert not arithmetic.is_right("1. 2*3=5\n2. 6+1=7\nAnswer: 7", 7)
    assert not arithmetic.is_right("1. 2*3=6\n2. 6+1=7\nAnswer: 8", 7)
    assert arithmetic.is_right("2×3+1\n1. 2×3=6 → 6+1\n2. 6+1=7\nAnswer: 7", 7)
    assert not arithmetic.is_right("2×3+1\n1. 2×3=5 → 6+1\n2. 6+1=7\nAnswer: 7", 7)
    assert not arithmetic.is_right("It is 7", 7)


def test_the_products_example_is_held_out() -> None:
    assert "37*48-19" in HELD_OUT_KEYS
    assert is_held_out("37*48-19")


def test_training_never_draws_a_held_out_problem() -> None:
    rng = random.Random(8)
    drawn = [mixture.draw(rng, mixture.stage_at(0.5)) for _ in range(3000)]
    assert not any(is_held_out(problem.key) for problem in drawn if problem.family == "arithmetic")


def test_training_begins_with_single_calculations_and_ends_with_more_talk() -> None:
    first, last = mixture.stage_at(0.0), mixture.stage_at(1.0)
    assert (first.level, last.level) == (0, arithmetic.LEVELS - 1)
    assert first.weights["smalltalk"] < last.weights["smalltalk"]
    assert set(first.weights) == set(last.weights) == set(FAMILIES)


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
