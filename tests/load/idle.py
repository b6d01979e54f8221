"""What the product takes while nobody asks anything: start-up time, memory, and memory for each open page."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from pathlib import Path

from tests.support.live import Page
from tests.support.stack import Stack

MB = 1024 * 1024
SETTLE_SECONDS = 3.0


async def sockets(stack: Stack, number: int) -> list[str]:
    """Resident memory of the web process before and with `number` signed-in idle sockets, compressed as browsers do."""
    cookies = stack.people(max(1, number // 10))
    warm = [Page(stack.address, cookie) for cookie in cookies[:20]]
    for page in warm:
        await page.open()
    for page in warm:
        await page.close()
    web = stack.service("web")
    await asyncio.sleep(SETTLE_SECONDS)
    before = web.memory_info().rss
    pages = [Page(stack.address, cookies[n % len(cookies)]) for n in range(number)]
    began = time.monotonic()
    for start in range(0, number, 50):
        await asyncio.gather(*(page.open(compression="deflate") for page in pages[start : start + 50]))
    opened = time.monotonic() - began
    await asyncio.sleep(SETTLE_SECONDS)
    added = web.memory_info().rss - before
    greeted = sum(any(frame["type"] == "hello" for frame in page.frames) for page in pages)
    await asyncio.gather(*(page.close() for page in pages))
    return [
        f"{greeted} of {number} sockets ready after {opened:.1f} s",
        f"web process: {before / MB:.0f} MB before, {added / MB:.1f} MB more with them "
        f"({added / 1024 / number:.0f} KB a socket)",
    ]


def memory() -> list[str]:
    """Start twice in a new folder; sum what every process of the idle stack keeps resident."""
    home = Path(tempfile.mkdtemp(prefix="fragaria-idle-"))
    stack = Stack(home, {"LOG_LEVEL": "WARNING"})
    try:
        first = stack.start()
        stack.stop()
        second = stack.start()
        time.sleep(SETTLE_SECONDS)
        sizes = {process: process.memory_full_info() for process in stack.processes()}
    finally:
        stack.stop()
        shutil.rmtree(home, ignore_errors=True)
    resident = sum(size.rss for size in sizes.values())
    own = sum(getattr(size, "pss", size.rss) for size in sizes.values())
    return [
        f"first start with an empty data folder {first:.1f} s, second start {second:.1f} s",
        f"{len(sizes)} processes: {resident / MB:.0f} MB resident, {own / MB:.0f} MB when shared pages count once",
    ]
