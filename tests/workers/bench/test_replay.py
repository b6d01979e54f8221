from __future__ import annotations

import pytest

from tests.workers.bench.paths import one_of_each, row
from workers.bench.options import Options
from workers.bench.replay import Player, Replayed, Way, ways
from workers.bench.written import dump

PATHS = 8
WRONG = "1. 2+2=4\nAnswer: 4"


def play(family: str, *texts: str) -> Replayed:
    """What all ways make of the family's first problem and paths with these texts."""
    problems = one_of_each()
    player = Player(Options(problems=len(problems), paths=PATHS), lambda width: 0.01)
    return player.play(list(problems).index(family), dump(row(problems[family], *texts)))


def test_every_way_has_as_many_paths_as_the_pool_at_most() -> None:
    assert [str(way) for way in ways(8)] == [
        "best_of_n, 1",
        "best_of_n, 4",
        "best_of_n, 8",
        "best_of_n_likelihood, 8",
        "best_of_n_scores, 8",
        "adaptive, 4",
        "adaptive, 8",
    ]
    assert len(ways(32)) == 5 + 2 + 4


def test_paths_that_agree_end_adaptive_search_after_the_first_four() -> None:
    reply = one_of_each()["words"].reply
    found = play("words", *[reply] * PATHS)
    adaptive, fixed = found.outcomes[Way("adaptive", PATHS)], found.outcomes[Way("best_of_n", PATHS)]
    assert adaptive.right
    assert fixed.right
    assert adaptive.verdict == "agreed"
    assert adaptive.early
    assert not fixed.early  # equal paths end with the same step: nothing is left to be closed
    assert adaptive.tokens == 4 * len(reply)
    assert fixed.tokens == PATHS * len(reply)
    assert fixed.seconds == pytest.approx(adaptive.seconds, abs=0.1)
    assert found.sampled.greedy


def test_a_path_that_is_closed_is_paid_for_as_far_as_it_was_written() -> None:
    reply = one_of_each()["words"].reply
    long_winded = "So I think about it for a while. " * 100 + WRONG
    found = play("words", *[reply] * 7, long_winded)
    fixed = found.outcomes[Way("best_of_n", PATHS)]
    assert fixed.right
    assert fixed.early
    assert 7 * len(reply) < fixed.tokens < 7 * len(reply) + len(long_winded)


def test_an_executed_check_ends_it_against_a_majority() -> None:
    problem = one_of_each()["equations"]
    found = play("equations", *[WRONG] * 4, problem.reply, *[WRONG] * 3)
    assert not found.outcomes[Way("best_of_n", 4)].right
    fixed = found.outcomes[Way("best_of_n", PATHS)]
    assert fixed.right
    assert fixed.verdict == "verified"
    assert [ballot.right for ballot in found.sampled.ballots] == [False] * 4 + [True] + [False] * 3
    assert found.sampled.ballots[4].outcome == "passed"


def test_the_seconds_are_those_of_the_measured_pace() -> None:
    reply = one_of_each()["sequences"].reply
    found = play("sequences", *[reply] * PATHS)
    single = found.outcomes[Way("best_of_n", 1)]
    assert single.seconds == pytest.approx(0.01 * (len(reply) + 1), rel=0.01)
