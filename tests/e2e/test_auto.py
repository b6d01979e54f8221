"""Auto, and the offer to think about an answer that may be wrong."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.support.stack import Stack

from .conftest import ask, enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
WRONG = "answer=3 + 4"  # the engine answers 3


def test_auto_is_chosen_at_first_and_says_above_each_answer_why_it_thinks_or_not(page: Page) -> None:
    enter(page, "Plus")
    expect(page.get_by_role("radio", name="Auto")).to_be_checked()
    expect(page.locator(".allowance")).to_contain_text(re.compile(r"\d+ fast · \d+ thinking left"))
    answer = page.get_by_role("article", name="Answer")
    ask(page, "Good morning", auto=True)
    expect(answer.last).to_contain_text("Fast: small talk", timeout=LONG)
    expect(answer.last).to_contain_text("w19", timeout=LONG)
    ask(page, f"Carefully: answer=9 {uuid.uuid4()}", auto=True)
    expect(answer.last).to_contain_text("Thinks: you asked for care", timeout=LONG)
    expect(answer.last).to_contain_text(re.compile("Thought"), timeout=LONG)
    page.reload()
    expect(answer.first).to_contain_text("Fast: small talk")
    expect(answer.last).to_contain_text("Thinks: you asked for care")
    ask(page, "tokens=2")
    expect(answer.last).to_contain_text("w1", timeout=LONG)
    expect(answer.last).not_to_contain_text("Fast:")


def test_without_thinking_to_spare_auto_stays_fast_and_says_so(page: Page, product: Stack) -> None:
    cookie = product.people(1, "free")[0]
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": product.address}])
    page.goto("/chat/")
    for number in range(2):
        ask(page, f"Carefully: answer={number} {uuid.uuid4()}", auto=True)
        expect(page.get_by_text(re.compile("^Thought"))).to_have_count(number + 1, timeout=LONG)
    ask(page, f"Carefully: answer=5 {uuid.uuid4()}", auto=True)
    expect(page.get_by_role("article", name="Answer").last).to_contain_text(
        "Fast: it would think, but the last thinking answer is kept", timeout=LONG
    )


def test_a_fast_answer_that_a_check_refutes_can_be_thought_about_beside_it(page: Page) -> None:
    enter(page, "Pro")
    ask(page, WRONG)
    offer = page.get_by_role("group", name="This answer may be wrong")
    expect(offer).to_contain_text("A check found a mistake", timeout=LONG)
    page.reload()
    offer.get_by_role("button", name="Think about this").click()
    thought = page.get_by_role("region", name="Think", exact=True)
    expect(thought.get_by_text(re.compile("Thought"))).to_be_visible(timeout=LONG)
    expect(page.get_by_role("region", name="Fast", exact=True)).to_contain_text("3")
    expect(page.get_by_role("article", name="Your question")).to_have_count(1)
    expect(offer).to_contain_text("A check found a mistake")
    expect(offer.get_by_role("button")).to_have_count(0)


def test_a_right_answer_and_one_that_was_followed_by_a_question_offer_nothing(page: Page) -> None:
    enter(page, "Pro")
    offer = page.get_by_role("button", name="Think about this")
    ask(page, WRONG)
    expect(offer).to_be_visible(timeout=LONG)
    ask(page, "answer=1757 - 0")
    expect(page.get_by_role("button", name="Copy the answer")).to_have_count(2, timeout=LONG)
    expect(offer).to_have_count(0)
