"""A thought as a person follows it: the window while it is thought, opened whole, its badge, its tree, its replay."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE, ask, enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
SLOW = "spread=1 answer=1757 steps=4 rate=12"


def line(page: Page, number: int = 0):
    return page.locator(".thinking-line").nth(number)


def test_what_the_reader_opened_stays_open_and_what_they_closed_stays_closed(page: Page) -> None:
    enter(page, "Plus")
    ask(page, f"{SLOW} {uuid.uuid4()}", think=True)
    expect(page.locator(".peek")).to_contain_text("step 1 of the way", timeout=LONG)
    expect(page.locator(".thinking-title")).to_contain_text("step 1 of the way", timeout=LONG)
    page.get_by_role("button", name=re.compile("^Show the thought")).click()
    expect(page.locator(".lane").first).to_be_visible()
    expect(page.get_by_role("button", name="agreed by votes")).to_be_visible(timeout=LONG)
    expect(line(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".why")).to_contain_text("paths that came to an answer")
    ask(page, f"{SLOW} {uuid.uuid4()}", think=True)
    expect(page.locator(".peek")).to_be_visible(timeout=LONG)
    line(page, 1).click()
    line(page, 1).click()
    expect(page.locator(".peek")).to_have_count(0)
    expect(page.get_by_role("button", name="agreed by votes")).to_have_count(2, timeout=LONG)
    expect(line(page, 1)).to_have_attribute("aria-expanded", "false")


def test_the_first_thought_stays_open_and_later_long_ones_fold(page: Page) -> None:
    enter(page, "Plus")
    for number, expanded in enumerate(("true", "false")):
        ask(page, f"{SLOW} {uuid.uuid4()}", think=True)
        expect(page.get_by_role("button", name="agreed by votes")).to_have_count(number + 1, timeout=LONG)
        expect(line(page, number)).to_have_attribute("aria-expanded", expanded)


def test_a_thought_is_played_again_by_keyboard_and_the_badge_shows_why(page: Page) -> None:
    enter(page, "Plus")
    ask(page, f"{SLOW} {uuid.uuid4()}", think=True)
    badge = page.get_by_role("button", name="agreed by votes")
    expect(badge).to_be_visible(timeout=LONG)
    badge.click()
    expect(page.locator(".evidence")).to_be_visible()
    page.get_by_role("button", name="Replay", exact=True).click()
    player = page.get_by_role("group", name="Replay of the thought")
    expect(player).to_be_focused()
    page.keyboard.press(" ")
    page.keyboard.press("Home")
    expect(player).not_to_contain_text("step 1 of the way")
    page.keyboard.press("End")
    expect(player).to_contain_text("step 1 of the way")
    expect(player.locator(".lane.won")).to_have_count(1)
    page.get_by_role("button", name="Close the replay").click()
    expect(page.get_by_role("button", name="Replay", exact=True)).to_be_focused()


def test_the_steps_of_a_deep_thought_are_a_tree_that_a_phone_holds(page: Page) -> None:
    enter(page, "Pro")
    page.get_by_role("radio", name="Think").check()
    page.locator("select").first.select_option("deep")
    ask(page, f"spread=1 answer=7 steps=3 {uuid.uuid4()}", think=True)
    expect(page.get_by_role("button", name=re.compile("^Thought"))).to_be_visible(timeout=LONG)
    page.set_viewport_size(PHONE)
    if line(page).get_attribute("aria-expanded") == "false":
        line(page).click()
    page.get_by_role("button", name="Tree").click()
    tree = page.get_by_role("tree", name="Steps of all paths")
    first = tree.get_by_role("treeitem").first
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(first).not_to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    expect(first).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
