"""Staff find an answer, see how it was made, and open what was written with a reason, for a while."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import axe
from tests.support.stack import Stack

from .conftest import PHONE, ask, enter, listen

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture(scope="module")
def wording() -> str:
    """What the question and its steps hold, and no page for staff does."""
    return f"strawberry{uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="module")
def thought(browser: Browser, product: Stack, wording: str) -> str:
    """The address of a thinking answer's page for staff."""
    context = browser.new_context(base_url=product.address, service_workers="block")
    page = context.new_page()
    enter(page, "Pro")
    ask(page, f"answer=42 rate=200 {wording}", think=True)
    expect(page.get_by_text(re.compile("Thought for"))).to_be_visible(timeout=20_000)
    expect(page.locator("article.answer[aria-busy=false]")).to_be_visible()
    conversation = page.url.rstrip("/").rpartition("/")[2]
    context.close()
    rows = product.query(f"SELECT id FROM runs_run WHERE conversation_id = '{uuid.UUID(conversation).hex}'")
    return f"/staff/runs/{uuid.UUID(str(rows[0][0]))}/"


def test_an_answer_is_found_opened_played_and_closed(
    page: Page, product: Stack, thought: str, wording: str
) -> None:
    enter(page, "Staff")
    page.goto("/settings/")
    page.get_by_role("link", name="Answers", exact=True).first.click()
    page.get_by_label("Person").fill("pro@demo.example")
    page.get_by_text("More to look for").click()
    page.get_by_label("Mode", exact=True).select_option("think")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Find").click()
    page.locator(f"a[href='{thought}']").click()
    expect(page.get_by_role("heading", name="An answer")).to_be_visible()
    expect(page.get_by_role("region", name="Attempts")).to_contain_text(
        re.compile(r"[0-9a-f]{4}-[0-9a-f]{6}")
    )
    page.get_by_text(re.compile(r"^\d+ events$")).click()
    expect(page.get_by_role("region", name="Log")).to_contain_text("step_finished")
    assert wording not in page.content()
    assert "step 1 of the way" not in page.content()

    page.get_by_label("Why").first.fill("Asked for by its person")
    page.get_by_role("button", name="Show what was written").click()
    content = page.locator("#run-content")
    expect(content.locator(".asked")).to_contain_text(wording)
    player = page.get_by_role("group", name="Replay of the thought")
    expect(player).to_contain_text("step 1 of the way")
    player.get_by_role("button", name="Play").click()
    expect(player.get_by_role("button", name="Play again")).to_be_visible(timeout=15_000)

    page.get_by_role("button", name="Close now").click()
    expect(page.get_by_role("button", name="Show what was written")).to_be_visible()
    expect(content).to_have_count(0)
    assert wording not in page.content()
    entries = product.query(
        "SELECT object_id, reason FROM audit_auditentry WHERE action = 'run.content_viewed'"
    )
    assert entries == [[thought.split("/")[3], "Asked for by its person"]]


def test_the_page_of_an_answer_fits_a_phone_and_is_accessible_open_or_closed(
    browser: Browser, product: Stack, thought: str, faults: list[str]
) -> None:
    context = browser.new_context(base_url=product.address, viewport=PHONE, service_workers="block")
    page = context.new_page()
    listen(page, faults)
    enter(page, "Staff")
    for where in ("/staff/runs/?id=x&status=failed", thought):
        page.goto(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert axe.faults(page) == []
    page.get_by_label("Why").first.fill("Looks at the page")
    page.get_by_role("button", name="Show what was written").click()
    expect(page.get_by_role("group", name="Replay of the thought")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe.faults(page) == []
    context.close()
    assert faults == []
