"""A person pays: from Free to Plus to Pro, out and back, and with a card that is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.support.stack import Stack, running_stack

from .conftest import enter

pytestmark = [pytest.mark.browser, pytest.mark.stack]
GOOD, DECLINED, CONFIRM = "4242424242424242", "4000000000000002", "4000002500003155"


@pytest.fixture(scope="module")
def product() -> Iterator[Stack]:
    """The product with the Stripe sandbox."""
    with running_stack({"TRIAL_DAYS": "14"}) as stack:
        yield stack


def sign_up(page: Page, stack: Stack) -> None:
    """A new person on the free plan, in this browser."""
    (key,) = stack.people(1, "free")
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": stack.address}])


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def order(page: Page, plan: str = "Plus") -> None:
    """From the pricing page to the payment page."""
    page.goto("/pricing/")
    page.locator("li", has=page.get_by_role("heading", name=plan)).get_by_role("link").click()
    page.get_by_role("radio", name="Pay from today").check()
    page.get_by_role("checkbox").check()
    press(page, "Go on to payment")
    page.wait_for_url("**/stripe-sandbox/checkout/**")


def pay_with(page: Page, card: str) -> None:
    page.get_by_label("Or another test number").fill(card)
    page.get_by_role("button", name=re.compile("^Pay ")).click()


def test_free_to_plus_to_pro_and_out_and_back(page: Page, product: Stack) -> None:
    enter(page, "Free")
    order(page)
    pay_with(page, GOOD)
    expect(page.get_by_role("heading", name="You are on Plus")).to_be_visible()
    page.get_by_role("link", name="Billing", exact=True).click()
    expect(page.get_by_text("Renews by itself")).to_be_visible()
    expect(page.get_by_text("visa •••• 4242")).to_be_visible()

    page.get_by_role("link", name="Upgrade to Pro, by the month").click()
    expect(page.get_by_role("row", name="Charged now")).to_contain_text("$180.00")
    press(page, "Pay $180.00 and upgrade")
    expect(page.get_by_text("You are on Pro now. $180.00 were charged.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^PDF of"))).to_have_count(2)
    page.goto("/chat/")
    expect(page.get_by_text("Pro", exact=False).first).to_be_visible()

    page.goto("/settings/billing/")
    page.get_by_role("link", name="Cancel Pro").click()
    press(page, "Cancel Pro")
    expect(page.get_by_text("Nothing more is charged")).to_be_visible()
    press(page, "Keep Pro")
    expect(page.get_by_text("Everything goes on as before")).to_be_visible()
    expect(page.get_by_text("Renews by itself")).to_be_visible()


def test_a_refused_card_changes_nothing_and_another_one_works(page: Page, product: Stack) -> None:
    sign_up(page, product)
    order(page)
    pay_with(page, DECLINED)
    expect(page.get_by_role("alert")).to_contain_text("declined")
    page.goto("/settings/billing/")
    expect(page.get_by_text("Nothing is charged.")).to_be_visible()
    order(page)
    pay_with(page, CONFIRM)
    press(page, "Fail")
    pay_with(page, GOOD)
    expect(page.get_by_role("heading", name="You are on Plus")).to_be_visible()


def test_an_unfinished_payment_is_finished_from_billing(page: Page, product: Stack) -> None:
    sign_up(page, product)
    order(page)
    pay_with(page, CONFIRM)
    expect(page.get_by_role("heading", name="Your bank asks")).to_be_visible()
    page.get_by_role("link", name="Leave without paying").click()
    expect(page.get_by_role("heading", name="Not paid yet")).to_be_visible()
    page.goto("/chat/")
    notice = page.get_by_role("complementary", name="About your account")
    expect(notice).to_contain_text("The first payment is not finished.")
    notice.get_by_role("link").click()
    expect(page.get_by_text("Waiting for payment")).to_be_visible()
    page.get_by_role("link", name="Finish the payment").click()
    press(page, "Complete")
    page.goto("/settings/billing/")
    if page.get_by_role("button", name="look again").is_visible():  # the webhook is on its way
        press(page, "I have paid: look again")
    expect(page.get_by_text("Renews by itself")).to_be_visible()


def test_what_is_done_in_the_portal_is_there_on_return(page: Page, product: Stack) -> None:
    sign_up(page, product)
    order(page)
    pay_with(page, GOOD)
    page.get_by_role("link", name="Billing", exact=True).click()
    press(page, "Change")
    page.wait_for_url("**/stripe-sandbox/portal/**")
    press(page, "Cancel subscription")
    page.get_by_role("link", name="Return to the site").click()
    expect(page.get_by_text("Plus ends on")).to_be_visible()


def test_without_javascript_a_team_can_be_ordered(browser, product: Stack) -> None:
    context = browser.new_context(base_url=product.address, java_script_enabled=False)
    page = context.new_page()
    sign_up(page, product)
    page.goto("/pricing/?interval=year")
    page.get_by_role("link", name="Choose seats").click()
    page.get_by_label("Name of the new team").fill("Swallows")
    page.get_by_label("Seats").fill("3")
    page.get_by_role("radio", name="Pay from today").check()
    page.get_by_role("checkbox").check()
    press(page, "Go on to payment")
    page.wait_for_url("**/stripe-sandbox/checkout/**")
    pay_with(page, GOOD)
    expect(page.get_by_text("Swallows has 3 seats")).to_be_visible()
    context.close()
