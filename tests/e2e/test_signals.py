"""How a person hears of what they are not looking at, and settings that go with them."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.stack import Stack

from .conftest import ask, enter, listen

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
# A headless page is always in sight and shows no notifications: it is told otherwise, and keeps what it would show.
OUT_OF_SIGHT = """
let hidden = false;
Object.defineProperty(document, "hidden", { get: () => hidden });
window.look = (inSight) => { hidden = !inSight; document.dispatchEvent(new Event("visibilitychange")); };
window.shown = [];
window.Notification = class {
  static permission = "default";
  static requestPermission = async () => (Notification.permission = "granted");
  constructor(title, options) { Object.assign(this, { title, options }); window.shown.push(this); }
  close() {}
};
"""


def leave_for_a_new_chat(page: Page) -> None:
    page.get_by_role("link", name="New chat").click()
    expect(page.get_by_role("article")).to_have_count(0)


def test_an_answer_in_another_conversation_is_told_with_the_way_to_it(page: Page) -> None:
    enter(page, "Plus")
    name = f"tokens=40 rate=25 {uuid.uuid4()}"
    ask(page, name)
    page.wait_for_url(re.compile("/chat/.+/"))
    conversation = page.url
    leave_for_a_new_chat(page)
    toast = page.get_by_role("region", name="New answers").get_by_role("listitem")
    expect(toast).to_contain_text("An answer is ready", timeout=LONG)
    expect(page.get_by_role("status").filter(has_text="is ready")).to_have_count(1)
    toast.get_by_role("button", name="Open").click()
    page.wait_for_url(conversation)
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w39")
    expect(toast).to_have_count(0)


def test_a_page_out_of_sight_counts_in_its_title_and_the_browser_tells_who_allows_it(page: Page) -> None:
    page.add_init_script(OUT_OF_SIGHT)
    enter(page, "Pro")
    page.goto("/settings/notifications/")
    page.get_by_label("Notify me in this browser").check()
    expect(page.get_by_text("This browser may notify you.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.add_init_script('Notification.permission = "granted";')
    page.goto("/chat/")
    ask(page, f"tokens=30 rate=25 {uuid.uuid4()}")
    page.wait_for_url(re.compile("/chat/.+/"))
    conversation = page.url
    leave_for_a_new_chat(page)
    page.evaluate("look(false)")
    expect(page).to_have_title(re.compile(r"^● \(1\) "), timeout=LONG)
    page.wait_for_timeout(500)  # the page asks whether it is wanted
    assert page.evaluate("shown.map(({ title }) => title)") == ["Your answer is ready"]
    page.evaluate("shown[0].onclick()")
    page.wait_for_url(conversation)
    page.evaluate("look(true)")
    expect(page).to_have_title(re.compile(r"^[^●]+$"))


def test_without_a_network_the_page_says_so_and_keeps_what_is_typed(product: Stack, browser: Browser) -> None:
    context = browser.new_context(base_url=product.address)
    page = context.new_page()
    enter(page, "Plus")
    page.locator("#question").fill("half a thought")
    context.set_offline(True)
    expect(page.get_by_text("Offline: what you type is kept.")).to_be_visible(timeout=LONG)
    context.set_offline(False)
    expect(page.get_by_text("Offline")).to_have_count(0, timeout=LONG)
    expect(page.locator("#question")).to_have_value("half a thought")
    context.close()


def test_theme_and_size_go_with_the_person_to_another_device(
    page: Page, product: Stack, browser: Browser
) -> None:
    enter(page, "Staff")
    page.locator(".sidebar").get_by_role("button", name="Staff (demo)").click()
    with page.expect_response("**/api/preferences"):
        page.get_by_role("radio", name="Dark").check()
    page.goto("/settings/general/")
    expect(page.get_by_label("Dark")).to_be_checked()
    page.get_by_label("Large", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    other: BrowserContext = browser.new_context(base_url=product.address)
    faults: list[str] = []
    phone = other.new_page()
    listen(phone, faults)
    enter(phone, "Staff")
    assert phone.evaluate("getComputedStyle(document.documentElement).fontSize") == "18px"
    assert phone.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    # What this browser learnt stays for its pages that know nobody.
    other.clear_cookies()
    phone.goto("/")
    assert phone.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    other.close()
    assert faults == []


def test_instructions_outlive_a_session_that_ends_in_the_middle(page: Page) -> None:
    enter(page, "Free")
    page.goto("/settings/instructions/")
    page.get_by_label("How do you want to be answered?").fill("In one sentence.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/accounts/login/**")
    enter(page, "Free")
    page.goto("/settings/instructions/")
    expect(page.get_by_label("How do you want to be answered?")).to_have_value("In one sentence.")
    expect(page.get_by_text("It is not saved yet.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It counts from your next question on.")).to_be_visible()
    expect(page.get_by_text("It is not saved yet.")).to_be_hidden()
    other = page.context.new_page()
    other.goto("/settings/instructions/")
    other.get_by_label("How do you want to be answered?").fill("In two sentences.")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("It counts from your next question on.")).to_be_visible()
    page.goto("/settings/instructions/")
    expect(page.get_by_label("How do you want to be answered?")).to_have_value("In two sentences.")
