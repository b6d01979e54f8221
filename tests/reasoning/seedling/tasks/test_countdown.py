"""Number puzzles: solutions keep the rules, luck does not find them, and questions say what the verifier needs."""

import random
from collections import Counter

import pytest

from reasoning import scorers
from reasoning.seedling.tasks import countdown
from reasoning.seedling.tasks.countdown.draw import Puzzle
from reasoning.seedling.tasks.countdown.search import solve
from reasoning.state import Step
from reasoning.verifiers import direct


def drawn(level: int, count: int = 600) -> list[countdown.Problem]:
    rng = random.Random(level)
    return [countdown.generate(rng, level) for _ in range(count)]


@pytest.mark.parametrize("level", range(4))
def test_every_taught_answer_keeps_the_rules_and_makes_the_target(level: int) -> None:
    for problem in drawn(level):
        numbers, target = countdown.instance(problem.key)
        assert problem.check(problem.reply)
        assert countdown.is_solution(problem.answer, numbers, target)
        assert len(problem.reply) < 400
        assert len(problem.reply.split("\n")) <= 10


def test_levels_have_as_many_numbers_as_they_say() -> None:
    sizes = [{len(countdown.instance(p.key)[0]) for p in drawn(level)} for level in range(4)]
    assert sizes == [{2, 3}, {2, 3, 4}, {2, 3, 4, 5}, {4, 5}]
    assert all(problem.hard for problem in drawn(3))


def test_random_legal_expressions_do_badly_on_hard_puzzles() -> None:
    rng = random.Random(1)
    found = [countdown.random_tries(rng, *countdown.instance(p.key), tries=32) for p in drawn(3)]
    assert sum(found) / len(found) < 0.15


@pytest.mark.parametrize("level", range(4))
def test_the_verifier_understands_nearly_every_question_and_never_refuses_a_right_answer(level: int) -> None:
    outcomes = Counter(direct.check(p.question, p.answer, p.answer).outcome for p in drawn(level))
    assert outcomes["failed"] == 0
    assert outcomes["passed"] >= 0.9 * outcomes.total()


def test_the_verifier_never_passes_another_target_or_a_number_used_too_often() -> None:
    for problem in drawn(2):
        numbers, _ = countdown.instance(problem.key)
        for wrong in (
            f"{problem.answer}+1-1",
            f"{problem.answer}+{numbers[0]}",
            f"{problem.answer}-{numbers[-1]}",
        ):
            assert direct.check(problem.question, wrong, wrong).outcome != "passed"


def test_every_equation_of_a_step_holds() -> None:
    for problem in drawn(2, 300):
        for line in problem.reply.split("\n")[1:-1]:
            score = scorers.arithmetic(Step(f"{line}\n", tokens=1))
            assert score is not None
            assert score.score == 1, line


def test_a_reply_looks_for_the_nearest_product_and_says_what_is_left() -> None:
    solution = solve((3, 7, 25, 50), 157)
    assert solution is not None
    puzzle = Puzzle((3, 7, 25, 50), 157, solution)
    assert countdown.from_puzzle(puzzle, "").reply.split("\n") == [
        "3 7 25 50 → 157",
        "1. 50×3=150, 157-150=7, left 7 25: yes",
        "2. 150+7=157",
        "Answer: 50×3+7",
    ]


def test_where_no_product_fits_a_factor_is_made_of_two_numbers() -> None:
    solution = solve((2, 4, 7, 25), 157)
    assert solution is not None
    assert solution.expression == "25×(4+2)+7"
    assert [step.endswith(": no") for step in solution.steps] == [True, True, False, False, False]


def test_the_game_of_24_gets_every_number() -> None:
    solution = solve((4, 7, 8, 8), 24, every=True)
    assert solution is not None
    assert countdown.is_solution(solution.expression, (4, 7, 8, 8), 24, every=True)
    assert not countdown.is_solution("4×8-8", (4, 7, 8, 8), 24, every=True)
    assert countdown.is_solution("4×8-8", (4, 7, 8, 8), 24)


@pytest.mark.parametrize(
    "wrong", ["50×3", "50×3+7+0", "157", "157×1", "50+50+50+7", "five", "", "(50×3+7", "3^5-7"]
)
def test_a_wrong_answer_is_not_accepted(wrong: str) -> None:
    assert not countdown.is_solution(wrong, (3, 7, 25, 50), 157)


def test_any_valid_expression_counts() -> None:
    problem = next(p for p in drawn(3) if "→" in p.reply)
    assert not problem.check("Answer: 1+1")
    assert not problem.check(problem.answer)
    assert problem.check(f"Answer: {problem.answer}")
    assert problem.check(f"Answer: ({problem.answer})")


def test_there_are_thousands_of_puzzles_and_of_ways_to_ask() -> None:
    problems = drawn(2, 3000)
    assert len({p.key for p in problems}) > 2500
    assert len({p.question for p in problems}) > 2800
