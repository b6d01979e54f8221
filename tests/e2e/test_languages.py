"""A visitor whose browser asks for Chinese, and one who changes the language at the foot of a page."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.stack import Stack

from .conftest import PASSWORD, PHONE, listen
from .test_attachments import PUT

pytestmark = [pytest.mark.browser, pytest.mark.stack]
# Two words of Latin letters and nothing Chinese beside them.
ENGLISH = """() => [...document.querySelectorAll("body *")]
  .filter((each) => !each.closest("script, style, noscript, code, pre, body [lang=en], #thought"))
  .filter((each) => each.checkVisibility())
  .flatMap((each) => [
    ...[...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()),
    ...["aria-label", "title", "placeholder"].map((name) => each.getAttribute(name) ?? ""),
  ])
  .filter((text) => /[A-Za-z]{3,}[ ,.]+[A-Za-z]{2,}/.test(text) && !/[\\u4e00-\\u9fff@]/.test(text))"""


@pytest.fixture
def chinese(browser: Browser, product: Stack, faults: list[str]) -> Iterator[Page]:
    """A new visitor with a phone that is set to Chinese."""
    context = browser.new_context(
        base_url=product.address, viewport=PHONE, locale="zh-CN", service_workers="block"
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    listen(page, faults)
    yield page
    context.close()


def check(page: Page) -> None:
    """No English is left, and nothing is wider than the phone."""
    assert page.evaluate(ENGLISH) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_visitor_from_china_meets_no_english_from_the_first_page_to_an_answer(chinese: Page) -> None:
    for path in ("/", "/pricing/", "/accounts/login/", "/accounts/signup/"):
        chinese.goto(path)
        expect(chinese.locator("html")).to_have_attribute("lang", "zh-hans")
        check(chinese)
    chinese.get_by_label("电子邮件").fill(f"{uuid.uuid4().hex}@example.org")
    chinese.locator("[name=password1]").fill("short")
    chinese.locator("[name=password2]").fill("short")
    chinese.get_by_role("button", name="注册").click()
    expect(chinese.get_by_text("密码太短，至少需要 10 个字符。")).to_be_visible()
    chinese.locator("[name=password1]").fill(PASSWORD)
    chinese.locator("[name=password2]").fill(PASSWORD)
    chinese.get_by_role("button", name="注册").click()
    question = chinese.get_by_label("你的问题")
    expect(question).to_be_visible()
    check(chinese)
    chinese.evaluate(PUT, ["drop", "notes.txt", "燕子九月离开。"])
    expect(chinese.get_by_role("group", name="附件")).to_contain_text("notes.txt")
    chinese.get_by_role("button", name="移除 notes.txt").click()
    question.fill("你好吗？")
    question.press("Control+Enter")
    expect(chinese.get_by_role("button", name="复制回答")).to_be_visible()
    for path in (
        "/settings/",
        "/settings/billing/",
        "/settings/team/",
        "/settings/data/",
        "/settings/privacy/",
    ):
        chinese.goto(path)
        check(chinese)


def test_the_language_is_chosen_at_the_foot_of_a_page_and_kept(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("button", name="简体中文").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    assert page.url.endswith("/accounts/login/")
    page.goto("/accounts/signup/")
    expect(page.get_by_role("heading", name="创建账户")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Create your account")).to_be_visible()
