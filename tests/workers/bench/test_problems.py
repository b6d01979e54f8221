from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from reasoning.sandbox import choose
from reasoning.seedling.problem import is_held_out
from reasoning.seedling.tasks import REASONED
from reasoning.state import State
from reasoning.types import Budget
from tests.workers.bench.paths import one_of_each, written
from workers.bench.outcome import drive
from workers.bench.player import PoolEngine
from workers.bench.problems import hard_tier, is_right, make_task
from workers.bench.replay import virtual

BUDGET = Budget(tokens=10_000, paths=4, steps=5, seconds=60.0)


def answered(family: str, strategy: str, text: str) -> State:
    """What the real driver makes of paths that all say `text`."""
    engine = PoolEngine([written(text)] * 4, lambda width: 0.001)
    task = make_task(one_of_each()[family], strategy, BUDGET, temperature=0.8)
    with virtual() as runner:
        return runner.run(drive(task, engine, None, runner.get_loop().time))


def test_all_families_are_there_alike_and_fewer_are_a_beginning_of_more() -> None:
    several = hard_tier(15, 7)
    assert [problem.key for problem in several[:8]] == [problem.key for problem in hard_tier(8, 7)]
    counts = Counter(problem.family for problem in several)
    assert set(counts) == set(REASONED)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert all(problem.hard and is_held_out(problem.key) for problem in several)


@pytest.mark.parametrize("strategy", ["single", "adaptive"])
@pytest.mark.parametrize("family", [family for family in REASONED if family != "code"])
def test_a_good_reply_is_right_in_the_drivers_words_and_another_is_not(family: str, strategy: str) -> None:
    problem = one_of_each()[family]
    state = answered(family, strategy, problem.reply)
    assert is_right(problem, state)
    assert not is_right(problem, answered(family, strategy, "1. I guess.\nAnswer: 12345.5"))
    assert not is_right(problem, replace(state, status="failed"))


def test_a_program_is_judged_by_what_it_does() -> None:
    if choose() is None:
        pytest.skip("this machine's kernel cannot confine programs")
    problem = one_of_each()["code"]
    assert is_right(problem, answered("code", "adaptive", problem.reply))
    assert not is_right(problem, answered("code", "adaptive", "Answer: 5"))
