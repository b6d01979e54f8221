from __future__ import annotations

from reasoning.state import Path, State
from reasoning.strategies import Answer, Room, Sample
from reasoning.strategies.single import Single
from reasoning.types import Budget

BUDGET = Budget(tokens=800, paths=1, steps=5, seconds=20)
IDLE = Room(BUDGET, frozenset(), 800)
BUSY = Room(BUDGET, frozenset({0}), 0)
OVER = Room(BUDGET, frozenset({0}), 0, over=True)
ANSWER = (Answer(0, None, "unverified"),)


def test_it_samples_one_path_with_all_tokens() -> None:
    assert Single().ask(State(), IDLE) == (Sample(0, 800),)
    assert Single().ask(State(paths=(Path(0),)), BUSY) == ()


def test_its_end_is_the_answer_and_never_verified() -> None:
    assert Single().ask(State(paths=(Path(0, status="finished", text="4"),)), IDLE) == ANSWER


def test_when_time_is_up_what_was_written_stands() -> None:
    assert Single().ask(State(paths=(Path(0),), answer="Fo"), OVER) == ANSWER
    assert Single().ask(State(paths=(Path(0, draft="thinking"),)), OVER) == ANSWER
    assert Single().ask(State(paths=(Path(0),)), OVER) == ()


def test_a_broken_engine_makes_no_answer_of_half_a_text() -> None:
    failed = Path(0, status="pruned", reason="engine failed")
    assert Single().ask(State(paths=(failed,), answer="Fo"), IDLE) == ()
