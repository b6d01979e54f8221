"""A long thought in many lanes: whether the page stays quick, and how much memory it takes."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession

from .figures import Figure

PATHS = 32
RATE = 200  # tokens a second, all lanes together
STEP = 200  # tokens
TRACED_SECONDS = 30
WANTED_TASK_MS, WANTED_MB = 100, 60
SOCKET = Path(__file__).with_name("socket.js").read_text()


def measure(browser: Browser, context: BrowserContext, tokens: int) -> list[Figure]:
    """Tasks over the whole thought from the browser's own reports, and all of them over its end from a trace."""
    page = context.new_page()
    plan = {"paths": PATHS, "tokens": tokens, "rate": RATE, "step": STEP}
    page.add_init_script(f"window.thought = {json.dumps(plan)};\n{SOCKET}")
    page.goto("/chat/")
    page.get_by_role("radio", name="Think").check()
    box = page.get_by_label("Your question", exact=True).and_(page.locator("textarea"))
    box.fill("What is 2 + 3?")
    session = context.new_cdp_session(page)
    before = memory(session)
    page.evaluate("window.longTasks.length = 0")
    began = time.monotonic()
    box.press("Enter")
    # All of it, as a reader may have it: the window that is shown otherwise costs less.
    page.get_by_role("button", name="Show the thought").click()
    page.get_by_role("group", name="Path 1", exact=True).wait_for()
    page.get_by_role("button", name=re.compile("Show .* more paths")).click()
    seconds = tokens / RATE
    page.wait_for_timeout(max(0.0, seconds - TRACED_SECONDS) * 1000)
    browser.start_tracing(page=page, categories=["toplevel", "disabled-by-default-devtools.timeline"])
    # Not wait_for_function: the page's policy allows no text to become a script.
    until = time.monotonic() + TRACED_SECONDS + 120
    while not page.evaluate("window.told.done") and time.monotonic() < until:
        page.wait_for_timeout(500)
    trace = json.loads(browser.stop_tracing())
    took = time.monotonic() - began
    long = page.evaluate("window.longTasks")
    page.wait_for_timeout(2_000)
    grown = (memory(session) - before) / 1e6
    told = page.evaluate("window.told")
    page.close()
    tasks, own = main_thread(trace)
    over = sum(each > WANTED_TASK_MS for each in long)
    what = f"{told['tokens']:,} tokens in {PATHS} lanes at {RATE}/s ({took:.0f} s)"
    return [
        Figure(
            f"{what}: main-thread tasks of 1 ms or more, last {min(TRACED_SECONDS, seconds):.0f} s",
            f"99 % within {WANTED_TASK_MS} ms",
            spread(tasks),
            share(tasks, 0.99) <= WANTED_TASK_MS,
        ),
        Figure(
            "the same in processor time, without waiting for a processor that others use",
            f"99 % within {WANTED_TASK_MS} ms",
            spread(own),
            share(own, 0.99) <= WANTED_TASK_MS,
        ),
        Figure(
            "tasks longer than 50 ms, the whole thought",
            "",
            f"{len(long)}, of them {over} over {WANTED_TASK_MS} ms, longest {max(long, default=0):.0f} ms",
        ),
        Figure(
            "growth of the page's heaps (scripts and document) over the thought, after a collection",
            f"at most {WANTED_MB} MB",
            f"{grown:.0f} MB",
            grown <= WANTED_MB,
        ),
    ]


def memory(session: CDPSession) -> float:
    """Bytes that the page's scripts and its document hold after a collection."""
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    usage: dict[str, Any] = session.send("Runtime.getHeapUsage")
    return float(usage["usedSize"]) + float(usage.get("embedderHeapUsedSize", 0))


def main_thread(trace: dict[str, Any]) -> tuple[list[float], list[float]]:
    """Of the page's tasks that took at least a millisecond: how long, and their processor time, each sorted, in ms."""
    events = trace["traceEvents"]
    names = {
        (e["pid"], e["tid"]) for e in events
        if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }  # fmt: skip
    busy: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for event in events:
        place = (event["pid"], event["tid"])
        if event["name"] == "RunTask" and place in names and event.get("dur", 0) >= 1000:
            busy.setdefault(place, []).append((event["dur"] / 1000, event.get("tdur", event["dur"]) / 1000))
    # The page's own process is the one that works: an idle spare one has hardly any.
    tasks = max(busy.values(), key=len, default=[])
    return sorted(wall for wall, _ in tasks), sorted(own for _, own in tasks)


def share(values: list[float], part: float) -> float:
    """The value at `part` of the sorted list."""
    return values[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def spread(values: list[float]) -> str:
    middle, high, most = share(values, 0.5), share(values, 0.99), share(values, 1)
    return f"p50 {middle:.0f} ms, p99 {high:.0f} ms, longest {most:.0f} ms of {len(values):,}"
