"""A team of three in the browser: invited, joined, a seat taken in the middle of an answer; and a stolen invitation."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.stack import Stack

from .conftest import PASSWORD, PHONE, ask, enter, listen, new_address

pytestmark = [pytest.mark.browser, pytest.mark.stack]
LONG = 20_000  # milliseconds
Someone = Callable[[], Page]


@pytest.fixture
def someone(browser: Browser, product: Stack, faults: list[str]) -> Iterator[Someone]:
    """Another visitor, in a browser of their own."""
    contexts = []

    def someone() -> Page:
        context = browser.new_context(base_url=product.address, viewport=PHONE)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        listen(page, faults)
        return page

    yield someone
    for context in contexts:
        context.close()


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def open_team(page: Page) -> None:
    page.goto("/settings/team/")
    page.get_by_role("link", name="Open Team (demo)").click()


def invite(page: Page, *addresses: str) -> list[str]:
    """Invite as the owner; returns the links."""
    open_team(page)
    page.get_by_label("E-mail addresses").fill(", ".join(addresses))
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("status").first).to_contain_text("Invited:")
    rows = page.get_by_role("listitem")
    return [rows.filter(has_text=each).get_by_role("link").last.get_attribute("href") for each in addresses]


def sign_up(page: Page, address: str) -> None:
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()


def join(page: Page, link: str, address: str) -> None:
    """Come by the mail's link without an account, make one, come back and join."""
    page.goto(link)
    page.get_by_role("link", name="Make an account").click()
    sign_up(page, address)
    page.get_by_role("button", name="Join Team (demo)").click()
    expect(page.get_by_text("Welcome to Team (demo)")).to_be_visible()


def remove_everybody(page: Page) -> None:
    """Leave the team as the tests found it: with its owner alone."""
    open_team(page)
    while page.get_by_role("button", name="Withdraw").count():
        page.get_by_role("button", name="Withdraw").first.click()
    while page.get_by_role("link", name="Manage").count():
        page.get_by_role("link", name="Manage").first.click()
        page.get_by_text("Remove from the team").click()
        page.get_by_role("button", name="Remove").click()


def test_a_team_of_three_works_and_a_seat_that_goes_lets_the_answer_finish(
    page: Page, someone: Someone
) -> None:
    enter(page, "Team")
    addresses = [new_address(), new_address()]
    links = invite(page, *addresses)
    expect(page.get_by_text("All seats are taken or held by an invitation")).to_be_visible()
    first, second = someone(), someone()
    for member, link, address in zip((first, second), links, addresses, strict=True):
        join(member, link, address)

    first.goto("/chat/")
    ask(first, "tokens=60 rate=12")
    expect(first.get_by_role("article", name="Answer")).to_contain_text("w3", timeout=LONG)

    open_team(page)
    expect(page.get_by_text("3 of 3 seats taken")).to_be_visible()
    page.get_by_role("row", name=addresses[0]).get_by_role("link", name="Manage").click()
    page.get_by_role("button", name="Take the seat away").click()
    expect(page.get_by_text("has no seat now")).to_be_visible()

    answer = first.get_by_role("article", name="Answer")
    expect(answer).to_contain_text("w59", timeout=LONG)
    ask(first, "tokens=3")
    expect(first.get_by_role("alert")).to_contain_text("No seat in this team")
    expect(first.get_by_role("alert")).to_contain_text("Your text is kept")
    first.get_by_role("button", name="Go on with my own account").click()
    expect(answer).to_have_count(2, timeout=LONG)
    expect(answer.last).to_contain_text("w2", timeout=LONG)

    # Counts, and nothing of what was written.
    open_team(page)
    row = page.get_by_role("row", name=addresses[0])
    expect(row).to_contain_text("No seat")
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")
    assert "tokens=" not in page.content()
    second.goto("/settings/team/")
    second.get_by_role("link", name="Open Team (demo)").click()
    expect(second.get_by_text("0 fast, 0 thinking")).to_be_visible()
    remove_everybody(page)


def test_an_invitation_that_another_address_has_stolen_lets_nobody_else_in(
    page: Page, someone: Someone, product: Stack, faults: list[str]
) -> None:
    enter(page, "Team")
    address = new_address()
    (link,) = invite(page, address)
    until(lambda: f"To: {address}" in product.log())  # a demo writes its mail there
    thief = someone()
    thief.goto(link)
    assert address not in thief.content()
    thief.get_by_role("link", name="Make an account").click()
    sign_up(thief, new_address())
    expect(thief.get_by_role("heading", name="This invitation is for another address")).to_be_visible()
    assert address not in thief.content()
    join(someone(), link, address)
    # Used, it is over for everybody.
    thief.goto(link)
    expect(thief.get_by_role("heading", name="This invitation no longer works")).to_be_visible()
    remove_everybody(page)
    # The browser notes the refusals themselves.
    assert [each for each in faults if "403" not in each and "410" not in each] == []
    faults.clear()
