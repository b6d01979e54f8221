from __future__ import annotations

from dataclasses import replace

import pytest

from reasoning.events import Vote
from reasoning.scorers.judge import AT_ONCE
from reasoning.scorers.worth import allowance, flawed, order, unjudged
from reasoning.state import Check, Path, Score, State, Step
from reasoning.types import Budget


def step(*scores: Score) -> Step:
    return Step("s", 5, scores=scores)


def path(number: int, answer: str | None = None, **how: object) -> Path:
    status = "finished" if answer else "running"
    fresh = Path(number, steps=(step(), step()), status=status, answer=answer, weight=0.5)  # type: ignore[arg-type]
    return replace(fresh, **how)  # type: ignore[arg-type]


JUDGED = step(Score("judge", 0.9))
SLIP = step(Score("arithmetic+likelihood", 0.0, "23*4 is 92, not 82"))
A, B, C = Vote("5", (0, 1, 2), 1.5), Vote("6", (3, 4), 1.0), Vote("7", (5,), 0.5)
STATE = State(
    paths=(*(path(n, "5") for n in (0, 1, 2)), *(path(n, "6") for n in (3, 4)), path(5, "7"), path(6)),
    votes=(A, B, C),
)


def test_leading_and_contesting_paths_come_first_in_turns_then_running_ones_then_the_rest() -> None:
    assert order(STATE) == [0, 3, 1, 4, 2, 6, 5]


def test_without_votes_the_paths_being_written_come_first() -> None:
    mute = path(0, status="finished", weight=0.5)
    assert order(State(paths=(mute, path(1), path(2)))) == [1, 2, 0]


@pytest.mark.parametrize(
    "how",
    [
        {"status": "pruned"},
        {"steps": (step(), SLIP)},
        {"steps": (JUDGED, step(Score("judge", 0.1)), step())},
        {"steps": (JUDGED, JUDGED)},
        {"steps": ()},
        {"checks": (Check("math", "failed", "4"),)},
        {"weight": 0.0},
    ],
)
def test_what_is_refuted_decided_judged_or_given_up_is_not_worth_a_call(how: dict[str, object]) -> None:
    votes = (Vote("5", (0,), 1.0), Vote("6", (1,), 1.0))
    assert order(State(paths=(path(0, "5", **how), path(1, "6")), votes=votes)) == [1]


def test_once_an_answer_has_passed_nothing_is_worth_judging() -> None:
    passed = path(0, "5", checks=(Check("math", "passed", "2+3 = 5"),))
    assert order(State(paths=(passed, path(1, "6")))) == []


def test_an_unknown_check_decides_nothing() -> None:
    assert order(State(paths=(path(0, "5", checks=(Check("math", "unknown", ""),)),))) == [0]


def test_the_steps_to_judge_are_those_that_were_not_and_at_most_a_few_at_once() -> None:
    assert unjudged(Path(0, steps=(JUDGED, step(), step(Score("arithmetic", 1.0))))) == (1, 2)
    assert unjudged(Path(0, steps=(step(),) * 50)) == tuple(range(AT_ONCE))


@pytest.mark.parametrize(
    ("score", "at"),
    [
        (Score("arithmetic", 0.0), 1),
        (Score("arithmetic+likelihood", 0.0), 1),
        (Score("judge", 0.2), 1),
        (Score("reward", 0.2), 1),
        (Score("judge", 0.5), None),
        (Score("likelihood", 0.0), None),
        (Score("arithmetic+likelihood", 0.05), None),
    ],
)
def test_a_step_is_wrong_by_a_rule_or_by_a_judge_and_never_because_it_is_unlikely(
    score: Score, at: int | None
) -> None:
    assert flawed(Path(0, steps=(JUDGED, step(score), SLIP)[: 2 if at is None else 3])) == at


def test_judging_has_a_quarter_of_the_tokens() -> None:
    budget = Budget(tokens=4000, paths=4, steps=5, seconds=20)
    assert allowance(State(), budget) == 1000
    assert allowance(State(judged=900), budget) == 100
    assert allowance(State(judged=2000), budget) == 0
