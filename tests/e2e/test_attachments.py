"""Files in a real browser: attached in every way, read by the model, refused in words, and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.chatapp.attachments.samples import image, pdf

from .conftest import enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
PUT = """([how, name, text]) => {
  const held = new DataTransfer();
  held.items.add(new File([text], name, { type: "text/plain" }));
  const usual = { bubbles: true, cancelable: true };
  const box = document.getElementById("question");
  if (how === "paste") box.dispatchEvent(new ClipboardEvent("paste", { ...usual, clipboardData: held }));
  else for (const type of ["dragenter", "drop"])
    document.body.dispatchEvent(new DragEvent(type, { ...usual, dataTransfer: held }));
}"""


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    """Pick files as the button's dialog does."""
    payloads: list[FilePayload] = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files
    ]
    page.locator("input[type=file]").set_input_files(payloads)


def write(page: Page, text: str) -> None:
    page.get_by_role("radio", name="Fast").check()
    page.locator("#question").fill(text)


def test_files_come_by_button_paste_and_drop_stay_over_a_reload_and_are_read(
    page: Page, faults: list[str]
) -> None:
    enter(page, "Pro")
    report = pdf("The swallows leave in September.", "Two")
    choose(page, ("report.pdf", report), ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
    page.evaluate(PUT, ["paste", "pasted.txt", "They come back in April."])
    page.evaluate(PUT, ["drop", "dropped.csv", "a,b\n1,2"])
    files = page.get_by_role("group", name="Attached files")
    expect(files).to_contain_text("2 pages", timeout=LONG)
    expect(files).to_contain_text("2 rows", timeout=LONG)
    expect(files).to_contain_text("save it as PDF")
    faults.clear()  # the browser complains about what was meant to be refused
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    page.get_by_role("button", name="Remove old.doc").press("Enter")
    write(page, "When? echo=1")
    page.reload()
    expect(files.get_by_role("listitem")).to_have_count(3)
    page.get_by_role("button", name="Send").click()
    answer = page.get_by_role("article", name="Answer")
    for words in ("leave in September", "back in April", "1 | 2", "When? echo=1"):
        expect(answer).to_contain_text(words, timeout=LONG)
    expect(files).to_have_count(0)
    page.get_by_role("button", name="Show report.pdf").click()
    dialog = page.get_by_role("dialog", name="report.pdf")
    expect(dialog).to_contain_text("The swallows leave in September.")
    with page.expect_download() as started:
        dialog.get_by_role("link", name="Download").click()
    assert started.value.suggested_filename == "report.pdf"
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Show report.pdf")).to_be_focused()


def test_a_picture_that_no_model_sees_is_refused_with_a_way_on_and_nothing_is_lost(page: Page) -> None:
    enter(page, "Pro")
    choose(page, ("photo.png", image(size=(200, 100))))
    files = page.get_by_role("group", name="Attached files")
    expect(files).to_contain_text("No model here can see pictures", timeout=LONG)
    write(page, "What is it?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("ask your administrator")
    expect(page.locator("#question")).to_have_value("What is it?")
    expect(files).to_contain_text("photo.png")


def test_an_upload_survives_a_lost_connection_and_an_ended_session(page: Page, faults: list[str]) -> None:
    enter(page, "Pro")
    write(page, "Still here")
    page.route("**/api/attachments", lambda route: route.abort())
    choose(page, ("notes.txt", b"They leave."))
    files = page.get_by_role("group", name="Attached files")
    expect(files).to_contain_text("The connection was lost.")
    page.unroute("**/api/attachments")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Try notes.txt again").click()
    expect(files).to_contain_text("You are signed out", timeout=LONG)
    page.context.add_cookies([cookie for cookie in cookies if cookie["name"] == "sessionid"])
    page.get_by_role("button", name="Try notes.txt again").click()
    expect(files).to_contain_text("Text · 1 kB", timeout=LONG)
    expect(page.locator("#question")).to_have_value("Still here")
    faults.clear()  # the browser complains about what was meant to fail
