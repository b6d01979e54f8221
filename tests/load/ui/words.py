"""What a word of an answer costs the page, early and late in a long one."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext

from .answers import answer
from .figures import Figure

EARLY, LATE = 1_000, 50_000
MOST_GROWTH = 0.25
# Characters that a token of English has, about.
TOKEN = 4
SCRIPT = Path(__file__).with_name("words.js").read_text()


def measure(context: BrowserContext) -> list[Figure]:
    """Milliseconds a token through the page's own modules, layout included, four tokens a frame."""
    text = "\n".join(answer(n) for n in range(140))
    assert len(text) > (LATE + 4_000) * TOKEN
    page = context.new_page()
    page.goto("/chat/")
    page.get_by_role("button", name="Send").wait_for()
    early, late = page.evaluate(SCRIPT, {"text": text, "token": TOKEN, "places": [EARLY, LATE]})
    page.close()
    growth = late / early - 1
    return [
        Figure(
            f"cost of a token at the {LATE:,}th, against the {EARLY:,}th",
            f"at most {MOST_GROWTH:.0%} more",
            f"{growth:+.0%} ({early * 1000:.0f} µs, then {late * 1000:.0f} µs)",
            growth <= MOST_GROWTH,
        ),
    ]
