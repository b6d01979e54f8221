"""The demo model, and a larger one that staff connect in the browser while everything runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.stack import Stack, engine_server, running_stack

from .conftest import PHONE, ask, enter, listen

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
KEY = "sk-a-secret-of-the-house-7f3d"


@pytest.fixture(scope="module")
def product() -> Iterator[Stack]:
    """The product with its embedded model."""
    with running_stack({}) as stack:
        yield stack


@pytest.fixture(scope="module")
def engine() -> Iterator[str]:
    """An OpenAI-compatible server on this machine."""
    with engine_server() as address:
        yield address


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_staff_connect_a_model_that_answers_without_a_restart_and_disconnect_it(
    page: Page, product: Stack, engine: str
) -> None:
    before = {process.pid for process in product.processes()}
    enter(page, "Staff")
    page.get_by_role("link", name="Seedling (tiny demo model)").click()
    page.get_by_label("Address of the server").fill("http://127.0.0.1:9/v1")
    page.get_by_label("API key").fill(KEY)
    page.get_by_label("Model", exact=True).fill("scripted")
    press(page, "Test")
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    page.get_by_label("Address of the server").fill(f"{engine}/v1")
    press(page, "List models")
    expect(page.get_by_label("The server offers")).to_have_value("scripted")
    press(page, "Test")
    expect(page.get_by_text("It works.")).to_be_visible()
    assert KEY not in page.content()
    press(page, "Connect")
    expect(page.get_by_text("scripted answers from now on")).to_be_visible()
    assert KEY not in page.content()

    page.get_by_role("link", name="Chat").click()
    ask(page, "tokens=12 rate=40")
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w11", timeout=LONG)
    ask(page, "tokens=5 steps=2 answer=9", think=True)
    expect(page.get_by_text(re.compile("^Thought"))).to_be_visible(timeout=LONG)

    page.goto("/settings/model/")
    press(page, "Disconnect")
    expect(page.get_by_text("the built-in demo model answers again")).to_be_visible()
    page.goto("/chat/")
    ask(page, "What is 12 + 5?")
    expect(page.get_by_role("article", name="Answer")).to_contain_text("17", timeout=LONG)
    assert {process.pid for process in product.processes()} >= before
    assert KEY not in product.log()


def test_a_question_beyond_the_demo_model_counts_nothing_and_says_what_to_do_now_and_later(
    page: Page,
) -> None:
    enter(page, "Free")
    ask(page, "What is the capital of France?")
    card = page.get_by_role("complementary", name="About the demo model")
    expect(card).to_contain_text("Ask your administrator", timeout=LONG)
    expect(page.get_by_text("10 of 10 left")).to_be_visible()
    page.reload()
    expect(card).to_contain_text("Ask your administrator")
    assert page.request.get("/settings/model/").status == 403


def test_staff_are_led_from_the_card_to_the_page(page: Page) -> None:
    enter(page, "Staff")
    ask(page, "What is the capital of France?")
    page.get_by_role("link", name="Connect a model").click(timeout=LONG)
    expect(page.get_by_role("heading", name="Connect a model")).to_be_visible()


def test_the_demo_models_comparison_fits_on_a_phone(
    browser: Browser, product: Stack, faults: list[str]
) -> None:
    context = browser.new_context(base_url=product.address, viewport=PHONE, color_scheme="dark")
    page = context.new_page()
    listen(page, faults)
    enter(page, "Plus")
    page.get_by_role("button", name=re.compile("Fast gets this wrong")).click()
    for mode in ("Fast", "Think"):
        column = page.get_by_role("region", name=mode)
        expect(column.get_by_role("button", name="Copy the answer")).to_be_visible(timeout=LONG)
    fast, think = (page.get_by_role("region", name=mode).bounding_box() for mode in ("Fast", "Think"))
    assert fast
    assert think
    assert think["y"] > fast["y"] + fast["height"] - 1
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    context.close()
    assert faults == []
