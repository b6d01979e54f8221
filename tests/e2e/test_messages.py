"""What people do with single messages, in a real browser."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.stack import Stack

from .conftest import ask, enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
BOX = "The question in other words"


def answered(page: Page, text: str) -> None:
    """Wait for the end of the last answer, which ends with `text`."""
    last = page.get_by_role("article", name="Answer").last
    expect(last).to_contain_text(text, timeout=LONG)
    expect(last.get_by_role("button", name="Copy the answer")).to_be_visible(timeout=LONG)


def question(page: Page, number: int) -> Locator:
    return page.get_by_role("article", name="Your question").nth(number)


def versions(page: Page, of: str) -> Locator:
    return page.get_by_role("group", name=f"Versions of this {of}")


@pytest.fixture
def asked(page: Page) -> Page:
    """A conversation of two questions."""
    enter(page, "Pro")
    ask(page, f"tokens=3 first {uuid.uuid4()}")
    answered(page, "w2")
    ask(page, f"tokens=4 second {uuid.uuid4()}")
    answered(page, "w3")
    return page


def test_a_question_is_said_in_other_words_and_both_versions_stay(asked: Page) -> None:
    page = asked
    question(page, 0).hover()
    question(page, 0).get_by_role("button", name="Edit the question").click()
    box = page.get_by_label(BOX)
    expect(box).to_be_focused()
    box.fill("tokens=6 a reload comes")
    page.reload()
    expect(box).to_have_value("tokens=6 a reload comes")
    box.press("Escape")
    expect(question(page, 0)).to_contain_text("first")
    question(page, 0).get_by_role("button", name="Edit the question").press("Enter")
    box.fill("tokens=6 edited")
    box.press("Enter")
    answered(page, "w5")
    expect(page.get_by_role("article", name="Your question")).to_have_count(1)
    expect(versions(page, "question")).to_contain_text("2 / 2")
    versions(page, "question").get_by_role("button", name="Previous version").press("Enter")
    expect(page.get_by_role("article", name="Your question")).to_have_count(2)
    expect(versions(page, "question").get_by_role("button", name="Next version")).to_be_focused()
    page.reload()
    expect(versions(page, "question")).to_contain_text("1 / 2")
    expect(question(page, 1)).to_contain_text("second")


def test_an_answer_is_tried_again_judged_and_looked_into(asked: Page) -> None:
    page = asked
    last = page.get_by_role("article", name="Answer").last
    last.get_by_role("button", name="Try again (counts as a message)").click()
    last.get_by_role("button", name="Fast").click()
    expect(versions(page, "answer")).to_contain_text("2 / 2", timeout=LONG)
    answered(page, "w3")
    last.get_by_role("button", name="Bad answer").click()
    page.get_by_label("Too long").check()
    page.get_by_label("In your words").fill("Three words do.")
    last.get_by_role("button", name="Send").click()
    page.reload()
    down = last.get_by_role("button", name="Bad answer")
    expect(down).to_have_attribute("aria-pressed", "true")
    down.click()
    expect(page.get_by_label("In your words")).to_have_value("Three words do.")
    last.get_by_role("button", name="Take it back").click()
    expect(down).to_have_attribute("aria-pressed", "false")
    last.get_by_role("button", name="More for this answer").click()
    last.get_by_role("button", name="Details").click()
    details = page.get_by_role("dialog", name="Details of this answer")
    expect(details).to_contain_text("scripted")
    expect(details).to_contain_text("First word after")
    expect(details).not_to_contain_text("Cost")


def test_a_message_is_deleted_with_what_follows_it_and_other_tabs_see_it_go(
    asked: Page, product: Stack
) -> None:
    page = asked
    other = page.context.new_page()
    other.goto(page.url)
    expect(question(other, 1)).to_contain_text("second")
    question(page, 1).hover()
    delete = question(page, 1).get_by_role("button", name="Delete the question")
    delete.click()
    dialog = page.get_by_role("dialog", name="Delete this question?")
    dialog.get_by_role("button", name="Cancel").click()
    expect(delete).to_be_focused()
    delete.click()
    expect(dialog).to_contain_text("1 message that follows it")
    dialog.get_by_role("button", name="Delete").click()
    for tab in (page, other):
        expect(tab.get_by_role("article", name="Your question")).to_have_count(1)
    question(page, 0).hover()
    question(page, 0).get_by_role("button", name="Delete the question").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(other.get_by_role("article")).to_have_count(0)
    ask(page, "tokens=2 on from nothing")
    answered(page, "w1")


def test_words_of_an_answer_are_quoted_into_the_question(asked: Page) -> None:
    page = asked
    page.get_by_label("Your question", exact=True).and_(page.locator("textarea")).fill("I ask:")
    page.locator(".answer .prose p").last.dblclick(position={"x": 6, "y": 10})
    page.get_by_role("button", name="Quote", exact=True).click()
    box = page.locator("#question")
    expect(box).to_have_value("I ask:\n\n> w0\n\n")
    expect(box).to_be_focused()


def test_a_conversation_is_printed_whole_and_without_what_can_only_be_pressed(page: Page) -> None:
    enter(page, "Pro")
    page.set_viewport_size({"width": 800, "height": 500})
    ask(page, "tokens=600 first")
    answered(page, "w599")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print")
    for hidden in ("textbox", "navigation"):
        expect(page.get_by_role(hidden)).to_have_count(0)  # type: ignore[arg-type]
    expect(page.get_by_role("button", name="Copy the answer")).to_be_hidden()
    whole = "e => e.scrollHeight <= e.clientHeight && document.documentElement.scrollHeight >= e.clientHeight"
    assert page.locator(".thread").evaluate(whole)
    expect(page.locator("body")).to_have_css("color", "rgb(35, 29, 26)")
