"""How long a conversation of 500 messages takes to open, and whether it stands at its end."""

from __future__ import annotations

import statistics

from playwright.sync_api import BrowserContext

from tests.support.stack import Stack

from .answers import answer
from .figures import Figure

MESSAGES = 500
TRIES = 5
WANTED_SECONDS = 1.0

# The last answer is formatted, and a frame with it has been painted. Milliseconds since `began`.
READY = """(began) => new Promise((resolve) => {
  const look = () => {
    const last = [...document.querySelectorAll(".prose")].at(-1);
    if (last?.textContent.includes("Part LAST") && last.querySelector(".block"))
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began), 0));
    else requestAnimationFrame(look);
  };
  look();
})""".replace("LAST", str(MESSAGES // 2 - 1))
FROM_END = "() => { const b = document.querySelector('.thread'); return b.scrollHeight - b.scrollTop - b.clientHeight }"
GO = "() => { document.querySelector('.sidebar a[href*=\"ID\"]').click(); return performance.now() }"


def measure(stack: Stack, context: BrowserContext, session: str) -> list[Figure]:
    """By its address, as after a reload, and by a click in the history."""
    texts = [part for n in range(MESSAGES // 2) for part in (f"Question {n}", answer(n))]
    conversation = stack.write(session, texts)
    page = context.new_page()
    loads, clicks, distances = [], [], []
    for _ in range(TRIES):
        page.goto(f"/chat/{conversation}/", wait_until="commit")
        loads.append(page.evaluate(READY, 0) / 1000)
        page.wait_for_timeout(1500)
        distances.append(page.evaluate(FROM_END))
        page.goto("/chat/")
        page.locator(f".sidebar a[href*='{conversation}']").wait_for()
        began = page.evaluate(GO.replace("ID", conversation))
        clicks.append(page.evaluate(READY, began) / 1000)
    page.close()
    load, click = statistics.median(loads), statistics.median(clicks)
    size = sum(map(len, texts)) / 1000
    each = f"median of {TRIES}"
    return [
        Figure(
            f"opened by a click in the history, {MESSAGES} messages, {size:,.0f} kB of text",
            f"at most {WANTED_SECONDS:.1f} s",
            f"{click:.2f} s ({each}; slowest {max(clicks):.2f} s)",
            click <= WANTED_SECONDS,
        ),
        Figure(
            "opened by its address, the page's own loading included",
            f"at most {WANTED_SECONDS:.1f} s",
            f"{load:.2f} s ({each}; slowest {max(loads):.2f} s)",
            load <= WANTED_SECONDS,
        ),
        Figure("distance from the end 1.5 s later", "0 px", f"{max(distances):.0f} px", max(distances) < 2),
    ]
