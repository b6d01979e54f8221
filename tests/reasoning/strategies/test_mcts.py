from __future__ import annotations

from dataclasses import replace

import pytest

from reasoning.state import Check, State
from reasoning.strategies import ENGINE_FAILED, Answer, Prune, Sample
from reasoning.strategies.mcts import Mcts, lead, worths
from reasoning.strategies.votes import WRONG_STEP, by_steps, tally
from reasoning.types import Budget

from .trees import ask, begun, branches, finished, pruned, running, step

WIDE = Budget(tokens=32_000, paths=32, steps=5, seconds=20)


def test_it_begins_with_four_whole_paths() -> None:
    assert ask(Mcts()) == tuple(Sample(number, 1000) for number in range(4))


def test_no_more_than_a_quarter_runs_at_a_time() -> None:
    assert len(begun(ask(Mcts(), budget=WIDE))) == 8
    assert begun(ask(Mcts(), *(running(n) for n in range(8)), budget=WIDE, live=set(range(8)))) == []


def test_the_next_one_goes_on_from_what_has_led_furthest() -> None:
    good = [finished(running(n, 0.9, 0.9, said="good"), "42") for n in (0, 1)]
    bad = [finished(running(n, 0.3, 0.3), str(n)) for n in (2, 3)]
    actions = ask(Mcts(), *good, *bad)
    assert begun(actions) == [4, 5, 6, 7]
    assert (4, 0, 1) in branches(actions)
    assert all(parent == 0 for _, parent, _ in branches(actions))


def test_a_path_leaves_at_least_its_last_step_to_write() -> None:
    paths = [finished(running(n, *[0.9] * 5, said="same"), str(n)) for n in range(4)]
    deep = [shared for _, _, shared in branches(ask(Mcts(), *paths, budget=WIDE))]
    assert deep
    assert max(deep) <= 4
    short = [finished(running(n, 0.9), str(n)) for n in range(4)]
    assert branches(ask(Mcts(), *short, budget=replace(WIDE, steps=1))) == []


def test_nothing_goes_on_from_a_wrong_step() -> None:
    slip = replace(running(0), steps=(step("2+2=5", 0.0), step("so", 0.9)))
    paths = [finished(slip, "5"), *(finished(running(n, 0.6, 0.6), str(n)) for n in (1, 2, 3))]
    assert all(parent != 0 for _, parent, _ in branches(ask(Mcts(), *paths, budget=WIDE)))


def test_a_path_is_worth_its_steps_times_its_share_of_the_votes() -> None:
    paths = [finished(running(0, 0.9), "42"), finished(running(1, 0.9), "42"), finished(running(2, 0.6), "7")]
    failed = replace(finished(running(3, 0.9), "8"), checks=(Check("math", "failed", "no"),))
    slip = finished(replace(running(4), steps=(step("2+2=5", 0.0),)), "42")
    mute = finished(running(5, 0.9), None)
    state = State(paths=(*paths, failed, slip, mute, running(6, 0.9)))
    worth = worths(state, tally([p for p in state.paths if p.status == "finished"], by_steps))
    assert worth[0] == worth[1] == 1.0
    assert 0 < worth[2] < 0.4
    assert (worth[3], worth[4], worth[5]) == (0.0, 0.0, 0.0)
    assert 6 not in worth


def test_where_all_are_worth_the_same_none_is_preferred() -> None:
    state = State(paths=tuple(finished(running(n, 0.9), "42") for n in range(3)))
    assert worths(state, tally(state.paths, by_steps)) == {0: 0.5, 1: 0.5, 2: 0.5}
    assert worths(State(), ()) == {}


def test_a_branch_counts_for_what_it_wrote_itself() -> None:
    whole = [finished(running(n, 0.9, 0.9), "42") for n in range(2)]
    half = [finished(running(n, 0.9, 0.9, parent=0, shared=1), "42") for n in range(2, 5)]
    against = finished(running(5, 0.9, 0.9, parent=0, shared=1), "7")
    assert lead([*whole, *half, against]) == (3, 1)
    assert lead([]) == (0, 0)


def test_four_that_began_apart_and_agree_are_enough() -> None:
    assert ask(Mcts(), *(finished(running(n, 0.9), "42") for n in range(4)))[-1] == Answer(0, 1.0, "agreed")
    branched = [finished(running(n, 0.9, 0.9, parent=0, shared=1), "42") for n in (1, 2, 3)]
    assert begun(ask(Mcts(), finished(running(0, 0.9, 0.9), "42"), *branched)) == [4, 5, 6, 7]


def test_an_answer_that_passed_a_check_ends_it_at_once() -> None:
    proof = replace(finished(running(0, 0.2), "42"), checks=(Check("math", "passed", "done again"),))
    assert ask(Mcts(), proof, running(1, 0.9), live={1}) == (Prune(1, "decided"), Answer(0, 1.0, "verified"))


def test_a_path_with_a_wrong_step_is_given_up_where_others_are_sound_and_counts_as_tried() -> None:
    slip = replace(running(3), steps=(step("2+2=5", 0.0),))
    three = [running(n, 0.9) for n in range(3)]
    assert Prune(3, WRONG_STEP) in ask(Mcts(), *three, slip, live={0, 1, 2, 3})
    assert begun(ask(Mcts(), *three, pruned(slip, WRONG_STEP), live={0, 1, 2})) == [4]


def test_what_only_led_to_wrong_steps_is_left() -> None:
    best = finished(running(0, 0.9, 0.9), "42")
    others = [finished(running(n, 0.8, 0.8), str(n)) for n in (1, 2)]
    slip = step("2+2=5", 0.0)
    lost = [
        pruned(replace(running(n, parent=0, shared=1), steps=(best.steps[0], slip)), WRONG_STEP)
        for n in range(3, 9)
    ]
    assert branches(ask(Mcts(), best, *others, budget=WIDE))[0][1] == 0
    assert all(parent != 0 for _, parent, _ in branches(ask(Mcts(), best, *others, *lost, budget=WIDE)))


def test_it_writes_no_more_paths_than_the_plan_has() -> None:
    paths = [finished(running(n, 0.9), str(n)) for n in range(7)]
    assert begun(ask(Mcts(), *paths)) == [7]
    assert ask(Mcts(), *paths, finished(running(7, 0.9), "7"))[-1] == Answer(
        0, pytest.approx(1 / 8), "unverified"
    )


def test_paths_of_an_earlier_attempt_go_on_first() -> None:
    assert begun(ask(Mcts(), *(running(n, 0.9) for n in range(3)), live={1})) == [0, 2, 3]


def test_nothing_new_begins_late_or_on_a_broken_engine() -> None:
    assert ask(Mcts(), finished(running(0, 0.9), "42"), running(1), live={1}, begins=False) == ()
    assert begun(ask(Mcts(), begins=False)) == [0, 1, 2, 3]
    assert ask(Mcts(), *(pruned(running(n), ENGINE_FAILED) for n in range(4))) == ()


def test_without_tokens_for_another_path_what_there_is_answers() -> None:
    assert ask(Mcts(), finished(running(0, 0.9), "42"), tokens=100)[-1] == Answer(0, 1.0, "unverified")


def test_when_time_is_up_the_best_so_far_answers() -> None:
    assert ask(Mcts(), finished(running(0, 0.9), "42"), running(1), over=True)[-1] == Answer(
        0, 1.0, "unverified"
    )
