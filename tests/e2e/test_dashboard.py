"""Staff look at the figures of an invented business, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import axe
from tests.support.stack import Stack, prepared_stack

from .conftest import PHONE, enter, listen


@pytest.fixture(scope="module")
def business() -> Iterator[Stack]:
    """A product with three weeks of a past."""
    with prepared_stack({}) as stack:
        stack.run("manage.py", "demo-data", "--days", "21", "--users", "30", "-v0")
        stack.start(150)
        yield stack


@pytest.fixture
def staff(browser: Browser, business: Stack, faults: list[str]) -> Iterator[Page]:
    context = browser.new_context(
        base_url=business.address, viewport={"width": 1280, "height": 800}, service_workers="block"
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    listen(page, faults)
    enter(page, "Staff")
    yield page
    context.close()
    assert faults == []


def test_every_chart_is_drawn_and_says_the_same_as_its_table_and_its_file(staff: Page) -> None:
    staff.goto("/settings/")
    staff.get_by_role("link", name="Dashboard").first.click()
    expect(staff.get_by_role("heading", name="Dashboard", exact=True)).to_be_visible()
    charts = staff.locator(".chart")
    expect(charts.nth(9)).to_be_attached()
    staff.wait_for_load_state()
    expect(staff.locator(".chart canvas")).to_have_count(charts.count())
    panel = staff.locator("#accounts")
    panel.get_by_text("As a table").click()
    row = panel.locator("tbody tr").first
    today = row.locator("th").inner_text()
    cells = [text.replace(",", "") for text in row.locator("td").all_inner_texts()]
    expect(panel.locator(".legend")).to_contain_text(today)
    with staff.expect_download() as download:
        panel.get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text().splitlines()
    assert f"{today},{','.join(cells)}" in lines


def test_a_period_is_chosen_by_keyboard(staff: Page) -> None:
    staff.goto("/staff/")
    staff.get_by_role("link", name="7 days").focus()
    staff.keyboard.press("Enter")
    staff.wait_for_url("**/staff/?days=7")
    expect(staff.get_by_role("link", name="7 days")).to_have_attribute("aria-current", "page")
    staff.locator("#mrr summary").focus()
    staff.keyboard.press("Enter")
    expect(staff.locator("#mrr details tbody tr")).to_have_count(7)


def test_it_fits_a_phone_follows_the_theme_and_is_accessible(staff: Page) -> None:
    staff.set_viewport_size(PHONE)
    staff.goto("/staff/?days=30")
    expect(staff.locator(".chart canvas").first).to_be_visible()
    assert staff.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe.faults(staff) == []
    line = "getComputedStyle(document.querySelector('.legend li.c1'), '::before').backgroundColor"
    light = staff.evaluate(line)
    staff.emulate_media(color_scheme="dark")
    expect(staff.locator(".chart canvas").first).to_be_visible()
    assert staff.evaluate(line) != light
    assert axe.faults(staff) == []
    assert not re.search(r"NaN|undefined|None\b(?! in)", staff.locator(".dashboard").inner_text())
