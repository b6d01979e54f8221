"""Number puzzles: which questions are understood, and by which rules an answer is judged."""

import time

import pytest

from reasoning.verifiers.direct import check


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("numbers game: 3 7 25 50 -> 157", "50*3+7"),
        ("Countdown! Numbers 3, 7, 25, 50. Target 157.", "50*3+7"),
        ("reach 157 with 3, 7, 25, 50 (each once at most)", "50*3+7"),
        ("can you make 24 from 4 7 8 8?", "(7-8/8)*4"),
        ("Use [3, 7, 25, 50] to get 157, no number more than once.", "50×3+7"),
        (
            "Make 157 from 3, 7, 25 and 50. You don't have to use all of them, but each at most once.",
            "50*3+7",
        ),
        ("Use + - × ÷ and the numbers 3; 7; 25; 50, each at most once, to make 157", "50*3+7"),
        ("Add and multiply 3, 7, 25 and 50, each at most once, to make 157", "50*3+7"),
    ],
)
def test_a_solution_passes_however_the_puzzle_is_put(question: str, answer: str) -> None:
    assert check(question, "", answer).outcome == "passed"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("numbers game: 3 7 25 50 -> 157", "50*3"),
        ("countdown: 3 7 25 50, target 157", "25+25+100+7"),
        ("Use all the numbers 3, 7, 25 and 50 to make 157", "50*3+7"),
        ("make 157 from 3 7 25 50, every number must be used exactly once", "50*3+7"),
    ],
)
def test_what_breaks_the_rules_fails(question: str, answer: str) -> None:
    assert check(question, "", answer).outcome == "failed"


RULE = "3, 7, 25 and 50, each at most once,"


@pytest.mark.parametrize(
    "question",
    [
        f"Using {RULE} make 157 without multiplication",
        f"Using {RULE} make 157, no multiplication",
        f"Using only + and - and {RULE} make 157",
        f"Using {RULE} make a number close to 157",
        f"Using exactly two of the numbers {RULE} make 157",
        f"Using {RULE} make 157 and 160",
        f"Using {RULE} make 157 in base 8",
        f"Using {RULE} and 7 twice, make 157",
        f"Using {RULE} make 157, 25 must be used",
        "Using 3, 7, 25 and 50, each at least once, make 157",
        "Using 1.5, 3, 7 and 50, each at most once, make 157",
        "make 157 using the operations in the list and 3 7 25 50 in order",
    ],
)
def test_a_puzzle_with_rules_of_its_own_is_unknown(question: str) -> None:
    assert check(question, "", "50*3+7").outcome == "unknown"


def test_where_no_rule_is_said_a_number_used_again_is_not_called_wrong() -> None:
    assert check("make 157 from 3 7 25 50", "", "7*25-3*3-3*3").outcome == "unknown"


def test_where_no_rule_is_said_a_number_used_again_does_not_hide_a_wrong_result() -> None:
    verdict = check("make 24 from 3 5 7 9", "", "9*(7-3)+(7-5)")
    assert (verdict.outcome, verdict.evidence) == ("failed", "9*(7-3)+(7-5) = 38, not 24")


@pytest.mark.parametrize("answer", ["24*3+1", "9*5-1"])
def test_where_no_rule_is_said_an_answer_with_numbers_of_its_own_is_unknown(answer: str) -> None:
    assert check("make 24 from 3 5 7 9", "", answer).outcome == "unknown"


def test_the_game_of_24_may_want_every_number() -> None:
    assert check("can you make 24 from 4 7 8 8?", "", "4*8-8").outcome == "unknown"


@pytest.mark.parametrize(
    "text", ["1 2 " * 70, "1, " * 99, "make 1 from " * 20, "each at most " * 20, "not all the " * 20]
)
def test_hostile_questions_cost_no_time(text: str) -> None:
    began = time.perf_counter()
    check(text, text, text * 1000)
    assert time.perf_counter() - began < 0.1
