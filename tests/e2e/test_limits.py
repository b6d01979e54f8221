"""What the chat page says of limits, and the ways on that it offers."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.support.stack import Stack

from .conftest import ask

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
QUESTION = "answer=3 rate=200"


@pytest.fixture
def person(page: Page, product: Stack) -> Page:
    """Somebody new on Free, in the chat."""
    cookie = product.people(1, "free")[0]
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": product.address}])
    page.goto("/chat/")
    return page


def use_up(page: Page, times: int, *, think: bool) -> None:
    answer = page.get_by_role("button", name="Copy the answer")
    for number in range(times):
        ask(page, f"{QUESTION} {uuid.uuid4()}", think=think)
        expect(answer).to_have_count(number + 1, timeout=LONG)


def test_a_used_up_thinking_allowance_keeps_the_text_and_offers_fast_and_a_larger_plan(person: Page) -> None:
    use_up(person, 3, think=True)
    line = person.locator(".allowance")
    expect(line).to_contain_text(re.compile(r"0 of 3 left · next slot \w+"))
    before = person.locator(".notice.limit")
    expect(before).to_contain_text("No thinking answers left: free again")
    expect(before.get_by_role("link", name="Upgrade")).to_have_attribute("href", "/pricing/")

    ask(person, f"One more? {QUESTION}", think=True)
    refusal = person.get_by_role("alert")
    expect(refusal).to_contain_text("Limit reached")
    expect(refusal).to_contain_text("You have used up your plan's 3 thinking answers for now.")
    expect(refusal.locator("time")).to_contain_text(re.compile(r"Free again .*\d\d?:\d\d"))
    expect(person.locator("textarea")).to_have_value(f"One more? {QUESTION}")

    refusal.get_by_role("button", name="Use Fast").click()
    expect(person.get_by_role("radio", name="Fast")).to_be_checked()
    expect(person.get_by_role("button", name="Copy the answer")).to_have_count(4, timeout=LONG)
    expect(person.locator("textarea")).to_have_value("")
    expect(line).to_contain_text("9 of 10 left")


def test_at_80_percent_the_line_names_the_next_slot_and_at_the_end_fast_is_no_way_on(person: Page) -> None:
    line = person.locator(".allowance")
    use_up(person, 7, think=False)
    expect(line).to_contain_text("3 of 10 left")
    expect(line).not_to_contain_text("next slot")
    ask(person, QUESTION)
    expect(line).to_contain_text(re.compile(r"2 of 10 left · next slot .*\d\d?:\d\d"), timeout=LONG)
    expect(person.get_by_role("button", name="Copy the answer")).to_have_count(8, timeout=LONG)
    for number in (9, 10):
        ask(person, QUESTION)
        expect(person.get_by_role("button", name="Copy the answer")).to_have_count(number, timeout=LONG)
    notice = person.locator(".notice.limit")
    expect(notice).to_contain_text("No fast messages left: free again")
    expect(notice.get_by_role("button", name="Use Fast")).to_have_count(0)


def test_while_another_answer_is_made_a_second_thought_can_be_a_fast_one(
    page: Page, product: Stack, person: Page
) -> None:
    ask(person, "answer=1 rate=1 steps=9", think=True)
    expect(person.get_by_role("button", name="Stop")).to_be_visible(timeout=LONG)
    second = page.context.new_page()
    second.goto("/chat/")
    ask(second, f"{QUESTION} {uuid.uuid4()}", think=True)
    refusal = second.get_by_role("alert")
    expect(refusal).to_contain_text("Another answer is still being made")
    refusal.get_by_role("button", name="Use Fast").click()
    expect(second.get_by_role("button", name="Copy the answer")).to_have_count(1, timeout=LONG)
    person.get_by_role("button", name="Stop").click()
    expect(person.get_by_text("Stopped").first).to_be_visible(timeout=LONG)
