"""A real browser before the whole product; a console error or a blocked resource fails the test."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts import tools
from tests.support.stack import Stack, engine_server, running_stack

PHONE = {"width": 390, "height": 844}
PASSWORD = "a-long-enough-password"


@pytest.fixture(scope="package")
def product() -> Iterator[Stack]:
    """The product over the scripted engine, in demo mode."""
    with (
        engine_server() as engine,
        running_stack({"ENGINE_BASE_URL": f"{engine}/v1", "ENGINE_MODEL": "scripted"}) as stack,
    ):
        yield stack


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or tools.on_path(tools.CHROMIUM_NAMES)
    if not path:
        pytest.skip("no Chromium: `make test` installs one where it may, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained about; checked at the end of each test."""
    return []


@pytest.fixture
def page(browser: Browser, product: Stack, faults: list[str]) -> Iterator[Page]:
    """A new visitor at a desktop's width."""
    context = browser.new_context(
        base_url=product.address,
        viewport={"width": 1280, "height": 800},
        # A worker fetches past what a test puts in the way; test_pwa.py has its own browsers.
        service_workers="block",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    listen(page, faults)
    yield page
    context.close()
    assert faults == []


def listen(page: Page, faults: list[str]) -> None:
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)


def enter(page: Page, name: str) -> None:
    """Press one of the landing page's 'Enter as' buttons."""
    page.goto("/")
    page.get_by_role("button", name=f"Enter as {name}").click()
    page.wait_for_url("**/chat/**")


def ask(page: Page, text: str, *, think: bool = False, auto: bool = False) -> None:
    """Type a question and press Enter."""
    page.get_by_role("radio", name="Auto" if auto else "Think" if think else "Fast").check()
    box = page.get_by_label("Your question", exact=True).and_(page.locator("textarea"))
    box.fill(text)
    expect(page.get_by_role("button", name="Send")).to_be_enabled()
    box.press("Enter")


def think_several_times(page: Page, times: int) -> None:
    """Ask so many questions in Think, one after another."""
    for number in range(times):
        ask(page, f"answer={number} rate=60 {uuid.uuid4()}", think=True)
        expect(page.get_by_text(re.compile("Thought for"))).to_have_count(number + 1, timeout=20_000)


def new_address() -> str:
    return f"{uuid.uuid4().hex[:12]}@people.example"
