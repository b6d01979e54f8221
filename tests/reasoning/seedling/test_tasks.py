"""What holds for the problems of every family, and for the mixture that training sees."""

import random

import pytest

from reasoning.answers import canonical
from reasoning.paths.steps import Splitter
from reasoning.scorers import arithmetic
from reasoning.seedling import mixture
from reasoning.seedling.problem import (
    HELD_OUT_KEYS,
    REPLY_TOKENS,
    Problem,
    answer_line,
    in_steps,
    is_held_out,
    says,
)
from reasoning.seedling.tasks import FAMILIES, REASONED
from reasoning.seedling.tasks.code import FAMILY as CODE
from reasoning.state import Step

LEVELS = (0, 1, 2, 3)
CHARACTERS = 900  # of a reply: well within REPLY_TOKENS


def drawn(family: str, count: int, level: int = 2, seed: int = 11) -> list[Problem]:
    rng = random.Random(f"{family}:{level}:{seed}")
    return [FAMILIES[family](rng, level) for _ in range(count)]


@pytest.mark.parametrize("family", [family for family in FAMILIES if family != CODE])
def test_a_problem_passes_its_own_check_and_fails_a_wrong_reply(family: str) -> None:
    for level in LEVELS:
        for problem in drawn(family, 100, level):
            assert problem.family == family
            assert problem.check(problem.reply), problem
            assert not problem.check("1. 1+1=2\nAnswer: 123456789")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_problem_says_something_short_and_names_itself(family: str) -> None:
    for problem in drawn(family, 300):
        assert problem.question.strip()
        assert problem.key
        assert 0 < len(problem.reply) <= CHARACTERS
        assert answer_line(problem.reply) == (problem.answer or None)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_seed_draws_the_same_problems(family: str) -> None:
    assert [p.question for p in drawn(family, 50)] == [p.question for p in drawn(family, 50)]
    assert [p.question for p in drawn(family, 50)] != [p.question for p in drawn(family, 50, seed=12)]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_asked_in_many_ways(family: str) -> None:
    openings = {" ".join(problem.question.lower().split()[:2]) for problem in drawn(family, 600)}
    assert len(openings) >= 30


@pytest.mark.parametrize("family", [family for family in FAMILIES if family != CODE])
def test_no_taught_equation_is_refuted_by_the_products_own_scorer(family: str) -> None:
    for problem in drawn(family, 200):
        for line in problem.reply.split("\n"):
            score = arithmetic(Step(line, 1, None))
            assert score is None or score.score == 1.0, (line, score)


@pytest.mark.parametrize("family", REASONED)
def test_the_hard_tier_is_marked_and_has_held_out_problems(family: str) -> None:
    problems = mixture.held_out(family, seed=5, count=20, level=mixture.HARD)
    assert all(problem.hard and is_held_out(problem.key) for problem in problems)
    assert len({problem.key for problem in problems}) == 20


@pytest.mark.parametrize("family", REASONED)
def test_training_never_draws_a_held_out_problem(family: str) -> None:
    rng = random.Random(3)
    assert not any(is_held_out(mixture.draw(rng, family, 2).key) for _ in range(300))


def test_the_products_own_example_is_held_out() -> None:
    assert all(map(is_held_out, HELD_OUT_KEYS))


def test_a_reply_in_steps_is_read_by_the_product_as_steps_and_answer() -> None:
    reply = in_steps(["3×12=36 apples", "36-5=31 apples"], "31 apples", opening="3×12-5")
    assert reply == "3×12-5\n1. 3×12=36 apples\n2. 36-5=31 apples\nAnswer: 31 apples"
    splitter = Splitter()
    pieces = [piece for at in range(0, len(reply), 7) for piece in splitter.feed(reply[at : at + 7])]
    pieces += splitter.close()
    assert "".join(text for kind, text in pieces if kind == "answer").strip() == "31 apples"
    assert [kind for kind, _ in pieces].count("cut") == 1


def test_a_check_compares_values_and_wants_an_answer_line() -> None:
    check = says("$1250")
    assert check("Answer: 1,250")
    assert check("1. 1000+250=1250\nAnswer: $1250.00")
    assert not check("1250")
    assert canonical("Answer: $1250") == "1250"


def test_every_stage_draws_every_family_it_names_and_ends_with_everything() -> None:
    assert [stage.level for stage in mixture.STAGES] == [0, 1, mixture.ALL]
    assert mixture.stage_at(0.0) is mixture.STAGES[0]
    assert mixture.stage_at(1.0) is mixture.STAGES[-1]
    assert set(mixture.STAGES[-1].weights) == set(FAMILIES)
    assert all(abs(sum(stage.weights.values()) - 1) < 1e-9 for stage in mixture.STAGES)


def test_conversations_have_system_texts_and_histories_now_and_then() -> None:
    rng = random.Random(8)
    conversations = [mixture.conversation(rng, mixture.STAGES[-1]) for _ in range(600)]
    roles = [tuple(role for role, _ in turns) for turns, _ in conversations]
    assert sum("system" in each for each in roles) > 20
    assert sum("assistant" in each for each in roles) > 30
    assert all(each[-1] == "user" for each in roles)
    assert all(0 < len(reply) < 4 * REPLY_TOKENS for _, reply in conversations)
