"""Follow-ups use what was said before, and say so where there is nothing to use."""

import random
import re
import time

import pytest

from reasoning.exact import evaluate, plain
from reasoning.scorers.arithmetic import arithmetic as recomputed
from reasoning.seedling.expressions import OutOfRange, parse, tokens
from reasoning.seedling.problem import Problem, answer_line, is_held_out
from reasoning.seedling.tasks import followup
from reasoning.seedling.tasks.followup import (
    about,
    again,
    change,
    earlier,
    explaining,
    made,
    swapped,
    talk,
    varied,
)
from reasoning.seedling.tasks.followup.earlier import Amount, Earlier
from reasoning.seedling.wording import TENS, UNITS, spelled_out
from reasoning.state import Step


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    rng = random.Random(3)
    return [followup.generate(rng, 2) for _ in range(3000)]


def of(text: str) -> Earlier:
    reply, answer = earlier.told(parse(text))
    return Earlier(f"What is {text}?", reply, answer, parse(text))


def drawn(kind, seed: int = 1) -> list[Problem]:
    rng, found = random.Random(seed), []
    while len(found) < 60:
        try:
            problem = kind(rng, 2)
        except OutOfRange:
            continue
        if problem:
            found.append(problem)
    return found


def test_every_reply_passes_its_own_check_and_a_foreign_one_does_not(problems):
    for problem in problems:
        assert problem.check(problem.reply), problem
        assert not problem.check("1. 1+1=2\nAnswer: 123456789"), problem
        assert len(problem.reply) < 700
        assert problem.family == followup.FAMILY


def test_every_step_is_a_true_equation(problems):
    for problem in problems:
        for step in re.findall(r"^\d\. (\S+?)=(-?[\d.]+)(?: |$)", problem.reply, re.MULTILINE):
            if not re.search(r"[^\d.×/+()-]", step[0]):
                assert evaluate(plain(step[0])) == evaluate(step[1]), problem


def test_history_alternates_and_keeps_whole_replies_or_answers_only(problems):
    whole = 0
    for problem in problems:
        roles = [role for role, _ in problem.history]
        assert roles == ["user", "assistant"] * (len(roles) // 2)
        assert len(roles) <= 6
        whole += any("Answer: " in text for role, text in problem.history if role == "assistant")
    assert 0.3 < whole / len(problems) < 0.9


def test_keys_tell_problems_apart(problems):
    assert len({problem.key for problem in problems}) > 2500


def test_a_change_calculates_with_the_answer_and_keeps_its_unit():
    assert (
        earlier.told(parse("31-2"), Amount(31, unit=" apples"))[0]
        == "31-2\n1. 31-2=29 apples\nAnswer: 29 apples"
    )
    assert earlier.told(parse("12.5+3"), Amount(0, "$"))[1] == "$15.50"
    for problem in drawn(change.change):
        last = problem.history[-1][1].split("Answer: ")[-1]
        number = re.search(r"-?\d+(\.\d+)?", last)[0]
        assert f"{float(number):g}" in problem.reply.split("\n")[0]


def test_things_are_not_halved_into_pieces():
    for expression in ("31/2", "1-0", "2-5"):
        with pytest.raises(OutOfRange):
            earlier.told(parse(expression), Amount(31, unit=" apples"))


def test_an_exchanged_number_changes_the_calculation():
    for problem in drawn(again.instead):
        _, before, after = problem.key.split(":")
        assert before != after
        assert problem.reply.startswith(f"{after}\n1. ")


def test_a_doubted_answer_is_calculated_again_and_a_wrong_one_is_put_right():
    told = [problem.reply for problem in drawn(about.sure, 2)]
    for problem in drawn(about.sure, 2):
        given = problem.history[-1][1].split("Answer: ")[-1]
        sure, sorry = f"I am sure: {given}", f", not {given}"
        assert answer_line(problem.reply) == sure or answer_line(problem.reply).endswith(sorry)
    assert any("Sorry" in reply for reply in told)
    assert sum("Sorry" in reply for reply in told) < 25


def test_a_confirmed_wrong_answer_is_not_accepted():
    problem = next(problem for problem in drawn(about.sure) if "Sorry" in problem.reply)
    given = problem.history[-1][1].split("Answer: ")[-1]
    assert not problem.check(f"Answer: I am sure: {given}")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "multiplies 37 by 40, which gives 1480. That is a part of 37×46, because 37×46=37×40+37×6."),
        (2, "multiplies 37 by 6, which gives 222. Then 1480+222-19 is left."),
        (4, "subtracts 19 from 1702, which gives 1683. That is the answer."),
    ],
)
def test_a_step_is_explained_in_plain_words(number, words):
    assert explaining.explained(of("37*46-19"), number)[0] == f"Step {number} {words}"


def test_a_quotient_that_is_taken_apart_is_explained_too():
    sentence, _ = explaining.explained(of("1776/8"), 1)
    assert sentence.endswith("That is a part of 1776/8, because 1776/8=1600/8+176/8.")
    sentence, _ = explaining.explained(of("5+347*6"), 1)
    assert sentence.endswith("That is a part of 347×6, because 347×6=300×6+47×6.")


def test_the_question_is_repeated_word_for_word():
    for problem in drawn(about.question):
        assert problem.reply.removeprefix('You asked: "')[:-1] in {text for _, text in problem.history}


def test_without_anything_to_go_on_from_it_asks_which_number_is_meant():
    lost = drawn(talk.lost)
    assert {problem.reply for problem in lost} == {talk.WHICH, talk.NO_STEPS, talk.NO_QUESTION}
    for problem in lost:
        assert not re.search(r"\d", "".join(text for _, text in problem.history))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (7, "seven"),
        (100, "one hundred"),
        (1757, "one thousand seven hundred and fifty-seven"),
        (2005, "two thousand and five"),
    ],
)
def test_numbers_are_spelled(number, words):
    assert spelled_out(number) == words


@pytest.mark.parametrize("kind", [kind for kind in made.FORMS if kind not in ("if", "another")])
def test_each_kind_is_asked_in_at_least_thirty_ways(kind):
    rng = random.Random(5)
    slots = {
        "n": "5",
        "nth": "second",
        "old": "7",
        "new": "9",
        "other": "8",
        "unit": "hours",
        "things": "eggs",
    }
    asked = {made.ask(rng, kind, **slots, word="even", doing="adding") for _ in range(600)}
    assert len(asked) >= 30


def test_level_0_only_goes_on_calculating_in_plain_words():
    rng = random.Random(6)
    for _ in range(200):
        problem = followup.generate(rng, 0)
        assert problem.key.startswith(("add:", "subtract:", "double:"))
        assert len(problem.history) == 2


def test_a_problem_takes_little_time():
    rng = random.Random(8)
    start = time.process_time()
    for _ in range(1000):
        followup.generate(rng, 2)
    assert time.process_time() - start < 1.5


VARIED = (
    swapped.swapped,
    varied.average,
    varied.percent,
    varied.other_number,
    varied.equation,
    varied.fraction,
)


@pytest.mark.parametrize("kind", [*VARIED, varied.with_that])
def test_a_changed_question_is_worked_out_anew_in_true_steps(kind):
    for problem in drawn(kind):
        assert_true_steps(problem.reply)
        assert problem.check(problem.reply)
        assert len(problem.history) == 2
        said = re.findall(r"[a-z]+", problem.question.lower())
        assert re.search(r"\d", problem.question) or set(said) & set(UNITS + TENS)


def test_a_story_keeps_its_unit_or_currency_and_all_its_other_numbers():
    for problem in drawn(swapped.swapped):
        _, before, after = problem.key.split(":")
        one, two = (re.findall(r"\d+", expression) for expression in (before, after))
        assert sum(a != b for a, b in zip(one, two, strict=True)) == 1
        earlier_answer = problem.history[-1][1].split("Answer: ")[-1]
        assert re.sub(r"[\d.]", "", earlier_answer) == re.sub(r"[\d.]", "", problem.answer)


def test_what_is_added_to_the_answer_may_be_a_calculation_itself():
    for problem in drawn(varied.with_that):
        value = problem.history[-1][1].split("Answer: ")[-1]
        assert value in problem.reply.split("\n")[0]


def assert_true_steps(reply: str) -> None:
    for line in reply.split("\n"):
        score = recomputed(Step(text=line, tokens=1))
        assert score is None or score.score == 1, reply


def test_what_is_kept_for_evaluation_is_no_earlier_turn_and_no_follow_up() -> None:
    with pytest.raises(OutOfRange):
        earlier.told(parse("37*48-19"))
    rng = random.Random(4)
    for _ in range(400):
        calculation = earlier.calculation(rng, 2)
        assert calculation.expression is not None
        assert not is_held_out("".join(tokens(calculation.expression)))
