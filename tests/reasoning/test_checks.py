"""What the driver finds out about finished paths' answers."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from reasoning.checks import Checks, Compared
from reasoning.engines.scripted import Script, ScriptedEngine
from reasoning.events import Answered, PathFinished, Verified
from reasoning.state import Path, State
from reasoning.think import think
from reasoning.types import Budget, EngineRequest, Turn
from reasoning.verifiers.math import Comparison

from .drive import answers, collect, no_task_is_left, only, state_of, task

pytestmark = pytest.mark.asyncio
ROOTS = answers(r"Answer: $2\sqrt{2}$", r"Answer: \sqrt{8}", "Answer: 3", r"Answer: \boxed{\sqrt{8}}")
SUM = (Turn("user", "What is 37*48 - 19?"),)


def done(number: int, answer: str) -> Path:
    return Path(number, status="finished", answer=answer, text=answer, weight=1.0)


@pytest.mark.parametrize("strategy", ["best_of_n", "adaptive"])
async def test_answers_that_mean_the_same_vote_together(strategy: str) -> None:
    budget = Budget(tokens=4000, paths=4, steps=5, seconds=30)
    state = state_of(await collect(think(task(strategy, budget=budget), ScriptedEngine(ROOTS))))
    assert state.votes[0].answer == r"2\sqrt{2}"
    assert state.votes[0].paths == (0, 1, 3)
    assert state.verdict == "agreed"
    assert no_task_is_left()


@pytest.mark.parametrize("strategy", ["best_of_n", "adaptive"])
async def test_a_calculation_is_done_again_and_overrides_the_majority(strategy: str) -> None:
    engine = ScriptedEngine(answers("Answer: 1758", "Answer: 1758", "Answer: 1758", "Answer: 1757"))
    events = await collect(think(task(strategy, turns=SUM), engine))
    state = state_of(events)
    assert events[-1] == Answered(3, 1.0, "verified")
    assert state.answer == "1757"
    assert Verified(3, "passed", "37*48 - 19 = 1757", "math") in events
    assert Verified(0, "failed", "37*48 - 19 = 1757, not 1758", "math") in events


async def test_the_first_answer_that_passes_ends_the_search() -> None:
    def source(request: EngineRequest, number: int) -> Script:
        return Script("Answer: 1757") if number == 1 else Script("1. Hm", ending="stall")

    engine = ScriptedEngine(source)
    events = await collect(think(task("adaptive", turns=SUM), engine))
    assert events[-1] == Answered(1, 1.0, "verified")
    assert engine.open == 0


async def test_wrong_answers_alone_are_never_called_agreed() -> None:
    events = await collect(think(task("adaptive", turns=SUM), ScriptedEngine(answers("Answer: 1758"))))
    assert events[-1] == Answered(0, 0.0, "unverified")


async def test_what_was_finished_before_a_crash_is_checked_by_the_next_attempt() -> None:
    past = State(status="running", paths=(done(0, "1757"),))
    events = await collect(think(task("adaptive", turns=SUM), ScriptedEngine(answers("x")), past=past))
    assert events[-1] == Answered(0, 1.0, "verified")
    checked = replace(past, paths=state_of(events, past).paths)
    again = await collect(think(task("adaptive", turns=SUM), ScriptedEngine(answers("x")), past=checked))
    assert not only(again, Verified)


async def test_a_comparison_that_never_ends_costs_the_answer_nothing_at_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def stuck(one: str, two: str) -> Comparison:
        await asyncio.Event().wait()
        return "equal"

    monkeypatch.setattr("reasoning.verifiers.math.compare", stuck)
    budget = Budget(tokens=4000, paths=4, steps=5, seconds=0.3)
    events = await collect(think(task("adaptive", budget=budget), ScriptedEngine(ROOTS)))
    assert isinstance(events[-1], Answered)
    assert no_task_is_left()


class Inbox:
    """What Checks tells, and a comparison that finds what `same` says."""

    def __init__(self, same: Comparison = "different") -> None:
        self.told: list[Compared] = []
        self.asked: list[tuple[str, str]] = []
        self.same = same

    async def compare(self, one: str, two: str) -> Comparison:
        self.asked.append((one, two))
        await asyncio.sleep(0)
        return self.same

    async def settled(self, checks: Checks) -> list[Compared]:
        async with asyncio.timeout(5):
            while checks.pending:  # noqa: ASYNC110
                await asyncio.sleep(0)
        await checks.close()
        return self.told


async def test_numbers_and_words_are_never_sent_to_the_process() -> None:
    inbox = Inbox()
    checks = Checks("?", inbox.told.append, inbox.compare)
    for number, answer in enumerate(("4", "5", "1/2", "yes", "no", "4")):
        assert checks.take(done(number, answer)) == []
    assert not checks.pending
    assert inbox.asked == []


async def test_an_answer_is_compared_with_one_of_each_meaning_only() -> None:
    inbox = Inbox("equal")
    checks = Checks("?", inbox.told.append, inbox.compare)
    for number in range(4):
        checks.take(done(number, f"{number}^2"))
    assert checks.pending == {1, 2, 3}
    told = await inbox.settled(checks)
    assert told == [Compared(n, "0^2") for n in (1, 2, 3)]
    assert len(inbox.asked) == 3


@pytest.mark.parametrize("outcome", ["timeout", "broken"])
async def test_after_two_failures_nothing_more_is_compared(outcome: Comparison) -> None:
    inbox = Inbox(outcome)
    checks = Checks("?", inbox.told.append, inbox.compare)
    for number in range(9):
        checks.take(done(number, f"{number}^2"))
    told = await inbox.settled(checks)
    assert [news.same for news in told] == [None] * 8
    assert len(inbox.asked) == 2


async def test_a_fault_in_a_comparison_is_raised_and_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fault(one: str, two: str) -> Comparison:
        raise ZeroDivisionError

    monkeypatch.setattr("reasoning.verifiers.math.compare", fault)
    with pytest.raises(ZeroDivisionError):
        await collect(think(task("adaptive"), ScriptedEngine(ROOTS)))
    assert no_task_is_left()


async def test_the_text_that_a_person_reads_stays_their_own_path_s() -> None:
    budget = Budget(tokens=4000, paths=4, steps=5, seconds=30)
    events = await collect(think(task("best_of_n", budget=budget), ScriptedEngine(ROOTS)))
    merged = [e for e in only(events, PathFinished) if isinstance(e, PathFinished) and e.path == 1]
    assert [e.answer for e in merged] == [r"\sqrt{8}", r"2\sqrt{2}"]
    assert {e.text for e in merged} == {r"\sqrt{8}"}
