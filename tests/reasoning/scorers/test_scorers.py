from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.scorers import RULES, arithmetic, likelihood, path_weight, refuted
from reasoning.state import Path, Score, Step


def scored(*scores: float) -> Step:
    return Step("s", 1, scores=tuple(Score(f"s{n}", score) for n, score in enumerate(scores)))


def test_likelihood_is_the_mean_probability_of_a_token() -> None:
    score = likelihood(Step("s", 4, 4 * math.log(0.8)))
    assert score
    assert (score.score, score.critique) == (pytest.approx(0.8), "")


def test_an_unsure_step_is_remarked_on() -> None:
    score = likelihood(Step("s", 2, 2 * math.log(0.2)))
    assert score
    assert "0.20 a token" in score.critique


@pytest.mark.parametrize("step", [Step("s", 4, None), Step("s", 0, 0.0)])
def test_without_logprobs_the_likelihood_is_unknown(step: Step) -> None:
    assert likelihood(step) is None


def test_the_combination_leaves_out_what_cannot_tell() -> None:
    both, one = RULES(Step("2+2 = 4", 3, -0.3)), RULES(Step("two and two", 3, -0.3))
    assert both
    assert one
    assert both.scorer == "arithmetic+likelihood"
    assert one.scorer == "likelihood"
    assert one.score < both.score < 1
    assert RULES(Step("two and two", 3)) is None


def test_a_wrong_equation_is_not_made_good_by_a_sure_model() -> None:
    score = RULES(Step("2+2 = 5", 3, -0.001))
    assert score == Score("arithmetic+likelihood", 0.0, "2+2 is 4, not 5")


def test_a_path_with_a_refuted_step_weighs_next_to_nothing() -> None:
    assert path_weight([scored(1.0), scored(0.0), scored(1.0)]) == 0.05
    assert path_weight([scored(0.9, 0.0)]) == 0.05


def test_a_path_of_which_nothing_is_known_weighs_less_than_one_that_holds_up() -> None:
    assert path_weight([]) == path_weight([scored()]) < path_weight([scored(0.8)])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9), st.integers(1, 5))
def test_a_longer_path_of_equal_steps_weighs_the_same(scores: list[float], times: int) -> None:
    steps = [scored(score) for score in scores]
    assert 0.05 <= path_weight(steps) <= 1
    assert path_weight(steps * times) == pytest.approx(path_weight(steps))


def test_only_a_rule_refutes_a_step() -> None:
    def with_score(scorer: str, score: float) -> Path:
        return Path(0, steps=(Step("s", 1, scores=(Score(scorer, score),)),))

    assert refuted(with_score("arithmetic", 0.0))
    assert refuted(with_score("arithmetic+likelihood", 0.0))
    assert not refuted(with_score("arithmetic+likelihood", 0.3))
    assert not refuted(with_score("likelihood", 0.01))
    assert not refuted(with_score("judge", 0.0))
    assert arithmetic(Step("2+2=5", 1)) == Score("arithmetic", 0.0, "2+2 is 4, not 5")
