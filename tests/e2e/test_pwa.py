"""The site as an app: a page for when nobody answers, a cache that knows nobody, and a worker that goes when told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.stack import Stack

from .conftest import ask, enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname);
  return kept;
}"""
IS_STATIC = "/static/"


@pytest.fixture
def context(browser: Browser, product: Stack) -> Iterator[BrowserContext]:
    """A browser that may have service workers."""
    context = browser.new_context(base_url=product.address)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def with_worker(page: Page) -> None:
    """Wait until the page is the worker's."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null", timeout=LONG)


def test_out_of_reach_a_page_says_so_and_opens_what_was_wanted_when_the_server_is_back(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    page.goto("/pricing/")
    with_worker(page)
    context.set_offline(True)
    page.goto("/terms/")
    expect(page.get_by_role("heading", name="Fragaria is out of reach")).to_be_visible()
    expect(page.locator(".error")).to_have_css("display", "grid")
    expect(page.get_by_role("status")).to_contain_text("opens by itself")
    context.set_offline(False)
    expect(page.get_by_role("heading", name="Terms")).to_be_visible(timeout=LONG)
    assert page.url.endswith("/terms/")


def test_an_open_chat_stays_and_keeps_what_is_typed(context: BrowserContext) -> None:
    page = context.new_page()
    enter(page, "Pro")
    with_worker(page)
    context.set_offline(True)
    page.locator("#question").fill("Typed without a network")
    page.wait_for_timeout(300)
    page.reload()
    expect(page.get_by_role("heading", name="Fragaria is out of reach")).to_be_visible()
    context.set_offline(False)
    expect(page.locator("#question")).to_have_value("Typed without a network", timeout=LONG)


def test_nothing_of_a_person_is_kept(context: BrowserContext) -> None:
    page = context.new_page()
    enter(page, "Pro")
    with_worker(page)
    ask(page, "tokens=6 a secret")
    expect(page.get_by_role("article", name="Answer")).to_contain_text("w5", timeout=LONG)
    page.goto("/settings/")
    page.reload()
    kept = page.evaluate(KEPT)
    assert "/offline/" in kept
    assert [path for path in kept if not path.startswith(IS_STATIC) and path != "/offline/"] == []
    assert any(path.startswith(f"{IS_STATIC}js/") for path in kept)


def test_switched_off_the_worker_goes_with_all_that_it_kept(context: BrowserContext, product: Stack) -> None:
    page = context.new_page()
    page.goto("/pricing/")
    with_worker(page)
    leave = (product.home / "static" / "worker" / "leave.js").read_text()
    # What the server sends as /sw.js once PWA is off.
    context.route("**/sw.js", lambda route: route.fulfill(content_type="text/javascript", body=leave))
    page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
    page.wait_for_function(
        "async () => !(await navigator.serviceWorker.getRegistration()) && !(await caches.keys()).length",
        timeout=LONG,
    )
