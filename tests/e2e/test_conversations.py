"""Keeping conversations: found again, filed, shared, taken along and thrown away, in a real browser."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.chatapp.conversations.importing.exports import packed, small
from tests.support.stack import Stack

from .conftest import PHONE, ask, enter, listen

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds


def word() -> str:
    """One that stands nowhere else."""
    return f"q{uuid.uuid4().hex[:10]}"


def asked(page: Page, text: str) -> None:
    """A new conversation whose first answer is whole."""
    page.get_by_role("link", name="New chat").first.click()
    ask(page, f"tokens=6 {text}")
    expect(page.get_by_role("article", name="Answer").last).to_contain_text("w5", timeout=LONG)
    expect(page.get_by_role("button", name="Send")).to_be_visible(timeout=LONG)


def line(page: Page, text: str) -> Locator:
    return page.locator(".sidebar .conversation", has_text=text)


def do(page: Page, text: str, what: str) -> None:
    """Choose an entry of a conversation's menu."""
    line(page, text).hover()
    line(page, text).get_by_role("button", name="Options for").click()
    page.locator(".menu:popover-open").get_by_text(what, exact=True).click()


def test_a_word_is_found_and_the_hit_leads_to_its_message(page: Page) -> None:
    enter(page, "Pro")
    wanted = word()
    asked(page, wanted)
    for number in range(6):
        ask(page, f"tokens=40 number {number}")
        expect(page.get_by_role("article", name="Answer")).to_have_count(number + 2)
        expect(page.get_by_role("article", name="Answer").last).to_contain_text("w39", timeout=LONG)
    asked(page, "something else")
    page.keyboard.press("Control+k")
    page.locator("#search").fill(wanted[:8])
    expect(page.locator(".hits .hit mark")).to_have_text(wanted[:8])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".question.found")).to_contain_text(wanted)
    expect(page.locator(".question.found")).to_be_in_viewport()
    page.wait_for_timeout(400)
    expect(page.locator(".question", has_text=wanted)).to_be_in_viewport()


def test_a_project_keeps_its_conversations_and_gives_them_back(page: Page) -> None:
    enter(page, "Pro")
    name, inside = word(), word()
    page.get_by_role("button", name="New project").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Instructions").fill("Answer in verse.")
    page.get_by_role("button", name="Create").click()
    project = page.locator(".project", has_text=name)
    project.get_by_role("button", name=name, exact=True).click()
    project.get_by_role("button", name="New chat here").click()
    expect(page.locator(".place")).to_contain_text(name)
    ask(page, f"tokens=6 {inside}")
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w5", timeout=LONG)
    expect(project.get_by_role("link", name=inside)).to_be_visible()
    page.reload()
    expect(project.get_by_role("link", name=inside)).to_be_visible()
    project.get_by_role("button", name=f"Options for the project {name}").click()
    page.locator(".menu:popover-open").get_by_text("Delete").click()
    page.get_by_role("button", name="Keep them in the history").click()
    expect(page.locator(".project", has_text=name)).to_have_count(0)
    expect(line(page, inside)).to_be_visible()


def test_what_is_archived_leaves_the_history_and_comes_back(page: Page) -> None:
    enter(page, "Pro")
    title = word()
    asked(page, title)
    do(page, title, "Archive")
    expect(line(page, title)).to_have_count(0)
    expect(page.locator(".place")).to_contain_text("Archived")
    page.get_by_role("button", name="Options for the history").click()
    page.get_by_role("button", name="Show what is archived").click()
    expect(line(page, title)).to_be_visible()
    page.get_by_role("button", name="Back to the history").click()
    page.get_by_role("button", name="Put back").click()
    expect(line(page, title)).to_be_visible()


def test_several_are_deleted_at_once(page: Page) -> None:
    enter(page, "Pro")
    titles = [word() for _ in range(3)]
    for title in titles:
        asked(page, title)
    page.get_by_role("button", name="Options for the history").click()
    page.get_by_role("button", name="Select several").click()
    for title in titles[:2]:
        page.get_by_role("checkbox", name=title).check()
    page.get_by_role("group", name="Chosen conversations").get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(line(page, titles[0])).to_have_count(0)
    expect(line(page, titles[1])).to_have_count(0)
    expect(line(page, titles[2])).to_be_visible()


def test_a_stranger_reads_a_shared_thought_until_it_is_revoked(
    page: Page, browser: Browser, product: Stack, faults: list[str]
) -> None:
    enter(page, "Pro")
    title = word()
    page.get_by_role("link", name="New chat").first.click()
    ask(page, f"answer=90 steps=2 {title}", think=True)
    # A thought that took no time worth telling names none.
    expect(page.get_by_role("button", name=re.compile("^Thought"))).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_label("Show the thinking too").check()
    page.get_by_role("button", name="Create a link").click()
    address = page.get_by_label("Address of the link").input_value()
    context = browser.new_context(viewport=PHONE)
    stranger = context.new_page()
    listen(stranger, faults)
    stranger.goto(address)
    expect(stranger.get_by_role("article", name="Answer")).to_contain_text("90")
    stranger.get_by_role("button", name=re.compile("Thought")).click()
    expect(stranger.get_by_role("group", name=re.compile("^Path")).first).to_contain_text("step 1 of the way")
    stranger.get_by_role("button", name="Replay").click()
    expect(stranger.get_by_role("group", name="Replay of the thought")).to_contain_text("step 1 of the way")
    assert stranger.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_label("Address of the link")).to_have_count(0)
    gone = stranger.request.get(address)
    assert gone.status == 404
    context.close()


def test_a_temporary_chat_is_nowhere_once_it_is_left(page: Page, product: Stack) -> None:
    enter(page, "Pro")
    secret = word()
    page.get_by_role("link", name="New chat").first.click()
    page.get_by_role("button", name="Temporary chat").click()
    expect(page.get_by_text("Temporary chat.")).to_be_visible()
    ask(page, f"tokens=6 {secret}")
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w5", timeout=LONG)
    expect(line(page, secret)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w5")
    page.get_by_role("link", name="New chat").first.click()
    expect(page.get_by_text("Temporary chat.")).to_have_count(0)
    page.wait_for_timeout(500)
    [[soon]] = product.query(
        "select (julianday(purge_at) - julianday('now')) * 86400 from conversations_conversation"
        f" where temporary and title like '%{secret}%'"
    )
    assert float(str(soon)) < 130


def test_an_answer_is_gone_on_from_in_a_fork(page: Page) -> None:
    enter(page, "Pro")
    title = word()
    asked(page, title)
    before = page.url
    page.get_by_role("button", name="More for this answer").click()
    page.get_by_role("button", name=re.compile("^Fork")).click()
    expect(page.locator(".place")).to_contain_text("Forked from another conversation")
    assert page.url != before
    ask(page, "tokens=7 and now?")
    expect(page.get_by_role("article", name="Answer").last).to_contain_text("w6", timeout=LONG)
    page.get_by_role("link", name="Forked from another conversation").click()
    expect(page.get_by_role("article", name="Answer")).to_have_count(1)


def test_deleted_on_another_page_the_text_is_kept_and_taken_along(page: Page) -> None:
    enter(page, "Pro")
    title = word()
    asked(page, title)
    page.locator("#question").fill("half a question")
    other = page.context.new_page()
    other.goto("/chat/")
    do(other, title, "Delete")
    other.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("This conversation was deleted")).to_be_visible()
    expect(page.get_by_text("What you have typed is kept")).to_be_visible()
    expect(line(page, title)).to_have_count(0)
    page.get_by_role("button", name="Take my text to a new chat").click()
    expect(page.locator("#question")).to_have_value("half a question")
    page.locator("#question").fill("")
    other.close()


def test_an_export_from_elsewhere_is_taken_in_and_everything_is_taken_out(page: Page) -> None:
    enter(page, "Pro")
    page.goto("/settings/data/")
    export = {"name": "export.zip", "mimeType": "application/zip", "buffer": packed([small(word())])}
    page.locator("input[type=file]").set_input_files(export)
    page.locator("form.import button").click()
    expect(page.get_by_text("1 conversation with 2 messages taken").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    assert download.value.suggested_filename.startswith("fragaria-")
    page.goto("/chat/")
    line(page, "Birds").first.click()
    expect(page.locator(".place")).to_contain_text("Imported from ChatGPT")
    expect(page.get_by_role("article", name="Answer")).to_contain_text("South.")


def test_a_long_history_of_one_moment_is_read_to_its_end(page: Page) -> None:
    enter(page, "Plus")
    page.goto("/settings/data/")
    titles = {f"{word()} {number}" for number in range(90)}
    many = [small(word()) | {"title": title} for title in titles]
    export = {"name": "export.zip", "mimeType": "application/zip", "buffer": packed(many)}
    page.locator("input[type=file]").set_input_files(export)
    page.locator("form.import button").click()
    expect(page.get_by_text("90 conversations with 180 messages taken").first).to_be_visible()
    page.goto("/chat/")
    items = page.get_by_role("navigation", name="Earlier conversations").locator("li a")
    older = page.get_by_role("button", name="Show older")
    for shown in (40, 80):
        expect(items).to_have_count(shown)
        older.click()
    expect(older).to_have_count(0)
    assert titles <= {text.strip() for text in items.all_inner_texts()}
