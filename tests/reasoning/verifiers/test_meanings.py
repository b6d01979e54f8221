"""Comparing answers in the background: how much of it there is at most."""

from __future__ import annotations

import asyncio

import pytest

from reasoning.verifiers.math import Comparison
from reasoning.verifiers.meanings import COMPARISONS, MOST, Meanings

pytestmark = pytest.mark.asyncio


class Inbox:
    """What Meanings tells, and a comparison that finds what `same` says."""

    def __init__(self, same: Comparison = "different") -> None:
        self.told: list[tuple[int, str | Exception | None]] = []
        self.asked: list[tuple[str, str]] = []
        self.same = same

    def tell(self, path: int, same: str | Exception | None) -> None:
        self.told.append((path, same))

    async def compare(self, one: str, two: str) -> Comparison:
        self.asked.append((one, two))
        await asyncio.sleep(0)
        return self.same

    async def settled(self, meanings: Meanings) -> list[tuple[int, str | Exception | None]]:
        async with asyncio.timeout(20):
            while meanings.pending:  # noqa: ASYNC110
                await asyncio.sleep(0)
        await meanings.close()
        return self.told


async def test_numbers_and_words_are_never_sent_to_the_process() -> None:
    inbox = Inbox()
    meanings = Meanings(inbox.compare, inbox.tell)
    for number, answer in enumerate(("4", "5", "1/2", "yes", "no", "4", "3 m", "3 cm", "3")):
        meanings.take(number, answer)
    assert not meanings.pending
    assert inbox.asked == []


async def test_an_answer_is_compared_with_one_of_each_meaning_only() -> None:
    inbox = Inbox("equal")
    meanings = Meanings(inbox.compare, inbox.tell)
    for number in range(4):
        meanings.take(number, f"{number}^2")
    assert meanings.pending == {1, 2, 3}
    assert await inbox.settled(meanings) == [(n, "0^2") for n in (1, 2, 3)]
    assert len(inbox.asked) == 3


@pytest.mark.parametrize("outcome", ["timeout", "broken"])
async def test_after_two_failures_nothing_more_is_compared(outcome: Comparison) -> None:
    inbox = Inbox(outcome)
    meanings = Meanings(inbox.compare, inbox.tell)
    for number in range(9):
        meanings.take(number, f"{number}^2")
    assert await inbox.settled(meanings) == [(n, None) for n in range(1, 9)]
    assert len(inbox.asked) == 2


async def test_a_thousand_different_formulas_are_all_answered_after_a_bounded_number_of_comparisons() -> None:
    inbox = Inbox()
    meanings = Meanings(inbox.compare, inbox.tell)
    for number in range(1000):
        meanings.take(number, f"x^{number}")
    assert await inbox.settled(meanings) == [(n, None) for n in range(1, 1000)]
    assert len(inbox.asked) == COMPARISONS


async def test_a_new_formula_is_compared_with_the_earliest_ones_only() -> None:
    inbox = Inbox()
    meanings = Meanings(inbox.compare, inbox.tell)
    for number in range(2 * MOST):
        meanings.take(number, str(number))
    meanings.take(1000, "x^2")
    meanings.take(1001, "x^3")
    await inbox.settled(meanings)
    assert {known for known, _ in inbox.asked} == {str(number) for number in range(MOST)}


async def test_comparisons_that_take_long_are_given_up_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reasoning.verifiers.meanings.SECONDS", 0.02)
    inbox = Inbox()

    async def slow(one: str, two: str) -> Comparison:
        await asyncio.sleep(0.03)
        return await inbox.compare(one, two)

    meanings = Meanings(slow, inbox.tell)
    for number in range(5):
        meanings.take(number, f"x^{number}")
    assert await inbox.settled(meanings) == [(n, None) for n in range(1, 5)]
    assert len(inbox.asked) == 1
