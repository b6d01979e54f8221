"""Staff find somebody, help them in, and see in the log what they did, in a real browser."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.stack import Stack

from .conftest import PASSWORD, enter, listen, new_address

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture
def person(browser: Browser, product: Stack, faults: list[str]) -> Iterator[tuple[Page, str]]:
    """Somebody who has just signed up, in a browser of their own, and their address."""
    context = browser.new_context(base_url=product.address, service_workers="block")
    context.set_default_timeout(10_000)
    theirs, email = context.new_page(), new_address()
    listen(theirs, faults)
    theirs.goto("/accounts/signup/")
    theirs.get_by_label("Email").fill(email)
    theirs.locator('input[name="password1"]').fill(PASSWORD)
    theirs.locator('input[name="password2"]').fill(PASSWORD)
    theirs.get_by_role("main").get_by_role("button", name="Sign up").click()
    theirs.wait_for_url("**/chat/**")
    theirs.goto("/settings/")
    yield theirs, email
    context.close()


def look_up(page: Page, email: str) -> None:
    enter(page, "Staff")
    page.goto("/staff/people/")
    page.get_by_label("Find by an address").fill(email)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(email)


def do(page: Page, what: str, why: str, button: str) -> None:
    """Open one of the page's forms, say why, and press its button."""
    form = page.locator("details.deed").filter(has=page.locator("summary", has_text=what))
    form.locator("summary").click()
    form.get_by_label("Why").fill(why)
    form.get_by_role("button", name=button, exact=True).click()


def test_staff_help_somebody_in_and_the_log_says_so(page: Page, person: tuple[Page, str]) -> None:
    theirs, email = person
    look_up(page, email)
    do(page, "Let them try to sign in again", "Called us", "Unlock")
    expect(page.get_by_role("status")).to_contain_text("They may try again.")
    do(page, "Send a mail again", "It did not arrive", "Send")
    expect(page.get_by_role("status")).to_contain_text("The mail is sent again.")
    do(page, "Sign them out everywhere", "A lost laptop", "Sign out everywhere")
    expect(page.get_by_role("status")).to_contain_text("One session is ended")
    theirs.goto("/settings/")
    expect(theirs).to_have_url(re.compile("/accounts/login/"))
    with page.expect_download() as download:
        do(page, "Export everything of theirs", "Asked by letter", "Export")
    with zipfile.ZipFile(download.value.path()) as archive:
        assert email in archive.read("person.jsonl").decode()
    page.reload()
    for action, why in (
        ("person.unlocked", "Called us"),
        ("mail.resent", "It did not arrive"),
        ("person.signed_out", "A lost laptop"),
        ("person.export", "Asked by letter"),
    ):
        expect(page.get_by_role("row").filter(has_text=action)).to_contain_text(why)


def test_staff_give_a_role_that_takes_effect_and_take_it_again(page: Page, person: tuple[Page, str]) -> None:
    theirs, email = person
    look_up(page, email)
    do(page, "Give a role", "Joins support", "Give the role")
    expect(page.get_by_role("status")).to_contain_text("They are support now.")
    theirs.goto("/staff/people/")
    expect(theirs.get_by_role("heading", name="People", exact=True)).to_be_visible()
    do(page, "Take a role", "Left the team", "Take the role")
    expect(page.get_by_role("row").filter(has_text="role.revoked")).to_contain_text("Left the team")


def test_a_trial_is_made_longer_and_limits_are_set_and_ended(page: Page, person: tuple[Page, str]) -> None:
    _theirs, email = person
    look_up(page, email)
    page.get_by_role("link", name="Trial and limits").click()
    do(page, "Make the trial longer", "A slow start", "Make it longer")
    expect(page.get_by_role("status")).to_contain_text("The trial ends on")
    page.locator("summary", has_text="Set limits").click()
    page.locator("form").filter(has=page.get_by_role("button", name="Set the limits")).get_by_label(
        "Paths"
    ).fill("12")
    page.locator("#why-limits").fill("A workshop")
    page.get_by_role("button", name="Set the limits").click()
    expect(page.get_by_role("row").filter(has_text="Paths")).to_contain_text("12")
    do(page, "End: Paths of a thinking answer: 12", "It is over", "End these limits")
    expect(page.locator("summary", has_text="End:")).to_have_count(0)
    page.goto("/staff/people/")
    page.get_by_label("Find by an address").fill(email)
    page.get_by_role("button", name="Find").click()
    for action, why in (
        ("billing.trial_extended", "A slow start"),
        ("billing.limits_set", "A workshop"),
        ("billing.limits_ended", "It is over"),
    ):
        expect(page.get_by_role("row").filter(has_text=action)).to_contain_text(why)
