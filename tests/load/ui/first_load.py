"""What a first visit to the chat costs on the wire."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext

from .figures import Figure

WANTED_KB = 250


def measure(context: BrowserContext) -> list[Figure]:
    """All bytes of all responses, headers included, with an empty cache, until the page is at rest."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    session.send("Network.clearBrowserCache")
    sizes: list[float] = []

    def finished(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    page.goto("/chat/")
    page.get_by_role("button", name="Send").wait_for()
    page.wait_for_load_state("networkidle")
    first, requests = sum(sizes) / 1024, len(sizes)
    sizes.clear()
    page.evaluate("Promise.all([import('highlight.js'), import('katex')])")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    later = sum(sizes) / 1024
    page.close()
    return [
        Figure(
            f"first visit to the chat, {requests} responses, headers included",
            f"at most {WANTED_KB} KB",
            f"{first:.0f} KB",
            first <= WANTED_KB,
        ),
        Figure("once an answer has code and formulas, without fonts", "", f"{later:.0f} KB more"),
    ]
