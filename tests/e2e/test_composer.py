"""What people do while they write: queue the next message, use saved prompts, leave and come back."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.support.stack import Stack

from .conftest import ask, enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds


@pytest.fixture
def person(page: Page, product: Stack) -> Page:
    """Somebody new on Pro, in the chat."""
    cookie = product.people(1, "pro")[0]
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": product.address}])
    page.goto("/chat/")
    return page


def queue(page: Page, text: str) -> None:
    page.locator("#question").fill(text)
    page.get_by_role("button", name="Queue", exact=True).click()
    expect(page.get_by_role("button", name=text)).to_be_visible()
    expect(page.locator("#question")).to_have_value("")


def test_what_is_written_meanwhile_is_sent_once_when_the_answer_is_there(person: Page) -> None:
    ask(person, "tokens=100 rate=20")
    expect(person.get_by_role("article", name="Answer")).to_contain_text("w3", timeout=LONG)
    queue(person, "tokens=3 the first")
    queue(person, "tokens=3 another")
    queue(person, "tokens=3 the last")
    edited = person.get_by_role("textbox", name="Edit the next message")
    person.get_by_role("button", name="tokens=3 another").click()
    edited.fill("not this")
    edited.press("Escape")
    person.get_by_role("button", name="tokens=3 another").click()
    edited.fill("tokens=3 the second")
    edited.press("Enter")
    last = person.get_by_role("listitem").filter(has_text="the last")
    last.get_by_role("button", name="Remove").click()
    second = person.context.new_page()
    second.goto(person.url)
    expect(second.get_by_role("button", name="tokens=3 the second")).to_be_visible()
    person.reload()
    expect(person.get_by_role("button", name="tokens=3 the first")).to_be_visible()
    for tab in (person, second):
        questions = tab.get_by_role("article", name="Your question")
        expect(questions).to_have_count(3, timeout=LONG)
        expect(questions.nth(1)).to_contain_text("the first")
        expect(questions.nth(2)).to_contain_text("the second")
        expect(tab.get_by_role("list", name="Next messages")).to_have_count(0)
    expect(person.get_by_role("article", name="Answer").nth(2)).to_contain_text("w2", timeout=LONG)
    expect(person.get_by_role("button", name="Stop")).to_have_count(0)


def test_after_stop_it_waits_until_it_is_sent(person: Page) -> None:
    ask(person, "tokens=2000 rate=30")
    expect(person.get_by_role("article", name="Answer")).to_contain_text("w3", timeout=LONG)
    queue(person, "tokens=2 next")
    person.keyboard.press("Escape")
    expect(person.get_by_text("You stopped the answer, so this was not sent.")).to_be_visible(timeout=LONG)
    person.reload()
    person.get_by_role("button", name="Send now").click()
    expect(person.get_by_role("article", name="Answer").nth(1)).to_contain_text("w1", timeout=LONG)
    expect(person.get_by_role("button", name="Send now")).to_have_count(0)


def test_a_saved_prompt_is_found_by_its_slash_and_filled_in_place_by_place(person: Page) -> None:
    box = person.locator("#question")
    box.fill("tokens=2 Translate {text} into {language}")
    person.get_by_role("button", name="Saved prompts").click()
    person.get_by_role("button", name="Save as prompt").click()
    person.get_by_label("Name").fill("Into language")
    person.get_by_role("button", name="Save", exact=True).click()
    person.locator(".prompt-insert").wait_for()
    person.get_by_role("button", name="Close").click()

    box.fill("")
    box.press_sequentially("/la")
    option = person.get_by_role("option", name="/into-language")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("role", "combobox")
    box.press("Escape")
    expect(option).to_have_count(0)
    box.fill("")
    box.press_sequentially("/into")
    option.wait_for()
    box.press("Enter")
    person.keyboard.type("five words")
    person.keyboard.press("Tab")
    person.keyboard.type("Greek")
    expect(box).to_have_value("tokens=2 Translate five words into Greek")

    box.fill("/unknown tokens=2")
    box.press("Enter")
    expect(person.get_by_role("article", name="Your question").locator("> p")).to_have_text(
        "/unknown tokens=2"
    )


def test_drafts_outlive_other_tabs_and_an_expired_session(page: Page, product: Stack) -> None:
    enter(page, "Plus")
    page.locator("#question").fill("from the first tab")
    second = page.context.new_page()
    second.goto("/chat/")
    box = second.locator("#question")
    expect(box).to_have_value("from the first tab")
    page.locator("#question").fill("from the first tab, more of it")
    expect(box).to_have_value("from the first tab, more of it")
    box.fill("from the second tab")
    expect(page.locator("#question")).to_have_value("from the first tab, more of it")
    page.reload()
    expect(page.locator("#question")).to_have_value("from the first tab, more of it")
    second.close()

    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    ended = f"from django.contrib.sessions.models import Session; Session.objects.filter(pk='{key}').delete()"
    product.run("manage.py", "shell", "-c", ended)
    page.locator("#question").press("Enter")
    expect(page.get_by_text("You are signed out.")).to_be_visible(timeout=LONG)
    enter(page, "Plus")
    expect(page.locator("#question")).to_have_value("from the first tab, more of it")


def test_the_keys_of_the_page_and_its_composer(person: Page) -> None:
    person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box = person.locator("#question")
    ask(person, f"tokens=3 {uuid.uuid4()}")
    expect(person.get_by_role("button", name="Copy the answer")).to_be_visible(timeout=LONG)
    person.keyboard.press("Control+Shift+C")
    expect(person.get_by_role("status").filter(has_text="The last answer is copied.")).to_have_count(1)
    assert person.evaluate("navigator.clipboard.readText()").strip() == "w0 w1 w2"
    person.keyboard.press("Control+/")
    keys = person.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_contain_text("Copy the last answer")
    person.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    person.locator("body").click(position={"x": 640, "y": 400})
    person.keyboard.press("Shift+Escape")
    expect(box).to_be_focused()
    person.keyboard.type("one")
    person.keyboard.press("Shift+Enter")
    html = (
        "new Blob(['<b>two</b>'], {type: 'text/html'}), 'text/plain': new Blob(['two'], {type: 'text/plain'})"
    )
    person.evaluate(f"navigator.clipboard.write([new ClipboardItem({{'text/html': {html}}})])")
    person.keyboard.press("Control+V")
    expect(box).to_have_value("one\ntwo")
    person.keyboard.press("Control+Shift+S")
    expect(person.get_by_role("button", name="Show the sidebar")).to_be_visible()
    person.keyboard.press("Control+K")
    expect(person.get_by_role("dialog", name="Search")).to_be_visible()
    person.keyboard.press("Escape")
    person.keyboard.press("Control+Shift+O")
    expect(person).to_have_url(re.compile(r"/chat/$"))
    box.fill("\n".join(str(line) for line in range(80)))
    assert 300 < box.bounding_box()["height"] <= 0.4 * 800 + 1  # type: ignore[index]
