"""Each way to choose takes what it is meant to take."""

import pytest

from reasoning.seedling.evaluation.choose import (
    CHOICES,
    Ballot,
    any_of,
    likely,
    majority,
    step_checked,
    verified,
)


def ballot(
    answer: str | None, *, logprob: float = -1.0, steps: float = 1.0, outcome: str = "unknown"
) -> Ballot:
    return Ballot(answer, logprob, steps, outcome, answer == "right")  # type: ignore[arg-type]


RIGHT, WRONG = ballot("right"), ballot("wrong")


def test_the_most_frequent_answer_wins_and_the_first_of_equals() -> None:
    assert majority([WRONG, RIGHT, RIGHT])
    assert not majority([WRONG, RIGHT])
    assert majority([RIGHT, WRONG])


def test_a_reply_without_an_answer_does_not_vote() -> None:
    assert majority([ballot(None), ballot(None), RIGHT])


def test_where_nothing_votes_the_soundest_reply_is_taken() -> None:
    mute = Ballot(None, -3.0, 1.0, "unknown", right=False)
    assert majority([mute, Ballot(None, -1.0, 1.0, "unknown", right=True)])
    assert not majority([mute, Ballot(None, -1.0, 0.05, "unknown", right=True)])


def test_a_likely_reply_outvotes_several_unlikely_ones() -> None:
    unlikely = ballot("wrong", logprob=-9.0)
    assert likely([unlikely, unlikely, ballot("right", logprob=-2.0)])


def test_a_reply_with_a_false_equation_hardly_counts() -> None:
    slip = ballot("wrong", steps=0.05)
    assert step_checked([slip, slip, slip, RIGHT])


def test_a_passed_check_decides_and_a_failed_one_excludes() -> None:
    assert verified([WRONG, WRONG, WRONG, ballot("right", outcome="passed")])
    assert verified([ballot("wrong", outcome="failed")] * 3 + [RIGHT])


def test_when_every_check_failed_the_vote_decides_after_all() -> None:
    assert not verified([ballot("wrong", outcome="failed")] * 2)


def test_any_right_reply_counts_for_what_could_be_reached() -> None:
    assert any_of([WRONG, WRONG, RIGHT])
    assert not any_of([WRONG])


@pytest.mark.parametrize("way", CHOICES)
def test_one_right_reply_alone_is_chosen_by_every_way(way: str) -> None:
    assert CHOICES[way]([RIGHT])
    assert not CHOICES[way]([WRONG])
