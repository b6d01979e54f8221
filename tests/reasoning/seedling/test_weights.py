"""The shipped weights keep their promises, through CTranslate2 alone. The whole evaluation: make eval-seedling."""

import asyncio
import json
from pathlib import Path

import pytest

from reasoning.engines.embedded import EmbeddedEngine
from reasoning.seedling import WEIGHTS
from reasoning.seedling.mixture import HARD, held_out
from reasoning.seedling.refusal import is_refusal
from reasoning.seedling.tasks import REASONED, arithmetic, smalltalk
from reasoning.seedling.tasks.code import FAMILY as CODE
from reasoning.seedling.writer import Writer
from reasoning.state import State, tell
from reasoning.think import think
from reasoning.types import Budget, Task, Turn

MEGABYTE = 1_000_000
SAMPLE = 40  # problems a family: enough to notice broken weights, not to measure good ones
EXAMPLE = "What is 37*48 - 19?"


@pytest.fixture(scope="module")
def writer() -> Writer:
    return Writer(WEIGHTS)


def say(writer: Writer, *questions: str) -> list[str]:
    return [replies[0].text for replies in writer.replies([[("user", question)] for question in questions])]


async def thought(question: str, paths: int = 8) -> State:
    """What the product's driver makes of a question in the mode Think."""
    engine = EmbeddedEngine()
    budget = Budget(tokens=paths * 1000, paths=paths, steps=5, seconds=60)
    state = State()
    async for event in think(Task((Turn("user", question),), "adaptive", budget), engine):
        state = tell(state, event)
    await engine.aclose()
    return state


@pytest.mark.parametrize("family", [family for family in REASONED if family != CODE])
def test_most_held_out_problems_are_answered_by_the_greedy_reply(writer: Writer, family: str) -> None:
    problems = held_out(family, seed=20, count=SAMPLE)
    replies = writer.replies([problem.turns() for problem in problems])
    right = [problem.check(reply[0].text) for problem, reply in zip(problems, replies, strict=True)]
    assert sum(right) >= 0.5 * SAMPLE


def test_the_products_example_is_thought_through_and_verified() -> None:
    state = asyncio.run(thought(EXAMPLE))
    assert (state.answer, state.verdict) == ("1757", "verified")


def test_thinking_finds_what_one_path_misses(writer: Writer) -> None:
    problems = held_out("countdown", seed=21, count=SAMPLE, level=HARD)
    greedy = writer.replies([problem.turns() for problem in problems])
    missed = [p for p, reply in zip(problems, greedy, strict=True) if not p.check(reply[0].text)]
    assert missed
    missed = missed[:8]
    found = writer.replies([problem.turns() for problem in missed], paths=16, temperature=0.8)
    assert any(p.check(reply.text) for p, several in zip(missed, found, strict=True) for reply in several)


def test_a_greeting_is_answered_and_what_is_beyond_it_refused(writer: Writer) -> None:
    greeting, poem, capital, integral = say(
        writer, "hello", "write me a poem about the sea", "what is the capital of Peru?", "integrate x^2 dx"
    )
    assert smalltalk.intent_of(greeting) == "greeting"
    assert all(map(is_refusal, (poem, capital, integral)))
    assert arithmetic.answer_of(greeting) is None


def test_ten_numbers_at_once_are_refused_and_not_computed_wrongly(writer: Writer) -> None:
    (reply,) = say(writer, "3 + 5 + 7 + 2 + 8 + 1 + 9 + 4 + 6 + 10")
    assert is_refusal(reply)


def test_greedy_text_equals_that_of_the_network_it_was_exported_from(writer: Writer) -> None:
    reference = json.loads((WEIGHTS / "greedy.json").read_text())
    assert len(reference) >= 100
    replies = say(writer, *reference)
    same = [reply == expected for reply, expected in zip(replies, reference.values(), strict=True)]
    assert sum(same) >= 0.9 * len(same)  # int8 rounds a close choice the other way now and then


def test_the_weights_stay_small() -> None:
    files = [path for path in Path(WEIGHTS).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 25 * MEGABYTE
