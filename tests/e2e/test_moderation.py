"""Reports, a shared link that is ended, the block list, and a suspension with its appeal, as people meet them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support import axe
from tests.support.stack import Stack

from .conftest import PHONE, ask, enter, listen

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture
def others(browser: Browser, product: Stack, faults: list[str]) -> Iterator[dict[str, Page]]:
    """Pages of other people's browsers: a person, and a stranger on a phone."""
    contexts: list[BrowserContext] = []

    def opened(**options: object) -> Page:
        context = browser.new_context(base_url=product.address, service_workers="block", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        listen(page, faults)
        return page

    yield {"person": opened(), "stranger": opened(viewport=PHONE, has_touch=True)}
    for context in contexts:
        context.close()


def logged(product: Stack, action: str) -> list[str]:
    rows = product.query(f"SELECT reason FROM audit_auditentry WHERE action = '{action}' ORDER BY seq")
    return [str(row[0]) for row in rows]


def why(page: Page, button: str, reason: str, label: str = "Why") -> None:
    """Fill in the form of the button whose name begins so, and press it."""
    name = re.compile(f"^{button}")
    form = page.locator("form").filter(has=page.get_by_role("button", name=name))
    form.get_by_label(label, exact=True).fill(reason)
    form.get_by_role("button", name=name).click()


def assert_accessible(page: Page) -> None:
    found = axe.faults(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {each}" for each in axe.faults(page, rules=["color-contrast"])]
    page.emulate_media(color_scheme="light")
    assert not found, "\n" + "\n".join(found)


def test_a_shared_page_is_reported_taken_read_ended_and_closed(
    page: Page, product: Stack, others: dict[str, Page]
) -> None:
    person, stranger = others["person"], others["stranger"]
    enter(person, "Plus")
    ask(person, "answer=42 rate=200")
    expect(person.locator("article.answer[aria-busy=false]")).to_be_visible(timeout=20_000)
    person.get_by_role("button", name="Share").first.click()
    person.get_by_role("dialog").get_by_role("button", name="Create").click()
    link = person.get_by_role("dialog").locator("input[readonly], .share-link input").first.input_value()

    stranger.goto(link)
    stranger.get_by_role("link", name="Report this page").click()
    stranger.get_by_label("It tells what is private about somebody").check()
    stranger.get_by_label("Anything that helps").fill("That is my number.")
    assert_accessible(stranger)
    stranger.get_by_role("button", name="Report").click()
    expect(stranger.get_by_role("status").filter(has_text="Thank you")).to_be_visible()

    enter(page, "Staff")
    page.goto("/settings/")
    page.get_by_role("link", name="Reports", exact=True).first.click()
    page.get_by_role("link", name="It tells what is private about somebody").first.click()
    assert "my number" not in page.content()
    assert_accessible(page)
    why(page, "Take", "I have a moment")
    expect(page.get_by_text("The report is yours.")).to_be_visible()
    why(page, "Read it", "To judge it", "Why you must read it")
    expect(page.get_by_text("That is my number.")).to_be_visible()
    expect(page.get_by_text("answer=42 rate=200")).to_be_visible()
    assert_accessible(page)
    why(page, "End the link", "It does tell a number")
    expect(page.get_by_text("it leads nowhere any more")).to_be_visible()
    page.get_by_label("What came of it").select_option("link_ended")
    why(page, "Close the report", "Done")
    expect(page.get_by_text("The report is closed.")).to_be_visible()
    assert stranger.request.get(link).status == 404
    for action, reason in {
        "report.taken": "I have a moment",
        "report.content_viewed": "To judge it",
        "share.ended": "It does tell a number",
        "report.closed": "Done",
    }.items():
        assert logged(product, action) == [reason]


def test_a_blocked_domain_signs_up_no_more(page: Page, product: Stack, others: dict[str, Page]) -> None:
    enter(page, "Staff")
    page.goto("/staff/blocks/")
    page.get_by_label("Kind").select_option("domain")
    page.get_by_label("What to block").fill("spam.example")
    why(page, "Block", "Hundreds of sign-ups")
    expect(page.get_by_text("spam.example is blocked.")).to_be_visible()
    assert_accessible(page)
    stranger = others["stranger"]
    stranger.goto("/accounts/signup/")
    stranger.get_by_label("Email").fill("new@mail.spam.example")
    for field in ("password1", "password2"):
        stranger.locator(f'input[name="{field}"]').fill("a-long-enough-password")
    stranger.get_by_role("main").get_by_role("button", name="Sign up").click()
    expect(stranger.get_by_text("Sign-ups with this address are not accepted here.")).to_be_visible()
    page.get_by_text("Take off the list").first.click()
    why(page, "Take off", "They have tidied up")
    expect(page.get_by_text("spam.example is blocked no longer.")).to_be_visible()
    assert logged(product, "block.added") == ["Hundreds of sign-ups"]
    assert logged(product, "block.removed") == ["They have tidied up"]


def test_a_person_is_suspended_says_something_and_is_let_in_again(
    page: Page, product: Stack, others: dict[str, Page]
) -> None:
    person = others["person"]
    enter(person, "Free")
    expect(person.locator("#question")).to_be_visible()
    rows = product.query("SELECT id FROM accounts_user WHERE email = 'free@demo.example'")
    enter(page, "Staff")
    page.goto(f"/staff/people/{uuid.UUID(str(rows[0][0]))}/")
    page.get_by_role("link", name="Suspend…").click()
    page.get_by_label("Your words to the person").fill("You have sent advertising.")
    page.get_by_label("For days").fill("7")
    page.get_by_label("Why, for staff").fill("Ten complaints")
    assert_accessible(page)
    page.get_by_role("button", name="Suspend", exact=True).click()
    expect(page.get_by_text("The person is suspended, and gets a mail")).to_be_visible()
    expect(page.get_by_role("button", name="Lift the suspension")).to_be_visible()
    assert_accessible(page)

    # The open page is closed at once, without being asked.
    expect(person.get_by_text("You are signed out.")).to_be_visible()
    person.goto("/chat/")
    person.wait_for_url("**/suspended/")
    expect(person.get_by_text("You have sent advertising.")).to_be_visible()
    person.get_by_label("If you think this is wrong, say why").fill("It was not me.")
    person.get_by_role("button", name="Send").click()
    expect(person.get_by_text("The people who run this site will read it")).to_be_visible()
    assert_accessible(person)

    page.goto("/staff/appeals/")
    expect(page.get_by_text("It was not me.")).to_be_visible()
    page.get_by_label("Lift it").check()
    page.get_by_label("Your words to the person").fill("You are right, and we are sorry.")
    page.get_by_label("Why, for staff").fill("The address was borrowed")
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("^Decide")).click()
    expect(page.get_by_text("It is decided")).to_be_visible()
    person.goto("/chat/")
    expect(person.locator("#question")).to_be_visible()
    assert logged(product, "person.suspended") == ["Ten complaints"]
    assert logged(product, "appeal.granted") == ["The address was borrowed"]
