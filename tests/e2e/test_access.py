"""Every page as people with disabilities meet it: axe-core finds no fault, on a desk and a phone, light and dark.

A new page is a new line in PAGES; what opens in a page is a new line in OPENED.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.template import loader
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.support import axe
from tests.support.stack import Stack

from .conftest import PHONE, enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
DESK = {"width": 1280, "height": 800}

# Who looks (nobody, or one of the demo accounts), and where.
PAGES = [
    ("", "/"),
    ("", "/accounts/login/"),
    ("", "/accounts/signup/"),
    ("", "/accounts/password/reset/"),
    ("", "/pricing/"),
    ("", "/terms/"),
    ("", "/goodbye/"),
    ("", "/offline/"),
    ("", "/no/such/page/"),
    ("Pro", "/chat/"),
    ("Pro", "/settings/"),
    ("Pro", "/settings/general/"),
    ("Pro", "/settings/instructions/"),
    ("Pro", "/settings/notifications/"),
    ("Pro", "/settings/keyboard/"),
    ("Pro", "/settings/security/"),
    ("Pro", "/settings/sessions/"),
    ("Pro", "/settings/privacy/"),
    ("Pro", "/settings/data/"),
    ("Pro", "/settings/billing/"),
    ("Pro", "/settings/usage/"),
    ("Pro", "/settings/team/"),
    ("Pro", "/settings/data/delete/"),
    ("Pro", "/settings/delete-account/"),
    ("Pro", "/accounts/2fa/app/"),
    ("Pro", "/accounts/2fa/passkeys/add/"),
    ("Pro", "/accounts/email/"),
    ("Pro", "/accounts/password/change/"),
    ("Free", "/billing/checkout/?plan=plus"),
    ("Team", "/settings/team/"),
    ("Staff", "/settings/model/"),
    ("Staff", "/staff/mails/"),
    ("Staff", "/staff/runs/"),
    ("Staff", "/staff/controls/"),
    ("Staff", "/staff/controls/history/"),
    ("Staff", "/staff/payments/"),
    ("Staff", "/staff/reports/"),
    ("Staff", "/staff/appeals/"),
    ("Staff", "/staff/blocks/"),
    ("Staff", "/staff/people/"),
]
# Where a thought was asked for, by the width of the page.
asked: dict[str, str] = {}
# Pages that a working product does not show.
RENDERED = ["400.html", "403.html", "403_csrf.html", "429.html", "500.html", "503.html"]


def thought(page: Page) -> None:
    """A conversation with a thought, asked for once for each width."""
    key = str(page.viewport_size)
    if key in asked:
        page.goto(asked[key])
        expect(page.get_by_text("Thought for")).to_be_visible()
        return
    page.get_by_role("radio", name="Think").check()
    page.locator("#question").fill("answer=42 rate=200")
    # On a phone Enter makes a new line.
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thought for")).to_be_visible(timeout=LONG)
    expect(page.locator("article.answer[aria-busy=false]")).to_be_visible(timeout=LONG)
    asked[key] = page.url


def fold(page: Page, *, opened: bool) -> None:
    line = page.locator(".thinking-line").last
    if (line.get_attribute("aria-expanded") == "true") is not opened:
        line.click()


def expanded(page: Page) -> None:
    thought(page)
    fold(page, opened=True)
    expect(page.locator(".lane, [role=tabpanel]").first).to_be_visible()


def folded(page: Page) -> None:
    thought(page)
    fold(page, opened=False)


def tool(page: Page, name: str) -> None:
    thought(page)
    page.locator("article.answer").hover()
    page.get_by_role("article", name="Answer").get_by_role("button", name=name).click()
    expect(page.locator(".menu:popover-open")).to_be_visible()


def details(page: Page) -> None:
    tool(page, "More for this answer")
    page.locator(".menu:popover-open").get_by_text("Details", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def prompts(page: Page) -> None:
    page.get_by_role("button", name="Saved prompts").click()
    page.wait_for_timeout(400)


def search(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.locator("#search").fill("answer")
    page.wait_for_timeout(400)


def sharing(page: Page) -> None:
    thought(page)
    page.get_by_role("button", name="Share").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def keys(page: Page) -> None:
    page.keyboard.press("Control+/")
    expect(page.get_by_role("dialog")).to_be_visible()


def sidebar(page: Page) -> None:
    button = page.get_by_role("button", name="Show the sidebar")
    if button.is_visible():
        button.click()
    page.wait_for_timeout(300)


OPENED: dict[str, Callable[[Page], None]] = {
    "a thought, expanded": expanded,
    "a thought, folded": folded,
    "an answer's menu": lambda page: tool(page, "More for this answer"),
    "what was wrong with an answer": lambda page: tool(page, "Bad answer"),
    "an answer's details": details,
    "saved prompts": prompts,
    "the search": search,
    "sharing": sharing,
    "the list of keys": keys,
    "the sidebar": sidebar,
}


@pytest.fixture(scope="module")
def people(browser: Browser, product: Stack) -> Callable[[str], StorageState | None]:
    """The cookies of a demo account; None for nobody. Each signs in once."""
    known: dict[str, StorageState | None] = {"": None}

    def cookies(name: str) -> StorageState | None:
        if name not in known:
            context = browser.new_context(base_url=product.address)
            enter(context.new_page(), name)
            known[name] = context.storage_state()
            context.close()
        return known[name]

    return cookies


@pytest.fixture(scope="module", params=["desk", "phone"])
def visit(
    request: pytest.FixtureRequest,
    browser: Browser,
    product: Stack,
    people: Callable[[str], StorageState | None],
) -> Iterator[Callable[[str], Page]]:
    """A page in the browser of somebody, at a desk's width or at a phone's; each keeps theirs for all tests."""
    open_pages: dict[str, Page] = {}

    def visit(name: str) -> Page:
        if name not in open_pages:
            phone = request.param == "phone"
            context = browser.new_context(
                base_url=product.address,
                storage_state=people(name),
                viewport=PHONE if phone else DESK,
                has_touch=phone,
                reduced_motion="reduce",
                service_workers="block",
            )
            context.set_default_timeout(10_000)
            open_pages[name] = context.new_page()
        open_pages[name].emulate_media(color_scheme="light")
        return open_pages[name]

    yield visit
    for page in open_pages.values():
        page.context.close()


def assert_open_to_everybody(page: Page) -> None:
    found = axe.faults(page)
    if page.viewport_size == DESK:
        # The theme changes colours and nothing else, and on a phone they are the same.
        page.emulate_media(color_scheme="dark")
        found += [
            f"dark: {each}" for each in axe.faults(page, rules=["color-contrast", "link-in-text-block"])
        ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(("name", "path"), PAGES)
def test_a_page(visit: Callable[[str], Page], name: str, path: str) -> None:
    page = visit(name)
    page.goto(path)
    if path == "/chat/":
        expect(page.locator("#question")).to_be_visible()
    assert_open_to_everybody(page)


@pytest.mark.parametrize("template", RENDERED)
def test_a_page_of_what_went_wrong(visit: Callable[[str], Page], template: str) -> None:
    page = visit("")
    written = loader.get_template(template).render()
    page.route("**/went-wrong/", lambda route: route.fulfill(content_type="text/html", body=written))
    page.goto("/went-wrong/")
    assert_open_to_everybody(page)


@pytest.mark.parametrize("what", OPENED)
def test_what_opens_in_the_chat(visit: Callable[[str], Page], what: str) -> None:
    page = visit("Pro")
    page.goto("/chat/")
    expect(page.locator("#question")).to_be_visible()
    OPENED[what](page)
    assert_open_to_everybody(page)


def test_a_shared_conversation(visit: Callable[[str], Page]) -> None:
    page = visit("Pro")
    page.goto("/chat/")
    sharing(page)
    page.get_by_role("dialog").get_by_role("button", name="Create").click()
    link = page.get_by_role("dialog").locator("input[readonly], .share-link input").first.input_value()
    stranger = visit("")
    stranger.goto(link)
    expect(stranger.get_by_role("article", name="Answer")).to_be_visible()
    assert_open_to_everybody(stranger)


def test_a_person_as_staff_see_them(visit: Callable[[str], Page]) -> None:
    page = visit("Staff")
    page.goto("/staff/people/?q=pro@demo.example")
    for leads_on in (True, False):
        for closed in page.locator("details:not([open]) > summary").all():
            if closed.is_visible():
                closed.click()
        assert_open_to_everybody(page)
        if leads_on:
            page.emulate_media(color_scheme="light")
            page.get_by_role("link", name="Trial and limits").first.click()
            expect(page.get_by_role("heading", name="Limits", exact=True)).to_be_visible()
