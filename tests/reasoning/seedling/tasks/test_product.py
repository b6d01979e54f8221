"""Product questions are answered from the facts in view: right numbers, right plan, honest about the rest."""

import random
import time

import pytest

from reasoning.seedling.facts import facts_text
from reasoning.seedling.problem import Problem, answer_line
from reasoning.seedling.tasks import product
from reasoning.seedling.tasks.product import FORMS, forms, wording
from reasoning.seedling.tasks.product.catalogue import catalogue
from reasoning.seedling.tasks.product.prose import PROSE, UNKNOWN
from reasoning.seedling.tasks.product.several import SEVERAL
from reasoning.seedling.tasks.product.single import SINGLE, fast
from reasoning.seedling.tasks.product.sums import SUMS


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    rng = random.Random(3)
    return [product.generate(rng, 2) for _ in range(3000)]


def test_every_reply_passes_its_own_check_and_a_foreign_one_does_not(problems):
    for problem in problems:
        assert problem.check(problem.reply), problem
        assert not problem.check("1. 1+1=2\nAnswer: 123456789")
        assert len(problem.reply) < 700
        assert problem.family == product.FAMILY


def test_every_number_of_a_sentence_stands_in_the_facts(problems):
    for problem in problems:
        if problem.answer or problem.key.startswith(("plans:", "missing:")):
            continue
        told = {word.strip(".,;:$") for word in problem.reply.split()}
        for number in (word for word in told if word.replace(".", "").isdigit()):
            assert number in problem.system, problem


def test_another_plans_number_is_not_accepted():
    rng = random.Random(4)
    plans = catalogue(rng)
    while len({plan.fast for plan in plans}) < len(plans):
        plans = catalogue(rng)
    right, wrong = fast(plans[0]), fast(plans[1])
    assert right.accepts(right.reply, plans)
    assert not right.accepts(wrong.reply, plans)
    assert not right.accepts(wrong.reply.replace(plans[1].name, plans[0].name), plans)
    assert not right.accepts(f"{right.reply} {wrong.reply}", plans)


def test_the_wording_of_a_reply_is_free():
    rng = random.Random(4)
    plans = next(plans for plans in iter(lambda: catalogue(rng), None) if plans[0].fast)
    plan = plans[0]
    assert fast(plan).accepts(f"You get {plan.fast} fast messages with {plan.name}.", plans)


def test_only_calculations_have_an_answer_line(problems):
    for problem in problems:
        assert (answer_line(problem.reply) is not None) == (problem.key.split(":")[0] in SUMS)


def test_what_the_facts_do_not_tell_is_not_made_up(problems):
    unknown = [problem for problem in problems if problem.key.startswith("unknown:")]
    assert unknown
    assert {problem.reply for problem in unknown} == {UNKNOWN}


def test_a_follow_up_needs_the_question_before(problems):
    later = [problem for problem in problems if problem.history]
    assert 0.07 < len(later) / len(problems) < 0.13
    assert all([role for role, _ in problem.history] == ["user", "assistant"] for problem in later)


def test_catalogues_differ_so_that_nothing_can_be_known_by_heart(problems):
    assert len({problem.system for problem in problems}) > 2900
    assert len({problem.key for problem in problems}) > 2500


@pytest.mark.parametrize("kind", [*SINGLE, *SEVERAL, *PROSE, *SUMS])
def test_each_kind_is_asked_in_at_least_sixty_ways(kind):
    rng = random.Random(5)
    slots = {"plan": "Plus", "other": "Pro", "n": "5", "thing": "fast messages", "interval": "month"}
    asked = {wording.dress(rng, forms.fill(rng, rng.choice(FORMS[kind]), **slots)) for _ in range(600)}
    assert len(asked) >= 60


def test_level_0_asks_mostly_about_one_plan():
    rng = random.Random(6)
    kinds = [product.generate(rng, 0).key.split(":")[0] for _ in range(500)]
    assert sum(kind in SINGLE for kind in kinds) > 350
    assert not [kind for kind in kinds if kind in SUMS]


def test_facts_can_stand_beside_a_problem_that_does_not_need_them(problems):
    bare = Problem("arithmetic", "2+2", "Answer: 4", "4", "2+2", lambda reply: True)
    shown = product.with_facts(random.Random(7), bare)
    assert shown.system == facts_text(catalogue(random.Random(7)))
    assert (shown.question, shown.reply) == (bare.question, bare.reply)


def test_a_problem_takes_little_time():
    rng = random.Random(8)
    start = time.process_time()
    for _ in range(1000):
        product.generate(rng, 2)
    assert time.process_time() - start < 1  # a millisecond each, for slow machines
