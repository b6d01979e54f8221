from __future__ import annotations

import pytest

from reasoning.strategies import STRATEGIES
from tests.workers.bench.paths import one_of_each
from workers.bench.live import Live, Runner, UnknownStrategy, strategies
from workers.bench.options import Options
from workers.bench.outcome import Outcome
from workers.bench.trees import compared, path_tokens


def test_what_votes_and_cannot_be_replayed_is_run_and_the_rest_may_be_named() -> None:
    usual = strategies()
    assert {"adaptive", "best_of_n", "beam", "dvts", "mcts", "revise"} <= set(usual) <= set(STRATEGIES)
    assert not {"single", "review", "best_of_n_scores"} & set(usual)
    assert strategies(["best_of_n_scores"]) == ("best_of_n_scores",)


@pytest.mark.parametrize("name", ["single", "no_such"])
def test_a_strategy_that_is_not_there_is_refused_in_words(name: str) -> None:
    with pytest.raises(UnknownStrategy, match=f"no strategy {name}: there are .*beam"):
        strategies(["beam", name])


def test_each_strategy_answers_within_its_tokens() -> None:
    options = Options(live=len(one_of_each()), tokens=(400,), strategies=("adaptive", "beam"))
    found = Runner(options, path_tokens(options)).answer(0)
    assert set(found) == {Live("adaptive", 400), Live("beam", 400)}
    assert all(0 < outcome.tokens <= 400 for outcome in found.values())


def test_a_path_is_taken_for_so_much_that_nearly_all_good_replies_have_room() -> None:
    assert 100 < path_tokens(Options(live=60)) < 320


def test_only_what_has_the_same_limit_is_compared() -> None:
    right, wrong = (Outcome(right, 100, 1.0, "agreed", 1.0, early=True) for right in (True, False))
    wanted = (Live("adaptive", 800), Live("beam", 800), Live("beam", 1600))
    found = [dict(zip(wanted, (wrong, right, right), strict=True))] * 4
    head, _, *lines = compared(found, wanted).splitlines()
    assert head.count("against") == 2
    assert [line.count("| +100.0 [") for line in lines] == [0, 1, 0]
    assert "| beam, 1,600 | 1.000" in lines[2]
