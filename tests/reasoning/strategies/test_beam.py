from __future__ import annotations

from dataclasses import replace

from reasoning.state import Check, Path
from reasoning.strategies import ENGINE_FAILED, Answer, Judge, Prune, Sample
from reasoning.strategies.beam import Beam
from reasoning.strategies.rounds import BEHIND, SAME
from reasoning.types import Budget

from .trees import EIGHT, ask, begun, branches, dropped, finished, pruned, running, step

FIRST = (0.5, 0.9, 0.6, 0.7, 0.8, 0.4, 0.3, 0.2)  # the scores of eight first steps: 1 and 4 are the best


def first_round() -> list[Path]:
    return [running(number, score) for number, score in enumerate(FIRST)]


def chosen() -> list[Path]:
    """After the first choice: 1 and 4 go on."""
    return [p if p.id in (1, 4) else pruned(p, BEHIND) for p in first_round()]


def test_it_begins_with_all_paths_one_step_each() -> None:
    assert ask(Beam()) == tuple(Sample(number, 1000, one_step=True) for number in range(8))


def test_it_chooses_once_all_have_written_their_step() -> None:
    assert ask(Beam(), *first_round()[:7], running(7), live={7}) == ()
    assert dropped(ask(Beam(), *first_round())) == [3, 2, 0, 5, 6, 7]


def test_the_new_step_alone_decides() -> None:
    second = [running(0, 0.9, 0.5), running(1, 0.4, 0.9), running(2, 0.8, 0.6), running(3, 0.9, 0.7)]
    assert dropped(ask(Beam(), *second)) == [2, 0]


def test_a_path_with_a_wrong_step_comes_last_however_good_the_new_one_is() -> None:
    slip = replace(running(0, 0.5, 0.99), steps=(step("2+2=5", 0.0), step("so", 0.99)))
    assert dropped(ask(Beam(), slip, running(1, 0.5, 0.2), running(2, 0.5, 0.3))) == [0]


def test_steps_that_say_the_same_are_dropped_before_they_are_compared() -> None:
    twice = [running(0, 0.9, said="x"), running(1, 0.8, said=" X "), running(2, 0.5), running(3, 0.6)]
    assert ask(Beam(), *twice, *first_round()[4:])[0] == Prune(1, SAME)
    apart = (running(0, 0.9), running(1, 0.8))
    same_words = (replace(p, steps=(*p.steps, step("so", 0.8))) for p in apart)
    assert dropped(ask(Beam(), *same_words)) == []


def test_what_is_kept_goes_on_four_times() -> None:
    actions = ask(Beam(), *chosen())
    assert actions[:2] == (Sample(1, 1000, one_step=True), Sample(4, 1000, one_step=True))
    assert branches(actions) == [(8, 1, 1), (9, 4, 1), (10, 1, 1), (11, 4, 1), (12, 1, 1), (13, 4, 1)]


def test_a_round_broken_off_is_taken_up_with_the_branches_that_are_missing() -> None:
    had = [running(8, 0.9, parent=1, shared=1), running(9, 0.8, parent=4, shared=1)]
    actions = ask(Beam(), *chosen(), *had)
    assert begun(actions)[:4] == [1, 8, 4, 9]
    assert branches(actions) == [(10, 1, 1), (11, 4, 1), (12, 1, 1), (13, 4, 1)]


def test_a_choice_broken_off_is_made_to_its_end() -> None:
    half = [pruned(p, BEHIND) if p.id in (6, 7) else p for p in first_round()]
    assert dropped(ask(Beam(), *half)) == [3, 2, 0, 5]


def test_a_branch_that_the_engine_failed_is_not_begun_again_and_again() -> None:
    lost = [pruned(running(n, 0.9, parent=1, shared=1), ENGINE_FAILED) for n in (8, 9, 10)]
    assert branches(ask(Beam(), *chosen(), *lost)) == [(11, 4, 1), (12, 4, 1), (13, 4, 1)]


def test_a_path_that_has_come_to_its_end_keeps_its_place_and_votes() -> None:
    ended = [finished(p, "42") if p.id == 4 else p for p in chosen()]
    actions = ask(Beam(), *ended)
    assert begun(actions)[0] == 1
    assert branches(actions) == [(8, 1, 1), (9, 1, 1), (10, 1, 1)]


def test_no_more_are_alive_than_the_plan_has_paths() -> None:
    ended = [finished(p, str(p.id)) if p.id in (5, 6, 7) else p for p in first_round()]
    kept = [p if p.status == "finished" or p.id in (1, 4) else pruned(p, BEHIND) for p in ended]
    assert branches(ask(Beam(), *kept)) == [(8, 1, 1), (9, 4, 1), (10, 1, 1)]


def test_no_more_are_written_at_once_where_a_wider_attempt_has_left_them() -> None:
    branched = [running(n, 0.9, parent=1, shared=1) for n in range(8, 14)]
    narrow = Budget(tokens=8000, paths=3, steps=5, seconds=20)
    assert len(begun(ask(Beam(), *chosen(), *branched, budget=narrow))) == 3
    assert len(begun(ask(Beam(), *chosen(), *branched, budget=narrow, live={8, 9}))) == 1


def test_the_last_step_is_written_to_the_end() -> None:
    budget = replace(EIGHT, steps=2)
    actions = ask(Beam(), *chosen(), budget=budget)
    assert not any(action.one_step for action in actions if isinstance(action, Sample))
    assert len(branches(actions)) == 6


def test_with_a_single_step_it_is_best_of_n() -> None:
    assert ask(Beam(), budget=replace(EIGHT, steps=1)) == tuple(Sample(n, 1000) for n in range(8))


def test_what_is_at_its_end_votes() -> None:
    paths = [finished(running(n, 0.9, 0.9), "42" if n != 1 else "7") for n in (1, 4, 8)]
    assert ask(Beam(), *paths)[-1] == Answer(4, 2 / 3, "agreed")


def test_an_answer_that_passed_a_check_ends_it_at_once() -> None:
    proof = replace(finished(running(0, 0.2), "42"), checks=(Check("math", "passed", "done again"),))
    assert ask(Beam(), proof, running(1, 0.9), live={1}) == (Prune(1, "decided"), Answer(0, 1.0, "verified"))


def test_late_the_best_are_brought_to_their_end_and_nothing_branches() -> None:
    assert ask(Beam(), *first_round()[:7], running(7), live={7}, begins=False) == ()
    actions = ask(Beam(), *first_round(), begins=False)
    assert dropped(actions) == [3, 2, 0, 5, 6, 7]
    assert actions[-2:] == (Sample(1, 1000), Sample(4, 1000))


def test_late_what_is_still_written_is_waited_for() -> None:
    assert ask(Beam(), *chosen(), live={1}, begins=False) == ()


def test_so_they_are_where_the_tokens_would_not_last_for_another_round() -> None:
    # 8 more steps and 2 * 3 to the end, of 20 tokens each: 280 must be left of three quarters of 8000.
    assert len(branches(ask(Beam(), *chosen(), used=5720))) == 6
    assert ask(Beam(), *chosen(), used=5721) == (Sample(1, 1000), Sample(4, 1000))


def test_the_first_path_begins_however_late_it_is() -> None:
    assert ask(Beam(), begins=False) == (Sample(0, 1000),)
    assert ask(Beam(), pruned(running(0), ENGINE_FAILED), begins=False) == (Sample(1, 1000),)


def test_few_tokens_are_for_the_best_first() -> None:
    assert begun(ask(Beam(), *chosen(), tokens=200)) == [1, 4, 8]
    assert begun(ask(Beam(), *chosen(), tokens=10)) == [1]
    assert begun(ask(Beam(), *chosen(), tokens=10, live={4})) == []


def test_when_the_engine_fails_every_path_there_is_nothing_to_say() -> None:
    assert ask(Beam(), *(pruned(running(n), ENGINE_FAILED) for n in range(8))) == ()


def test_when_time_is_up_the_best_so_far_answers() -> None:
    assert ask(Beam(), *first_round(), over=True) == (Answer(0, None, "unverified"),)


def test_a_plan_of_one_path_writes_one() -> None:
    one = Budget(tokens=800, paths=1, steps=5, seconds=20)
    assert ask(Beam(), budget=one) == (Sample(0, 800, one_step=True),)
    assert ask(Beam(), running(0, 0.9), budget=one) == (Sample(0, 800, one_step=True),)


def test_the_judge_sees_those_that_would_be_kept_and_then_those_that_move_up() -> None:
    paths = first_round()
    assert ask(Beam(), *paths, judge=True) == (Judge(1), Judge(4))
    assert ask(Beam(), *paths, judge=True, judging=frozenset({1, 4}), judged={1: 1, 4: 1}) == ()
    assert ask(Beam(), *paths, judge=True, judging=frozenset({4}), judged={1: 1, 4: 1}) == ()
    condemned = replace(paths[1], steps=(step("no", 0.05),))
    told = [condemned if p.id == 1 else p for p in paths]
    assert ask(Beam(), *told, judge=True, judged={1: 1, 4: 1}) == (Judge(3),)
    assert dropped(ask(Beam(), *told, judge=True, judged={1: 1, 3: 1, 4: 1})) == [2, 0, 5, 6, 7, 1]


def test_a_step_of_which_nothing_is_known_may_be_the_best_once_it_is_judged() -> None:
    paths = [replace(p, steps=(step("?", None),)) if p.id == 7 else p for p in first_round()]
    assert ask(Beam(), *paths, judge=True) == (Judge(7), Judge(1))
    assert 7 in dropped(ask(Beam(), *paths))


def test_late_nobody_waits_for_the_judge() -> None:
    assert begun(ask(Beam(), *first_round(), judge=True, begins=False)) == [1, 4]
