from __future__ import annotations

import math
from dataclasses import replace

import pytest

from reasoning.state import Check, Path, Score, State, Step
from reasoning.strategies import Answer, Prune
from reasoning.strategies.votes import (
    WRONG_STEP,
    answer,
    by_likelihood,
    by_steps,
    hopeless,
    proven,
    sound,
    standing,
    tally,
    whole,
)
from reasoning.verifiers import Outcome


def path(number: int, text: str | None, weight: float = 1.0, *outcomes: Outcome) -> Path:
    checks = tuple(Check("math" if n == 0 else "code", outcome, "e") for n, outcome in enumerate(outcomes))
    steps = (Step("1. x", 10, -1.0, (Score("arithmetic", weight),)),)
    return Path(number, steps=steps, status="finished", answer=text, text="t", weight=weight, checks=checks)


def winner(*paths: Path) -> object:
    return answer(State(paths=paths), tally(paths, by_steps), by_steps)


def test_a_check_that_passed_overrides_votes_and_scores() -> None:
    assert winner(path(0, "4"), path(1, "4"), path(2, "5", 0.1, "passed")) == (Answer(2, 1.0, "verified"),)


def test_an_unknown_outcome_is_never_taken_for_passed() -> None:
    assert winner(path(0, "4", 1.0, "unknown"), path(1, "4")) == (Answer(0, 1.0, "agreed"),)
    assert not proven(State(paths=(path(0, "4", 1.0, "unknown"),)))


def test_a_refuted_answer_loses_to_any_other() -> None:
    paths = [path(n, "4", 1.0, "failed") for n in range(3)]
    assert winner(*paths, path(3, "5", 0.2)) == (Answer(3, 1.0, "unverified"),)
    assert tally([*paths, path(3, "5", 0.2)], by_steps)[-1].weight == 0


def test_where_everything_is_refuted_the_verdict_says_so() -> None:
    assert winner(path(0, "4", 1.0, "failed"), path(1, "4", 1.0, "failed")) == (Answer(0, 0.0, "refuted"),)


def test_checks_that_disagree_have_not_passed() -> None:
    assert standing(path(0, "4", 1.0, "passed", "failed")) == "failed"
    assert standing(path(0, "4", 1.0, "unknown", "passed")) == "passed"


def test_two_sound_paths_outweigh_three_with_a_wrong_step() -> None:
    paths = [path(n, "82", 0.05) for n in range(3)] + [path(n, "92", 0.9) for n in (3, 4)]
    assert winner(*paths) == (Answer(3, 1.8 / 1.95, "agreed"),)


def test_the_soundest_path_of_the_leading_answer_speaks_for_it() -> None:
    assert winner(path(0, "4", 0.3), path(1, "4", 0.9), path(2, "4", 0.6)) == (Answer(1, 1.0, "agreed"),)


def test_paths_that_came_to_no_answer_count_against_agreement() -> None:
    paths = [path(0, "4"), path(1, "4"), path(2, None), path(3, None)]
    assert winner(*paths) == (Answer(0, 1.0, "unverified"),)
    cut = [replace(p, weight=0.0) if p.answer is None else p for p in paths]
    assert winner(*cut) == (Answer(0, 1.0, "agreed"),)


def test_a_vote_weighs_what_its_steps_are_scored_now() -> None:
    ended = path(0, "4", 0.9)
    judged = replace(
        ended, steps=(replace(ended.steps[0], scores=(*ended.steps[0].scores, Score("judge", 0.2))),)
    )
    assert (by_steps(ended), by_steps(judged)) == (pytest.approx(0.9), pytest.approx(0.2))


def test_what_a_limit_has_cut_off_never_votes() -> None:
    cut = replace(path(0, "4", 0.9), weight=0.0)
    assert [weigh(cut) for weigh in (whole, by_steps, by_likelihood)] == [0.0, 0.0, 0.0]


def test_a_likelihood_that_nobody_tells_weighs_a_half() -> None:
    told = path(0, "4")
    assert by_likelihood(told) == pytest.approx(math.exp(-0.1))
    assert by_likelihood(replace(told, steps=(Step("x", 10, None),))) == 0.5


def test_sound_is_what_no_rule_no_judge_and_no_check_has_found_wrong() -> None:
    assert sound(path(0, "4", 0.9, "unknown"))
    assert not sound(path(0, "4", 0.9, "failed"))
    assert not sound(path(0, "4", 0.0))
    assert not sound(replace(path(0, "4"), steps=(Step("x", 10, -1.0, (Score("judge", 0.3),)),)))
    assert sound(replace(path(0, "4"), steps=(Step("x", 10, -90.0, (Score("likelihood", 0.01),)),)))


def test_a_path_with_a_wrong_step_is_given_up_where_three_are_sound() -> None:
    slip = Path(3, steps=(Step("2+2=5", 5, scores=(Score("arithmetic", 0.0),)),))
    assert hopeless(State(paths=(Path(0), Path(1), path(2, "4"), slip))) == (Prune(3, WRONG_STEP),)
    assert hopeless(State(paths=(Path(0), Path(1), path(2, None), slip))) == ()
