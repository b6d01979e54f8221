"""Staff look at what is in the database, in light and dark; others do not, and staff who try too much leave a trace."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.stack import Stack

from .conftest import PHONE, enter, listen

pytestmark = [pytest.mark.browser, pytest.mark.stack]
HOME = "/staff/admin/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_staff_go_from_a_list_to_a_row_and_on(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    enter(page, "Staff")
    page.goto("/settings/")
    page.get_by_role("link", name="Admin", exact=True).click()
    page.locator("#nav-sidebar").get_by_role("link", name="Users", exact=True).click()
    page.locator("#searchbar").fill("pro@demo")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="pro@demo.example").click()
    page.get_by_role("link", name="Show accounts").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    dark = page.evaluate("document.documentElement.classList.contains('dark')")
    assert dark == (scheme == "dark")


def test_the_admin_fits_a_phone(browser: Browser, product: Stack, faults: list[str]) -> None:
    context = browser.new_context(base_url=product.address, viewport=PHONE, service_workers="block")
    page = context.new_page()
    listen(page, faults)
    enter(page, "Staff")
    for where in ("accounts/user", "billing/billingaccount", "audit/auditentry"):
        page.goto(f"{HOME}{where}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()
    assert faults == []


def test_a_customer_is_shown_no_more_than_that_it_is_not_theirs(page: Page, faults: list[str]) -> None:
    enter(page, "Free")
    for where in (HOME, f"{HOME}accounts/user/"):
        answered = page.goto(where)
        assert answered is not None
        assert answered.status == 403
    assert "Users" not in page.content()
    faults[:] = [fault for fault in faults if "403" not in fault]  # the browser's word for these pages


def test_a_role_that_is_refused_leaves_a_trace(
    browser: Browser, page: Page, product: Stack, faults: list[str]
) -> None:
    product.run("manage.py", "grant-role", "plus@demo.example", "support", "--reason", "Helps out")
    try:
        enter(page, "Plus")
        expect(page.locator("body")).to_be_visible()
        answered = page.goto(f"{HOME}audit/auditentry/")
        assert answered is not None
        assert answered.status == 403
    finally:
        product.run("manage.py", "revoke-role", "plus@demo.example", "support", "--reason", "No longer")
    faults[:] = [fault for fault in faults if "403" not in fault]
    page.context.clear_cookies()
    enter(page, "Staff")
    page.goto(f"{HOME}audit/auditentry/?q=refused")
    expect(page.locator("#result_list").get_by_text("staff.view_audit")).to_have_count(1)
    assert "whole" in product.run("manage.py", "verify-audit")
