from __future__ import annotations

from dataclasses import replace

import pytest

from reasoning.scorers.judge import reply_tokens
from reasoning.scorers.worth import SHARE
from reasoning.state import Check, Path, Score, State, Step
from reasoning.strategies import Answer, Judge, Room, Sample
from reasoning.strategies.adaptive import Adaptive
from reasoning.strategies.best_of_n import BestOfN
from reasoning.strategies.judging import SIDE_BY_SIDE, Docket, docket, granted, unasked
from reasoning.strategies.votes import Weigh, by_steps, tally, whole
from reasoning.types import Budget
from reasoning.verifiers import Outcome

BUDGET = Budget(tokens=8000, paths=8, steps=5, seconds=20)
FREE = Room(BUDGET, frozenset(), 8000, judge=True)


def steps(*scores: float, judge: float | None = None) -> tuple[Step, ...]:
    said = () if judge is None else (Score("judge", judge),)
    return tuple(Step("x", 10, -1.0, (Score("likelihood", score), *said)) for score in scores)


def path(
    number: int, answer: str, *scores: float, judge: float | None = None, check: Outcome | None = None
) -> Path:
    checks = (Check("math", check, "e"),) if check else ()
    done = steps(*(scores or (0.8,)), judge=judge)
    return Path(number, steps=done, status="finished", answer=answer, text="t", weight=0.8, checks=checks)


def asked(
    *paths: Path, room: Room = FREE, weigh: Weigh = by_steps, early: bool = False, used: int = 0
) -> Docket:
    votes = tally([p for p in paths if p.status == "finished"], weigh)
    return docket(State(paths=paths, votes=votes, judged=used), room, votes, weigh, early=early)


def judged(docket: Docket) -> list[int]:
    return [ask.path for ask in docket.asks]


def test_where_all_agree_nothing_is_judged() -> None:
    assert asked(path(0, "4"), path(1, "4"), Path(2, steps=steps(0.8, 0.8))) == Docket()


def test_two_answers_that_contest_each_other_are_judged_and_waited_for() -> None:
    assert asked(path(0, "4"), path(1, "5")) == Docket((Judge(0), Judge(1)), waits=True)


def test_the_leading_and_the_contesting_answer_take_turns() -> None:
    paths = [path(n, "4") for n in (0, 1, 2)] + [path(n, "5") for n in (3, 4)]
    assert judged(asked(*paths)) == [0, 3, 1, 4, 2]


def test_an_answer_that_cannot_win_whatever_is_said_is_not_judged() -> None:
    strong = [path(n, "4", judge=0.9) for n in range(4)]
    assert asked(*strong, path(4, "5"), path(5, "5")) == Docket()
    weak = [path(n, "4", judge=0.5) for n in range(2)]
    assert judged(asked(*weak, path(2, "5"), path(3, "5"))) == [2, 3]


def test_what_a_check_has_decided_is_not_judged() -> None:
    assert asked(path(0, "4", check="passed"), path(1, "5")) == Docket()
    assert judged(asked(path(0, "4", check="failed"), path(1, "5"), path(2, "6"))) == [1, 2]


def test_what_a_rule_has_refuted_is_not_judged() -> None:
    slip = replace(path(1, "5"), steps=(Step("2+2=5", 5, scores=(Score("arithmetic", 0.0, "2+2 is 4"),)),))
    assert asked(path(0, "4"), slip) == Docket()


def test_nothing_is_asked_twice_even_where_the_judge_had_no_answer() -> None:
    room = replace(FREE, judged={0: 1, 1: 1})
    assert asked(path(0, "4"), path(1, "5"), room=room) == Docket()
    assert asked(path(0, "4", judge=0.9), path(1, "5", judge=0.8)) == Docket()


def test_a_branch_is_judged_by_its_own_steps() -> None:
    branch = Path(3, parent=0, shared=2, steps=steps(0.8, 0.8, 0.8))
    assert unasked(branch, FREE) == 1
    assert unasked(replace(branch, shared=3), FREE) == 0


def test_what_is_being_judged_is_waited_for_only_where_it_can_change_the_choice() -> None:
    room = replace(FREE, judging=frozenset({0}))
    assert asked(path(0, "4"), path(1, "5"), room=room) == Docket((Judge(1),), waits=True)
    strong = [path(n, "4", judge=0.9) for n in (1, 2, 3)]
    assert asked(*strong, path(0, "5"), room=room) == Docket()


def test_paths_being_written_are_judged_while_there_is_a_contest_or_early_where_that_is_wanted() -> None:
    running = Path(2, steps=steps(0.8, 0.8))
    assert judged(asked(path(0, "4"), path(1, "5"), running)) == [0, 1, 2]
    assert judged(asked(running, early=True)) == [2]
    assert asked(running, early=True).waits is False
    assert asked(Path(2, steps=steps(0.8)), early=True) == Docket()


def test_a_majority_is_judged_only_where_it_is_even() -> None:
    assert judged(asked(path(0, "4"), path(1, "5"), weigh=whole)) == [0, 1]
    assert asked(path(0, "4"), path(1, "4"), path(2, "5"), weigh=whole) == Docket()


def test_a_quarter_of_the_tokens_at_most_goes_to_the_judge() -> None:
    share = int(BUDGET.tokens * SHARE)
    even = (path(0, "4"), path(1, "5"))
    assert judged(asked(*even, used=share - reply_tokens(1))) == [0]
    assert asked(*even, used=share) == Docket()


def test_not_all_are_judged_at_once() -> None:
    many = [path(n, "45"[n % 2]) for n in range(20)]
    state = State(paths=tuple(many))
    assert len(granted(state, FREE, list(range(20)))) == SIDE_BY_SIDE
    busy = replace(FREE, judging=frozenset(range(SIDE_BY_SIDE)))
    assert granted(state, busy, list(range(20))) == ()


def test_without_a_judge_nobody_is_asked() -> None:
    assert asked(path(0, "4"), path(1, "5"), room=replace(FREE, judge=False)) == Docket()


def test_adaptive_search_waits_for_the_judge_before_it_decides_a_contest() -> None:
    budget = Budget(tokens=8000, paths=4, steps=5, seconds=20)
    paths = (path(0, "4", 0.9), path(1, "5", 0.8), path(2, "4", 0.9), path(3, "5", 0.8))
    state = State(paths=paths, votes=tally(paths, by_steps))
    free = Room(budget, frozenset(), 4000, judge=True)
    assert Adaptive().ask(state, free) == (Judge(0), Judge(1), Judge(2), Judge(3))
    assert Adaptive().ask(state, replace(free, judging=frozenset({0, 1, 2, 3}))) == ()
    condemned = tuple(replace(p, steps=steps(0.9, judge=0.05)) if p.answer == "4" else p for p in paths)
    told = replace(state, paths=condemned, votes=tally(condemned, by_steps))
    assert Adaptive().ask(told, replace(free, judge=False))[-1] == Answer(
        1, pytest.approx(1.6 / 1.7), "agreed"
    )


def test_a_majority_that_is_even_goes_to_what_the_judge_thinks_sounder() -> None:
    budget = Budget(tokens=8000, paths=2, steps=5, seconds=20)
    paths = (path(0, "4", judge=0.6), path(1, "5", judge=0.9))
    paths = (replace(paths[0], steps=steps(0.8, judge=0.6)), paths[1])
    state = State(paths=paths, votes=tally(paths, whole))
    assert BestOfN().ask(state, Room(budget, frozenset(), 4000))[-1] == Answer(1, 0.5, "unverified")


def test_an_even_majority_waits_for_the_judge() -> None:
    budget = Budget(tokens=8000, paths=2, steps=5, seconds=20)
    paths = (path(0, "4"), path(1, "5"))
    state = State(paths=paths, votes=tally(paths, whole))
    room = Room(budget, frozenset(), 4000, judge=True)
    assert BestOfN().ask(state, room) == (Judge(0), Judge(1))
    assert BestOfN().ask(state, replace(room, judging=frozenset({0, 1}))) == ()


def test_judging_does_not_hold_up_what_can_be_written_meanwhile() -> None:
    even = tuple(path(n, "45"[n % 2]) for n in range(4))
    state = State(paths=even, votes=tally(even, by_steps))
    actions = Adaptive().ask(state, FREE)
    assert [type(action) for action in actions] == [Judge] * 4 + [Sample] * 4
