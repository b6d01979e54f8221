"""A person secures their account with an app and with a passkey, and leaves."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.support.stack import Stack

from .conftest import PASSWORD, listen, new_address

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture
def page(browser: Browser, product: Stack, faults: list[str]) -> Iterator[Page]:
    """A visitor by name: browsers bind passkeys to one. The device keeps passkeys and knows its owner's finger."""
    address = product.address.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    page = context.new_page()
    listen(page, faults)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()
    assert faults == []


def sign_up(page: Page) -> str:
    email = new_address()
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.locator('input[name="password1"]').fill(PASSWORD)
    page.locator('input[name="password2"]').fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/chat/**")
    return email


def sign_out(page: Page) -> None:
    page.goto("/settings/security/")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url(re.compile("/$"))


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page: Page) -> None:
    """That it is them, with the password."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def test_an_authenticator_app_is_set_up_and_asked_for(page: Page) -> None:
    email = sign_up(page)
    page.goto("/settings/security/")
    page.get_by_role("link", name="Set up an authenticator app").click()
    confirm(page)
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    assert page.get_by_role("img", name="QR code").evaluate("image => image.naturalWidth") > 0
    secret = page.locator("#secret").inner_text()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    page.get_by_label("code").fill(code)
    page.get_by_role("button", name="Switch on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    saved = download.value.path().read_text().split()
    assert saved == page.locator(".codes li").all_inner_texts()
    page.get_by_role("link", name="I have saved them").click()
    expect(page.get_by_text("10 of 10 left")).to_be_visible()

    sign_out(page)
    sign_in(page, email)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_label("Code").fill("not a code")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert").filter(has_text="That code is not right")).to_be_visible()
    page.get_by_label("Code").fill(saved[0])
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/chat/**")
    page.goto("/settings/security/")
    expect(page.get_by_text("9 of 10 left")).to_be_visible()


def test_a_passkey_is_added_signs_in_by_itself_and_is_the_second_step(page: Page) -> None:
    email = sign_up(page)
    page.goto("/settings/security/")
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    page.get_by_label("Name").fill("My <laptop>")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto("/settings/security/")
    expect(page.get_by_text("My <laptop>")).to_be_visible()
    expect(page.get_by_text("not used yet")).to_be_visible()
    expect(page.get_by_text("Second step only")).to_have_count(0)

    sign_out(page)
    page.goto("/accounts/login/?next=/settings/security/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"\d/settings/security/$"))
    expect(page.get_by_text("not used yet")).to_have_count(0)

    sign_out(page)
    sign_in(page, email)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/chat/**")


def test_at_an_address_of_numbers_passkeys_are_explained_and_not_offered(page: Page, product: Stack) -> None:
    page.goto(product.address + "/accounts/login/")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()


def test_a_person_leaves_and_comes_back(page: Page) -> None:
    email = sign_up(page)
    page.goto("/settings/data/")
    page.get_by_role("link", name="Delete account").click()
    confirm(page)
    page.get_by_label(f"Type {email} to go on").fill(email)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("Your account will be deleted on")).to_be_visible()
    page.goto("/chat/")
    page.wait_for_url("**/accounts/login/**")
    sign_in(page, email)
    expect(page.get_by_role("heading", name="Keep your account?")).to_be_visible()
    page.goto("/chat/")
    page.get_by_role("button", name="Keep my account").click()
    expect(page.get_by_text("Welcome back")).to_be_visible()
    page.goto("/chat/")
    expect(page.get_by_role("textbox").first).to_be_visible()
