"""`make screens-staff`: photograph the staff's pages over an invented business, into docs/screens."""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Callable

from playwright.sync_api import Page, expect, sync_playwright

from tests.support.stack import Stack, prepared_stack

from . import tools
from .console import say
from .screens import MOST_BYTES, PUZZLE, all_four, ask, enter

Show = Callable[[Page], None]


def main() -> int:
    """Exit code 1 when a picture is too large."""
    parser = argparse.ArgumentParser(prog="make screens-staff", description=__doc__)
    parser.add_argument("--days", default="120")
    parser.add_argument("--users", default="400")
    parser.add_argument("--seed", default="1")
    past = parser.parse_args()
    with prepared_stack({}) as stack, sync_playwright() as playwright:
        say("Inventing a business, some minutes")
        invent = ("--days", past.days, "--users", past.users, "--seed", past.seed)
        say(stack.run("manage.py", "demo-data", *invent).strip())
        stack.start()
        browser = playwright.chromium.launch(executable_path=tools.chromium().path, args=["--no-sandbox"])
        thinker = enter(browser, stack.address, "Pro")
        ask(thinker, PUZZLE, "Think")  # so that there is an answer whose paths can be looked at
        thinker.context.close()
        cookies = enter(browser, stack.address, "Staff").context.storage_state()
        found = scenes(stack)
        largest = max(
            size
            for name, show in found.items()
            for size in all_four(browser, stack.address, name, show, cookies)
        )
        browser.close()
    return 1 if largest > MOST_BYTES else 0


def scenes(stack: Stack) -> dict[str, Show]:
    """What is photographed, by the pictures' names."""
    thought = first(stack, "SELECT id FROM runs_run WHERE mode = 'think' ORDER BY created_at DESC LIMIT 1")
    paying = "SELECT owner_id FROM billing_billingaccount WHERE plan = 'plus' AND owner_id IN ("
    asked = "SELECT user_id FROM runs_run GROUP BY user_id HAVING COUNT(*) > 20) ORDER BY created_at LIMIT 1"

    def opened(page: Page) -> None:
        page.goto(f"/staff/runs/{thought}/")
        closed = page.get_by_role("button", name="Show what was written")
        if closed.is_visible():  # once for all four
            page.get_by_label("Why").first.fill("For a picture")
            closed.click()
        expect(page.get_by_role("group", name="Replay of the thought")).to_be_visible()
        page.locator("#run-content").scroll_into_view_if_needed()

    return {
        "staff-dashboard": at("/staff/?days=90"),
        "staff-answers": at("/staff/runs/"),
        "staff-answer": at(f"/staff/runs/{thought}/"),
        "staff-answer-opened": opened,
        "staff-person": at(f"/staff/people/{first(stack, paying + asked)}/"),
        "staff-controls": at("/staff/controls/"),
    }


def at(address: str) -> Show:
    def show(page: Page) -> None:
        page.goto(address)

    return show


def first(stack: Stack, sql: str) -> uuid.UUID:
    """The id that the query finds."""
    return uuid.UUID(str(stack.query(sql)[0][0]))


if __name__ == "__main__":
    raise SystemExit(main())
