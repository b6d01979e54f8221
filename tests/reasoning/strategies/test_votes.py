from __future__ import annotations

from dataclasses import replace

from reasoning.state import Check, Path, State, Step
from reasoning.strategies import Answer
from reasoning.strategies.adaptive import weigh
from reasoning.strategies.votes import answer, proven, standing, tally
from reasoning.verifiers import Outcome


def path(number: int, text: str | None, weight: float = 1.0, *outcomes: Outcome) -> Path:
    checks = tuple(Check("math" if n == 0 else "code", outcome, "e") for n, outcome in enumerate(outcomes))
    steps = (Step("1. x", 10, -1.0),)
    return Path(number, steps=steps, status="finished", answer=text, text="t", weight=weight, checks=checks)


def winner(*paths: Path) -> object:
    return answer(State(paths=paths), tally(paths, weigh), weigh)


def test_a_check_that_passed_overrides_votes_and_scores() -> None:
    assert winner(path(0, "4"), path(1, "4"), path(2, "5", 0.1, "passed")) == (Answer(2, 1.0, "verified"),)


def test_an_unknown_outcome_is_never_taken_for_passed() -> None:
    assert winner(path(0, "4", 1.0, "unknown"), path(1, "4")) == (Answer(0, 1.0, "agreed"),)
    assert not proven(State(paths=(path(0, "4", 1.0, "unknown"),)))


def test_a_refuted_answer_loses_to_any_other() -> None:
    paths = [path(n, "4", 1.0, "failed") for n in range(3)]
    assert winner(*paths, path(3, "5", 0.2)) == (Answer(3, 1.0, "unverified"),)
    assert tally([*paths, path(3, "5", 0.2)], weigh)[-1].weight == 0


def test_where_everything_is_refuted_nothing_is_agreed() -> None:
    assert winner(path(0, "4", 1.0, "failed"), path(1, "4", 1.0, "failed")) == (Answer(0, 0.0, "unverified"),)


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
