"""How many bytes travel for each byte of text that a page shows while an answer is made."""

from __future__ import annotations

import json
import random
import uuid
from typing import Any

import httpx
from playwright.sync_api import Browser

from tests.support.stack import Stack

from .answers import answer, paragraph
from .figures import Figure
from .proxy import counting

MOST = 2.2


def measure(browser: Browser, stack: Stack, session: str, engine: str) -> list[Figure]:
    """A long fast answer and a thought in many lanes, from the real server, over its real connection."""
    source = random.Random(7)
    thought = "".join(f"{n}. {paragraph(source)} {paragraph(source)}\n" for n in range(1, 6)) + "Answer: 1757"
    fast = "\n".join(answer(n) for n in range(6))
    figures = []
    for name, text, mode, rate in (("a fast answer", fast, "Fast", 100), ("a thought", thought, "Think", 25)):
        told = mode.lower()
        httpx.put(f"{engine}/texts/{told}", content=text.encode()).raise_for_status()
        question = f"tells={told} rate={rate} {uuid.uuid4()}"
        wire, plain, shown = one(browser, stack, session, question, mode)
        figures.append(
            Figure(
                f"{name}, {shown / 1000:,.0f} kB of text at {rate} tokens/s{' a lane' if mode == 'Think' else ''}: "
                "bytes on the wire for each byte of text",
                f"at most {MOST}",
                f"{wire / shown:.1f} (the frames uncompressed: {plain / shown:.1f})",
                wire / shown <= MOST,
            )
        )
    return figures


def one(browser: Browser, stack: Stack, session: str, question: str, mode: str) -> tuple[int, int, int]:
    """Bytes on the wire, bytes of the frames that they carried, bytes of text in those."""
    with counting(stack.port) as proxy:
        context = browser.new_context(base_url=proxy.address)
        context.add_cookies([{"name": "sessionid", "value": session, "url": proxy.address}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        cdp = context.new_cdp_session(page)
        cdp.send("Network.enable")
        frames: list[str] = []
        cdp.on(
            "Network.webSocketFrameReceived", lambda event: frames.append(event["response"]["payloadData"])
        )
        page.goto("/chat/")
        page.get_by_role("radio", name=mode).check()
        box = page.get_by_label("Your question", exact=True).and_(page.locator("textarea"))
        box.fill(question)
        page.get_by_role("button", name="Send").and_(page.locator(":enabled")).wait_for()
        before = sum(proxy.sockets)
        box.press("Enter")
        page.get_by_role("button", name="Copy the answer").wait_for(timeout=180_000)
        page.wait_for_timeout(500)
        wire = sum(proxy.sockets) - before
        context.close()
    kept = [frame for frame in frames if json.loads(frame)["type"] == "events"]
    return wire, sum(len(frame.encode()) for frame in kept), sum(text_of(json.loads(frame)) for frame in kept)


def text_of(frame: dict[str, Any]) -> int:
    """Bytes of text that the frame adds to the page."""
    events = [entry["e"] for entry in frame.get("entries", [])]
    return sum(len(e["text"].encode()) for e in events if e["type"] in ("step_delta", "answer_delta"))
