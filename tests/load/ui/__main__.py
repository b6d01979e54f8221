"""`make bench-ui`: how fast the page is in a real browser; prints a table and writes docs/ui-bench.md."""

from __future__ import annotations

import argparse
import os
import sys

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from scripts import tools
from tests.support.stack import Stack, engine_server, running_stack

from . import first_load, opening, thought, wire, words
from .figures import Figure, machine, table, write

TITLES = {
    "first": "The first visit",
    "opening": "A long conversation",
    "words": "A long answer",
    "wire": "The connection",
    "thought": "A long thought",
}


def main() -> int:
    """Exit code 0: a missed aim is a figure too."""
    parser = argparse.ArgumentParser(prog="make bench-ui", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(TITLES))
    parser.add_argument("--tokens", type=int, default=100_000, help="of the thought, at 200 a second")
    parser.add_argument("--dry", action="store_true", help="print, but do not write the page")
    options = parser.parse_args()
    parts = options.parts or list(TITLES)
    if unknown := set(parts) - set(TITLES):
        parser.error(f"unknown part {', '.join(sorted(unknown))}")
    path = os.environ.get("CHROMIUM") or tools.on_path(tools.CHROMIUM_NAMES)
    if not path:
        parser.error("no Chromium here: set CHROMIUM to its path")
    sections: dict[str, list[Figure]] = {}
    with engine_server() as engine, sync_playwright() as playwright:
        scripted = {"ENGINE_BASE_URL": f"{engine}/v1", "ENGINE_MODEL": "scripted", "LOG_LEVEL": "WARNING"}
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        where = machine(browser.version)
        with running_stack(scripted) as stack:
            for part in (each for each in TITLES if each in parts):
                sections[TITLES[part]] = run(part, stack, browser, engine, options.tokens)
                print(f"\n{TITLES[part]}\n{table(sections[TITLES[part]])}", flush=True)
        browser.close()
    if not options.dry and set(parts) == set(TITLES):
        write(where, sections)
    return 0


def run(part: str, stack: Stack, browser: Browser, engine: str, tokens: int) -> list[Figure]:
    """One part's figures, for a new person in a browser without a past."""
    session = stack.people(1, "pro")[0]
    if part == "wire":
        return wire.measure(browser, stack, session, engine)
    context: BrowserContext = browser.new_context(
        base_url=stack.address, viewport={"width": 1280, "height": 800}
    )
    context.set_default_timeout(60_000)
    context.add_cookies([{"name": "sessionid", "value": session, "url": stack.address}])
    try:
        if part == "first":
            return first_load.measure(context)
        if part == "opening":
            return opening.measure(stack, context, session)
        return words.measure(context) if part == "words" else thought.measure(browser, context, tokens)
    finally:
        context.close()


if __name__ == "__main__":
    sys.exit(main())
