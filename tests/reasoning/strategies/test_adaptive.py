from __future__ import annotations

from dataclasses import replace

import pytest

from reasoning.state import Check, Path, Score, State, Step
from reasoning.strategies import OUT_OF_BUDGET, Action, Answer, Prune, Room, Sample
from reasoning.strategies.adaptive import Adaptive, sure
from reasoning.strategies.votes import by_steps, tally
from reasoning.types import Budget

PRO = Budget(tokens=32_000, paths=32, steps=5, seconds=20)
WRONG = (Step("2+2=5", 5, scores=(Score("arithmetic", 0.0, "2+2 is 4, not 5"),)),)


def done(number: int, answer: str | None, weight: float = 0.9) -> Path:
    steps = (Step("x", 5, scores=(Score("likelihood", weight),)),) if weight else ()
    return Path(number, steps=steps, status="finished", answer=answer, text="t", weight=weight)


def ask(*paths: Path, budget: Budget = PRO, tokens: int | None = None, **room: object) -> tuple[Action, ...]:
    live = frozenset(p.id for p in paths if p.status == "running")
    votes = tally([p for p in paths if p.status == "finished"], by_steps)
    how = Room(budget, live, budget.tokens if tokens is None else tokens)
    return Adaptive().ask(State(paths=paths, votes=votes), replace(how, **room))  # type: ignore[arg-type]


def started(actions: tuple[Action, ...]) -> list[int]:
    return [action.path for action in actions if isinstance(action, Sample)]


def running(*numbers: int) -> tuple[Path, ...]:
    return tuple(Path(n) for n in numbers)


@pytest.mark.parametrize(("first", "second"), [(4, 0), (6, 1), (8, 2), (9, 3), (11, 4)])
def test_the_stopping_rule_is_that_of_the_paper(first: int, second: int) -> None:
    assert sure(first, second)
    assert not sure(first - 1, second)


def test_it_begins_with_four_paths_which_leave_tokens_for_the_others() -> None:
    assert ask() == tuple(Sample(number, 1000) for number in range(4))


def test_four_that_agree_are_enough() -> None:
    assert ask(*(done(n, "4") for n in range(4))) == (Answer(0, 1.0, "agreed"),)


def test_three_that_agree_wait_for_the_fourth() -> None:
    assert ask(*(done(n, "4") for n in range(3)), *running(3)) == ()


def test_disagreement_brings_as_many_more_as_could_settle_it_while_slow_ones_still_run() -> None:
    assert started(ask(done(0, "4"), done(1, "5"), *running(2, 3))) == [4, 5, 6]  # 6-1, if all agree
    assert started(ask(*(done(n, "45"[n % 2]) for n in range(4)))) == [4, 5, 6, 7, 8, 9]  # 8-2


def test_one_refuted_path_is_replaced_by_one() -> None:
    wrong = replace(done(0, "5"), checks=(Check("math", "failed", "2+2 = 4"),))
    assert started(ask(wrong, *running(1, 2, 3))) == [4]


def test_it_goes_no_further_than_the_plan() -> None:
    even = [done(n, "45"[n % 2]) for n in range(28)]
    assert started(ask(*even)) == [28, 29, 30, 31]
    even = [done(n, "45"[n % 2]) for n in range(32)]
    assert isinstance(ask(*even)[-1], Answer)


def test_a_plan_with_few_paths_ends_with_what_they_say() -> None:
    free = Budget(tokens=6000, paths=4, steps=5, seconds=20)
    assert ask(*(done(n, "4") for n in range(3)), *running(3), budget=free) == (
        Prune(3, "decided"),
        Answer(0, 1.0, "agreed"),
    )
    assert ask(done(0, "4"), done(1, "5"), done(2, "4"), done(3, "6"), budget=free) == (
        Answer(0, 0.5, "unverified"),
    )


def test_an_answer_that_passed_a_check_ends_it_at_once() -> None:
    proof = replace(done(2, "4"), checks=(Check("math", "passed", "2+2 = 4"),))
    assert ask(proof, *running(0, 1, 3)) == (
        Prune(0, "decided"),
        Prune(1, "decided"),
        Prune(3, "decided"),
        Answer(2, 1.0, "verified"),
    )


def test_refuted_answers_never_settle_it() -> None:
    failed = [replace(done(n, "5"), checks=(Check("math", "failed", "2+2 = 4"),)) for n in range(4)]
    assert started(ask(*failed)) == list(range(4, 8))


def test_paths_with_a_wrong_step_never_settle_it() -> None:
    assert started(ask(*(replace(done(n, "5", 0.05), steps=WRONG) for n in range(4)))) == [4, 5, 6, 7]


def test_a_path_with_a_wrong_step_is_given_up_where_three_others_are_sound() -> None:
    wrong = Path(3, steps=WRONG)
    assert ask(*running(0, 1, 2), wrong) == (Prune(3, "a wrong step"),)
    assert ask(*running(0, 1), Path(2, steps=WRONG), wrong) == ()


def test_a_path_that_is_given_up_is_not_taken_up_again() -> None:
    assert ask(*running(0, 1, 2), Path(3, steps=WRONG), live=frozenset({0, 1, 2})) == (
        Prune(3, "a wrong step"),
    )


def test_a_question_without_a_short_answer_is_not_asked_again_and_again() -> None:
    assert ask(done(0, None), done(1, None), done(2, None, 0.95), *running(3)) == (
        Prune(3, "decided"),
        Answer(2, None, "unverified"),
    )


def test_paths_cut_by_their_limit_bring_no_more_of_the_same_and_wait_for_the_others() -> None:
    cut = [done(n, None, 0.0) for n in range(3)]
    assert ask(*cut, *running(3)) == ()
    assert ask(*cut, done(3, "4")) == (Answer(3, 1.0, "unverified"),)


def test_paths_that_the_engine_failed_bring_no_more_calls() -> None:
    failed = [Path(n, status="pruned", reason="engine failed") for n in range(4)]
    assert ask(*failed) == ()
    assert started(ask(*failed[:3], done(3, "4"))) == []
    assert ask(*failed[:3], done(3, "4"), begins=False) == (Answer(3, 1.0, "unverified"),)


def test_an_answer_that_is_still_being_compared_is_waited_for() -> None:
    paths = (done(0, "2\\sqrt{2}"), done(1, "2\\sqrt{2}"), done(2, "3"), done(3, "\\sqrt{8}"))
    assert ask(*paths, checking=frozenset({3}), begins=False) == ()
    assert ask(*paths, begins=False) == (Answer(0, 0.5, "unverified"),)


def test_paths_of_an_earlier_attempt_go_on_before_new_ones_begin() -> None:
    actions = ask(done(0, "4"), *running(1, 2, 3), live=frozenset({3}))
    assert started(actions) == [1, 2]


def test_new_paths_begin_only_where_there_are_tokens_for_them() -> None:
    uneven = (done(0, "4"), done(1, "5"), done(2, "6"), done(3, "7"))
    assert started(ask(*uneven, tokens=600)) == [4, 5]
    assert ask(*uneven, tokens=100)[-1] == Answer(0, 0.25, "unverified")


def test_nothing_new_begins_late() -> None:
    assert ask(done(0, "4"), done(1, "5"), *running(2, 3), begins=False) == ()
    assert isinstance(ask(done(0, "4"), done(1, "5"), begins=False)[-1], Answer)


def test_when_time_is_up_the_best_so_far_answers() -> None:
    assert ask(done(0, "4"), *running(1, 2, 3), over=True) == (Answer(0, 1.0, "unverified"),)
    assert ask(Path(0, draft="abc"), over=True) == (Answer(0, None, "unverified"),)
    pruned = Path(0, draft="", steps=(Step("x", 1),), status="pruned", reason=OUT_OF_BUDGET)
    assert ask(pruned, over=True) == (Answer(0, None, "unverified"),)


def test_it_waits_for_a_check_of_the_leading_answer_and_begins_nothing_meanwhile() -> None:
    agreed = [done(n, "Program #1") for n in range(4)]
    assert ask(*agreed, checking=frozenset({0})) == ()
    assert isinstance(ask(*agreed)[-1], Answer)
