"""`make screens`: photograph the product, with real conversations of the demo model, into docs/screens.

Each scene is taken on a desk and a phone, light and dark: NAME-desk-light.png and so on.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Browser, Page, StorageState, expect, sync_playwright

from tests.support.stack import running_stack

from . import tools
from .console import ROOT, say
from .pictures import few_colours

FOLDER = ROOT / "docs" / "screens"
SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
THEMES = ("light", "dark")
PERSON = "Pro"
LONG = 60_000  # milliseconds
MOST_BYTES = 120_000
PUZZLE = "Using the numbers 4, 7, 20 and 100, each at most once, make 327."
# What was asked before, oldest first: (text, mode).
QUESTIONS = (
    ("I have 3 bags with 12 apples each and eat 5. How many apples are left?", "Fast"),
    ("Write a Python function that counts the vowels in a string.", "Fast"),
    ("Solve 7x - 12 = 3x + 20.", "Think"),
    ("What comes next: 3, 6, 12, 24, 48?", "Think"),
    ("What is 37*48 - 19?", "Fast"),
    (PUZZLE, "Think"),
)


@dataclass
class World:
    """What the scenes show: addresses of the thought's conversation and of its shared page."""

    thought: str = ""
    shared: str = ""


def landing(page: Page, world: World) -> None:
    page.goto("/")
    expect(page.locator("#thought .replay")).to_be_visible(timeout=LONG)


def empty(page: Page, world: World) -> None:
    page.goto("/chat/")
    expect(page.locator("#question")).to_be_visible()


def folded(page: Page, world: World) -> None:
    page.goto(world.thought)
    expect(page.get_by_role("article", name="Answer").first).to_be_visible()
    fold(page, opened=False)


def expanded(page: Page, world: World) -> None:
    page.goto(world.thought)
    fold(page, opened=True)
    expect(page.locator(".lane").first).to_be_visible(timeout=LONG)
    page.locator(".question").first.scroll_into_view_if_needed()


def fold(page: Page, *, opened: bool) -> None:
    line = page.locator(".thinking-line").first
    if (line.get_attribute("aria-expanded") == "true") is not opened:
        line.click()


def search(page: Page, world: World) -> None:
    empty(page, world)
    page.keyboard.press("Control+k")
    page.locator("#search").fill("num")
    expect(page.locator(".hits")).to_be_visible(timeout=LONG)


def settings(page: Page, world: World) -> None:
    page.goto("/settings/general/")


def usage(page: Page, world: World) -> None:
    page.goto("/settings/usage/")


def shared(page: Page, world: World) -> None:
    page.goto(world.shared)
    expect(page.get_by_role("article", name="Answer").first).to_be_visible()


@dataclass(frozen=True)
class Scene:
    """One picture: who looks, and how it comes about."""

    show: Callable[[Page, World], None]
    signed_in: bool = True


SCENES = {
    "landing": Scene(landing, signed_in=False),
    "chat-empty": Scene(empty),
    "thinking-folded": Scene(folded),
    "thinking-expanded": Scene(expanded),
    "search": Scene(search),
    "settings": Scene(settings),
    "usage": Scene(usage),
    "share": Scene(shared, signed_in=False),
}


def main() -> int:
    """Exit code 1 when a picture is too large."""
    parser = argparse.ArgumentParser(prog="make screens", description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="|".join(SCENES))
    names = parser.parse_args().scenes or list(SCENES)
    if unknown := set(names) - set(SCENES):
        parser.error(f"unknown scene {', '.join(sorted(unknown))}")
    FOLDER.mkdir(exist_ok=True)
    with running_stack({}) as stack, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium().path, args=["--no-sandbox"])
        world, cookies = furnish(browser, stack.address)
        largest = 0
        for name in names:
            show = partial(SCENES[name].show, world=world)
            seen_by = cookies if SCENES[name].signed_in else None
            largest = max(largest, *all_four(browser, stack.address, name, show, seen_by))
        browser.close()
    return 1 if largest > MOST_BYTES else 0


def furnish(browser: Browser, address: str) -> tuple[World, StorageState]:
    """Ask all questions and share the last; what the pictures show, and who may see it."""
    page = enter(browser, address, PERSON)
    context = page.context
    world = World()
    for text, mode in QUESTIONS:
        ask(page, text, mode)
        say(f"  asked: {text}")
        world.thought = page.url
        time.sleep(1)  # the name of a conversation comes after its answer
    page.reload()
    page.get_by_role("button", name="Share").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Show the thinking too").check()
    dialog.get_by_role("button", name="Create").click()
    world.shared = dialog.locator("input[readonly]").first.input_value()
    cookies = context.storage_state()
    context.close()
    return world, cookies


def enter(browser: Browser, address: str, person: str) -> Page:
    """A page of that demo account's, at a desk."""
    context = browser.new_context(base_url=address, viewport=SIZES["desk"], service_workers="block")
    context.set_default_timeout(LONG)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name=f"Enter as {person}").click()
    page.wait_for_url("**/chat/**")
    return page


def ask(page: Page, text: str, mode: str) -> None:
    """Begin a conversation, and wait for its answer."""
    page.goto("/chat/")
    page.get_by_role("radio", name=mode).check()
    page.locator("#question").fill(text)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/chat/*-*/")
    expect(page.locator("article.answer[aria-busy=false]")).to_be_visible()


def all_four(
    browser: Browser, address: str, name: str, show: Callable[[Page], None], cookies: StorageState | None
) -> list[int]:
    """Write a scene's pictures; returns their bytes."""
    return [take(browser, address, name, show, cookies, size, theme) for size in SIZES for theme in THEMES]


def take(
    browser: Browser,
    address: str,
    name: str,
    show: Callable[[Page], None],
    cookies: StorageState | None,
    size: str,
    theme: str,
) -> int:
    """Write one picture of what `show` goes to; returns its bytes."""
    context = browser.new_context(
        base_url=address,
        viewport=SIZES[size],
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        service_workers="block",
        storage_state=cookies,
    )
    context.set_default_timeout(LONG)
    page = context.new_page()
    show(page)
    page.wait_for_timeout(600)  # pictures and typefaces are there
    path = FOLDER / f"{name}-{size}-{theme}.png"
    page.screenshot(path=path)
    context.close()
    few_colours(path)
    say(f"  {path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
    return path.stat().st_size


if __name__ == "__main__":
    raise SystemExit(main())
