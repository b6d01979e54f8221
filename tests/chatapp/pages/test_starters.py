"""The demo model's starters do what they promise, with the shipped weights."""

from __future__ import annotations

import asyncio

import pytest

from billing.plans import PLANS
from chatapp.pages.starters import SEEDLING, Starter
from chatapp.runs.request import make_request, to_task
from chatapp.runs.roster import seedling
from reasoning.engines.embedded import EmbeddedEngine
from reasoning.seedling.refusal import is_refusal
from reasoning.state import State, tell
from reasoning.think import think
from reasoning.verifiers.direct import check

RUNS = 12
ASKED = [starter for starter in SEEDLING if starter.kind == "ask"]
(COMPARED,) = (starter for starter in SEEDLING if starter.kind == "compare")


async def answers(starter: Starter, mode: str, runs: int = 1) -> list[State]:
    """What the free plan gets for a starter, asked `runs` times."""
    engine, states = EmbeddedEngine(), []
    for _ in range(runs):
        asked = make_request(
            mode=mode, plan=PLANS["free"], profile=seedling(), history=(), question=starter.text
        )
        state = State()
        async for event in think(to_task(asked, seedling()), engine):
            state = tell(state, event)
        states.append(state)
    await engine.aclose()
    return states


def test_there_are_four_and_one_compares_the_two_modes() -> None:
    assert len(SEEDLING) == 4
    assert COMPARED.title == "Fast gets this wrong"


@pytest.mark.parametrize("starter", ASKED, ids=lambda starter: starter.text)
def test_a_starter_is_answered_as_its_test_says(starter: Starter) -> None:
    (state,) = asyncio.run(answers(starter, "fast"))
    assert state.status == "answered"
    assert not is_refusal(state.answer)
    assert starter.expects in state.answer


def test_fast_gets_the_compared_question_wrong() -> None:
    (state,) = asyncio.run(answers(COMPARED, "fast"))
    answer = state.answer.rpartition("Answer: ")[2]
    assert check(COMPARED.text, answer, answer).outcome == "failed"


def test_think_gets_it_right_and_verified_even_with_the_four_paths_of_the_free_plan() -> None:
    states = asyncio.run(answers(COMPARED, "think", RUNS))
    # Of 48 sampled paths 36 were right: four in vain are one run of two hundred, so four such runs of twelve are no
    # bad luck.
    assert sum(state.verdict == "verified" for state in states) > RUNS - 4
