"""The pages in a language that is written from the right: nothing sticks out, and what was left is right."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE, ask, enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
TURN = "document.documentElement.dir = 'rtl'"
# Pixels by which the page can be moved sideways, and the elements that cause it.
STICKS_OUT = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const out = [...document.body.querySelectorAll("*")].filter((each) => {
    const { left, right, width } = each.getBoundingClientRect();
    return width && (left < -1 || right > innerWidth + 1);
  });
  return out.slice(0, 5).map((each) => `${each.tagName.toLowerCase()}.${each.className}`);
}"""


def turn(page: Page) -> None:
    """Every page that is opened from now on runs from the right."""
    page.add_init_script(
        "new MutationObserver((_, all) => { if (document.documentElement) {"
        + TURN
        + "; all.disconnect(); } })"
        ".observe(document, { childList: true })"
    )


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_nothing_sticks_out_sideways(page: Page, viewport: dict[str, int] | None) -> None:
    if viewport:
        page.set_viewport_size(viewport)
    turn(page)
    for path in ("/", "/pricing/", "/accounts/login/"):
        page.goto(path)
        assert page.evaluate(STICKS_OUT) == [], path
    enter(page, "Pro")
    ask(page, "answer=42 rate=200", think=True)
    expect(page.get_by_text("Thought for")).to_be_visible(timeout=LONG)
    assert page.evaluate(STICKS_OUT) == []
    for path in ("/settings/", "/settings/billing/", "/settings/usage/"):
        page.goto(path)
        assert page.evaluate(STICKS_OUT) == [], path


def test_the_sidebar_is_on_the_right_and_texts_keep_their_own_direction(page: Page) -> None:
    turn(page)
    enter(page, "Pro")
    box = page.locator(".sidebar-place").bounding_box()
    assert box
    assert box["x"] + box["width"] == pytest.approx(1280, abs=2)
    ask(page, "tokens=6 left to right")
    question = page.locator(".question p")
    expect(question).to_have_css("direction", "ltr")
    expect(page.get_by_role("article", name="Answer").locator(".block").first).to_have_css("direction", "ltr")
    page.locator(".sidebar .conversation").first.hover()
    page.locator(".sidebar .conversation").first.get_by_role("button").click()
    menu = page.locator(".menu:popover-open").bounding_box()
    assert menu
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= 1280
