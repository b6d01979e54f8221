"""One question in both modes, side by side."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.stack import Stack

from .conftest import ask, enter, think_several_times

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
STARTER = re.compile("Fast and Think, side by side")


def column(page: Page, mode: str) -> Locator:
    return page.get_by_role("region", name=mode, exact=True)


def compare(page: Page) -> None:
    page.get_by_role("button", name=STARTER).click()
    for mode in ("Fast", "Think"):
        copy = column(page, mode).get_by_role("button", name="Copy the answer")
        expect(copy).to_be_visible(timeout=LONG)


def test_both_answers_stand_side_by_side_and_the_conversation_goes_on_from_the_chosen_one(page: Page) -> None:
    enter(page, "Pro")
    compare(page)
    expect(page.get_by_role("article", name="Your question")).to_have_count(1)
    expect(column(page, "Think").get_by_text(re.compile("Thought"))).to_be_visible()
    fast, think = column(page, "Fast").bounding_box(), column(page, "Think").bounding_box()
    assert fast
    assert think
    assert fast["y"] == think["y"]
    expect(column(page, "Think")).to_contain_text("Your next question follows this answer")
    column(page, "Fast").get_by_role("button", name="Continue with this answer").click()
    expect(column(page, "Fast")).to_contain_text("Your next question follows this answer")
    page.reload()
    expect(column(page, "Fast")).to_contain_text("Your next question follows this answer")
    ask(page, f"tokens=4 {uuid.uuid4()}")
    expect(page.get_by_role("article", name="Answer").last).to_contain_text("w3", timeout=LONG)
    page.reload()
    expect(column(page, "Fast")).to_contain_text("The conversation goes on from here")
    expect(page.get_by_role("article", name="Answer")).to_have_count(3)
    column(page, "Think").get_by_role("button", name="Continue with this answer").click()
    expect(page.get_by_role("article", name="Answer")).to_have_count(2)


def test_without_thinking_left_its_column_says_until_when_and_fast_answers(
    page: Page, product: Stack
) -> None:
    cookie = product.people(1, "free")[0]
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": product.address}])
    page.goto("/chat/")
    think_several_times(page, 3)
    page.goto("/chat/")
    page.get_by_role("button", name=STARTER).click()
    expect(column(page, "Think")).to_contain_text("Free again", timeout=LONG)
    copy = column(page, "Fast").get_by_role("button", name="Copy the answer")
    expect(copy).to_be_visible(timeout=LONG)
    column(page, "Think").get_by_role("button", name="Retry").click()
    expect(column(page, "Think")).to_contain_text("Free again", timeout=LONG)
    expect(page.get_by_role("article", name="Your question")).to_have_count(1)
