"""What people do in their first minutes, in a real browser."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.stack import Stack

from .conftest import PASSWORD, PHONE, ask, enter, listen, new_address, think_several_times

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds


def words(number: int) -> str:
    return " ".join(f"w{n}" for n in range(number))


def sign_up(page: Page, address: str) -> None:
    page.goto("/accounts/signup/")
    page.locator("input[type=email]").fill(address)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/chat/**")


def test_a_stranger_signs_up_asks_and_reads_the_answer(page: Page) -> None:
    sign_up(page, new_address())
    expect(page.get_by_text(re.compile("trial", re.I)).first).to_be_visible()
    ask(page, "tokens=12 rate=40")
    expect(page.get_by_role("article", name="Answer")).to_contain_text(words(12), timeout=LONG)
    expect(page.get_by_role("navigation")).to_contain_text("tokens=12 rate=40")


def test_signing_out_and_in_again_finds_the_conversation(page: Page) -> None:
    address = new_address()
    sign_up(page, address)
    ask(page, "tokens=4")
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w3", timeout=LONG)
    # What the page asks for at an answer's end would be refused, loudly, to who has just signed out.
    expect(page.locator("article.answer[aria-busy=false]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    conversation = page.url
    page.locator(".sidebar").get_by_role("button", name=address).click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.wait_for()
    page.goto(conversation)
    page.wait_for_url("**/accounts/login/**")
    page.locator("input[type=email]").fill(address)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(conversation)
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w3")


def test_thinking_shows_paths_with_their_steps_and_answers_with_the_winner(page: Page) -> None:
    enter(page, "Plus")
    ask(page, f"spread=1 answer=1757 steps=4 rate=12 {uuid.uuid4()}", think=True)
    lanes = page.get_by_role("group", name=re.compile("^Path"))
    expect(lanes.first).to_contain_text("step 1 of the way", timeout=LONG)
    assert lanes.count() > 1
    expect(page.get_by_role("button", name="agreed by votes")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("article", name="Answer")).to_contain_text("1757")
    page.reload()
    page.get_by_role("button", name=re.compile("^Thought for")).click()
    expect(lanes.first).to_contain_text("step 1 of the way", timeout=LONG)


def test_a_verified_answer_shows_what_was_calculated_now_and_after_a_reload(page: Page) -> None:
    enter(page, "Plus")
    ask(page, "answer=1757 - 0", think=True)
    badge = page.get_by_role("button", name="verified", exact=True)
    expect(badge).to_be_visible(timeout=LONG)
    badge.click()
    expect(page.locator(".evidence")).to_contain_text("1757 - 0 = 1757")
    # A quick thought stays open.
    expect(page.locator(".lane .score").first).to_contain_text("0.90")
    page.reload()
    badge.click()
    expect(page.locator(".evidence")).to_contain_text("1757 - 0 = 1757", timeout=LONG)
    badge.click()
    expect(page.locator(".evidence pre")).to_have_count(0)


def test_a_reload_in_the_middle_goes_on_with_the_same_answer(page: Page) -> None:
    enter(page, "Pro")
    ask(page, "tokens=120 rate=30")
    answer = page.get_by_role("article", name="Answer")
    expect(answer).to_contain_text("w20", timeout=LONG)
    page.reload()
    expect(answer).to_contain_text("w20")
    assert "w119" not in answer.inner_text()
    expect(answer).to_contain_text(words(120), timeout=LONG)


def test_an_answer_goes_on_at_the_phone(page: Page, browser: Browser, faults: list[str]) -> None:
    enter(page, "Pro")
    ask(page, "tokens=120 rate=30")
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w10", timeout=LONG)
    phone = browser.new_context(viewport=PHONE, storage_state=page.context.storage_state()).new_page()
    listen(phone, faults)
    phone.goto(page.url)
    page.close()
    expect(phone.get_by_role("article", name="Answer")).to_contain_text(words(120), timeout=LONG)
    phone.context.close()


def test_stop_stops_and_keeps_what_was_written(page: Page) -> None:
    enter(page, "Pro")
    ask(page, "tokens=2000 rate=30")
    answer = page.get_by_role("article", name="Answer")
    expect(answer).to_contain_text("w5", timeout=LONG)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_text("Stopped", exact=True)).to_be_visible()
    expect(answer).to_contain_text("w5")
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def test_answer_now_takes_the_best_so_far(page: Page) -> None:
    enter(page, "Pro")
    ask(page, "answer=42 steps=400 rate=20", think=True)
    answer = page.get_by_role("article", name="Answer")
    page.get_by_role("button", name="Answer now").click()
    expect(answer.get_by_text("Thought for")).to_be_visible(timeout=LONG)
    expect(answer).to_contain_text("42")
    expect(page.get_by_role("button", name="Answer now")).to_have_count(0)
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def test_a_failed_answer_says_why_and_can_be_tried_again(page: Page) -> None:
    enter(page, "Pro")
    ask(page, f"fail=401 times=1 tokens=3 {uuid.uuid4()}")
    failed = page.get_by_role("group", name="The answer failed")
    expect(failed).to_contain_text("key", timeout=LONG)
    failed.get_by_role("button").click()
    expect(page.get_by_role("article", name="Answer").last).to_contain_text("w2", timeout=LONG)


def test_a_used_up_allowance_keeps_the_text_and_says_when(page: Page, product: Stack) -> None:
    cookie = product.people(1, "free")[0]
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": product.address}])
    page.goto("/chat/")
    think_several_times(page, 3)
    ask(page, "answer=4 once more", think=True)
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(page.get_by_label("Your question", exact=True).and_(page.locator("textarea"))).to_have_value(
        "answer=4 once more"
    )
    page.get_by_role("button", name=re.compile("Fast")).click()
    expect(page.get_by_role("article", name="Answer").last).to_contain_text("4", timeout=LONG)


def test_text_and_answers_that_look_like_html_stay_text(page: Page) -> None:
    enter(page, "Pro")
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> \u202eabc 🍓 tokens=2"
    ask(page, hostile)
    expect(page.get_by_role("article", name="Your question").last.locator("> p")).to_have_text(hostile)
    expect(page.get_by_role("article", name="Answer").last).to_contain_text("w1", timeout=LONG)


def test_a_phone_has_everything_without_scrolling_sideways(
    browser: Browser, product: Stack, faults: list[str]
) -> None:
    context = browser.new_context(base_url=product.address, viewport=PHONE, color_scheme="dark")
    page = context.new_page()
    listen(page, faults)
    enter(page, "Pro")
    ask(page, f"answer=9 steps=3 rate=20 {uuid.uuid4()}", think=True)
    expect(page.get_by_text(re.compile("Thought for"))).to_be_visible(timeout=LONG)
    wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wider
    page.get_by_role("button", name="Show the sidebar").click()
    expect(
        page.get_by_role("button", name=re.compile("New chat"))
        .or_(page.get_by_role("link", name=re.compile("New chat")))
        .first
    ).to_be_visible()
    context.close()
    assert faults == []


def test_another_persons_conversation_is_not_there(page: Page, product: Stack) -> None:
    enter(page, "Pro")
    ask(page, "tokens=2")
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w1", timeout=LONG)
    foreign = page.url
    page.goto("about:blank")  # or it would go on asking for what is somebody else's by then
    cookie = product.people(1, "free")[0]
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": product.address}])
    response = page.request.get(foreign)
    assert response.status == 404
