"""What every strategy promises, whatever happens: world.py checks the rest while it drives them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasoning.scorers.worth import SHARE
from reasoning.state import State
from reasoning.strategies import STRATEGIES, open_strategy
from reasoning.types import Budget, Capabilities

from .world import RIGHT, Drive, World

VOTING = sorted(set(STRATEGIES) - {"single", "review"})
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

budgets = st.builds(
    Budget,
    tokens=st.sampled_from([1, 100, 700, 1500, 2500, 6000, 20_000]),
    paths=st.sampled_from([1, 2, 3, 4, 5, 8, 13]),
    steps=st.integers(1, 5),
    seconds=st.sampled_from([0.1, 0.5, 1000.0]),
)
worlds = st.builds(
    World,
    seed=st.integers(0, 10_000),
    length=st.integers(1, 5),
    goes_wrong=st.sampled_from([0.0, 0.3, 1.0]),
    refutes=st.sampled_from([0.0, 0.5, 1.0]),
    judge=st.booleans(),
    checks=st.sampled_from([0.0, 0.3]),
    breaks=st.sampled_from([0.0, 0.1, 1.0]),
    wordings=st.sampled_from([1, 3, 1000]),
    runaways=st.sampled_from([0.0, 0.2]),
)


@CALM
@given(st.sampled_from(VOTING), budgets, worlds, st.sampled_from([0, 60, 400]))
def test_it_comes_to_an_end_within_its_budget(
    strategy: str, budget: Budget, world: World, path_tokens: int
) -> None:
    drive = Drive(strategy, budget, world, path_tokens=path_tokens)
    state = drive.run()
    assert drive.most_live <= budget.paths
    assert state.usage.generated - state.judged <= budget.tokens
    assert state.judged <= budget.tokens * SHARE
    assert state.status == "answered" or not any(p.status == "finished" for p in state.paths)
    assert state.verdict != "verified" or any(
        c.outcome == "passed" for c in state.path(_winner(state)).checks
    )


@CALM
@given(st.sampled_from(VOTING), budgets, worlds, st.floats(0, 1))
def test_it_goes_on_from_any_moment_at_which_it_was_broken_off(
    strategy: str, budget: Budget, world: World, share: float
) -> None:
    budget, world = replace(budget, seconds=1000.0), replace(world, breaks=0.0)
    whole = Drive(strategy, budget, world)
    assert whole.run().status == "answered"
    rest = Drive(strategy, budget, world, whole.log[: int(share * (len(whole.log) - 1))])
    assert rest.run().status == "answered"
    assert rest.most_live <= budget.paths


@pytest.mark.parametrize("strategy", VOTING)
def test_the_same_state_brings_the_same_actions(strategy: str) -> None:
    drive = Drive(strategy, Budget(2400, 8, 5, 1000.0), World(seed=3, goes_wrong=0.3))
    once = STRATEGIES[strategy]()
    for _ in range(12):
        if drive.state.status != "running":
            break
        asked = (drive.state, drive.room())
        actions = once.ask(*asked)
        assert STRATEGIES[strategy]().ask(*asked) == actions
        drive.perform(actions)
        while drive.live and not drive.advance():
            pass


@pytest.mark.parametrize("strategy", ["beam", "dvts", "mcts", "revise", "best_of_n_scores"])
def test_it_finds_the_planted_path_more_often_than_a_majority_of_as_many(strategy: str) -> None:
    assert found(strategy, 16) >= found("best_of_n", 16) + 8


def test_a_judge_who_sees_what_the_rules_do_not_is_heeded_most_by_those_that_choose_step_by_step() -> None:
    blind = World(goes_wrong=0.35, notices=0.3, judge=True)
    assert found("adaptive", 16, blind) < found("revise", 16, blind) < found("dvts", 16, blind)


def test_what_cannot_be_continued_cannot_be_searched_as_a_tree() -> None:
    for strategy in ("beam", "dvts", "mcts"):
        assert STRATEGIES[strategy].needs == ("continue_prefix",)
    assert open_strategy("revise", Capabilities(context=8192)).needs == ()


def found(strategy: str, paths: int, world: World | None = None) -> int:
    """How often, out of 30 times, the answer is the right one."""
    budget = Budget(tokens=paths * 300, paths=paths, steps=5, seconds=1000.0)
    world = world or World(goes_wrong=0.35, refutes=0.5)
    ends = [Drive(strategy, budget, replace(world, seed=seed)).run() for seed in range(30)]
    return sum(state.path(_winner(state)).answer == RIGHT for state in ends)


def _winner(state: State) -> int:
    assert state.winner is not None
    return state.winner
