"""The front page: its thought plays, can be paused, waits where nothing shall move, and reads without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.stack import Stack

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds


def test_a_thought_plays_and_can_be_paused(page: Page) -> None:
    page.goto("/")
    place = page.get_by_role("slider")
    expect(place).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    at = place.input_value()
    page.wait_for_timeout(300)
    assert place.input_value() == at
    page.get_by_role("button", name="Skip to the end").click()
    expect(page.locator("#thought")).to_contain_text("Checked by calculating")


def test_where_nothing_shall_move_it_waits_with_its_end_in_sight(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    page.goto("/")
    expect(page.get_by_role("button", name="Play again")).to_be_visible(timeout=LONG)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]


def test_without_scripts_it_reads_as_well(browser: Browser, product: Stack) -> None:
    context = browser.new_context(base_url=product.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.locator("#thought")).to_contain_text("paths set out")
    expect(page.locator("#thought")).to_contain_text("The check holds:")
    expect(page.get_by_role("link", name="Sign up").first).to_be_visible()
    context.close()
