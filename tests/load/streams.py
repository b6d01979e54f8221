"""Fifty answers at once: how much later a word arrives than straight from the engine, and what it costs."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable
from dataclasses import dataclass

import httpx

from tests.support.live import Page
from tests.support.stack import Stack

RATE = 50  # tokens a second, each stream
ARRIVALS_SECONDS = 10.0
SERVICES = ("web", "interactive", "thinking")


@dataclass
class Stream:
    """One answer. Times are seconds since the epoch."""

    run: str
    sent: float
    first: float
    stamp: float
    text: str
    stored: str
    tokens: int


@dataclass
class Result:
    streams: list[Stream]
    direct: list[float]
    cpu: dict[str, float]
    refused: int


async def measure(stack: Stack, engine: str, cookies: list[str], tokens: int) -> Result:
    """One stream for each person, arrivals spread evenly, with a direct client beside every fifth."""
    question = f"stamp=1 tokens={tokens} rate={RATE}"
    pages = [Page(stack.address, cookie) for cookie in cookies]
    await asyncio.gather(*(page.open() for page in pages))
    async with httpx.AsyncClient(timeout=60) as client:
        await direct(client, engine)  # connections are made before the clock runs
        warm = await pages[0].ask("tokens=3")
        await pages[0].ended(warm["answer"]["run"]["id"])
        before = cpu(stack)
        gap = ARRIVALS_SECONDS / len(pages)
        jobs = [asyncio.create_task(one(page, question, n * gap, tokens)) for n, page in enumerate(pages)]
        probes = [
            asyncio.create_task(later(n * gap, direct(client, engine))) for n in range(0, len(pages), 5)
        ]
        streams = await asyncio.gather(*jobs)
        delays = await asyncio.gather(*probes)
        after = cpu(stack)
        used = {name: after[name] - before[name] for name in SERVICES}
    await asyncio.gather(*(page.close() for page in pages))
    return Result([s for s in streams if s], list(delays), used, sum(s is None for s in streams))


async def one(page: Page, question: str, delay: float, tokens: int) -> Stream | None:
    await asyncio.sleep(delay)
    sent = time.time()
    accepted = await page.ask(question)
    if accepted["type"] != "accepted":
        return None
    run = accepted["answer"]["run"]["id"]
    watched = await page.ended(run, seconds=60 + tokens / RATE * 3)
    assert watched.done is not None
    text = watched.state.answer
    words = text.split()
    return Stream(
        run, sent, watched.first_text_at, float(words[0]), text, watched.done["answer"]["text"], len(words)
    )


async def direct(client: httpx.AsyncClient, engine: str) -> float:
    """Seconds to the first token, straight from the engine."""
    body = {"model": "scripted", "stream": True, "messages": [{"role": "user", "content": "tokens=2"}]}
    began = time.monotonic()
    async with client.stream("POST", f"{engine}/v1/chat/completions", json=body) as reply:
        async for line in reply.aiter_lines():
            if line.startswith("data:"):
                return time.monotonic() - began
    raise RuntimeError("the engine said nothing")


async def later(delay: float, job: Awaitable[float]) -> float:
    await asyncio.sleep(delay)
    return await job


def cpu(stack: Stack) -> dict[str, float]:
    """Processor seconds that web and workers have used."""
    times = {name: stack.service(name).cpu_times() for name in SERVICES}
    return {name: t.user + t.system for name, t in times.items()}


def quantile(values: list[float], share: float) -> float:
    """The value at `share` of the sorted list, in milliseconds."""
    ordered = sorted(values)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(stack: Stack, result: Result, tokens: int) -> list[str]:
    """The figures in words."""
    direct_first = statistics.median(result.direct)
    added = [s.first - s.sent - direct_first for s in result.streams]
    rows = {
        row[0]: row[1:]
        for row in stack.query(
            "select lower(substr(hex(id),1,0)) || id, strftime('%s', created_at) + "
            "(strftime('%f', created_at) - strftime('%S', created_at)), strftime('%s', started_at) + "
            "(strftime('%f', started_at) - strftime('%S', started_at)) from runs_run"
        )
    }
    stages: dict[str, list[float]] = {"reserve": [], "enqueue and claim": [], "engine": [], "relay": []}
    for s in result.streams:
        created, started = rows[s.run.replace("-", "")]
        stages["reserve"].append(float(created) - s.sent)  # type: ignore[arg-type]
        stages["enqueue and claim"].append(float(started) - float(created))  # type: ignore[arg-type]
        stages["engine"].append(s.stamp - float(started))  # type: ignore[arg-type]
        stages["relay"].append(s.first - s.stamp)
    delivered = sum(s.tokens for s in result.streams)
    lost = sum(tokens - s.tokens for s in result.streams)
    short = sum(s.stored.strip() != s.text.strip() for s in result.streams)
    lines = [
        f"{len(result.streams)} streams of {tokens} tokens at {RATE}/s, arrivals over {ARRIVALS_SECONDS:.0f} s; "
        f"{result.refused} refused",
        f"first token straight from the engine: {direct_first * 1000:.1f} ms (median of {len(result.direct)})",
        f"added time to first token: p50 {quantile(added, 0.5):.1f} ms, p99 {quantile(added, 0.99):.1f} ms "
        f"= {statistics.median(added) / direct_first:.1f} x the direct time",
    ]
    lines += [
        f"    {name}: p50 {quantile(v, 0.5):.1f} ms, p99 {quantile(v, 0.99):.1f} ms"
        for name, v in stages.items()
    ]
    lines += [
        f"tokens lost: {lost} of {delivered + lost}; answers stored other than streamed: {short}",
        f"web + worker CPU: {sum(result.cpu.values()) * 1000 / delivered:.3f} s per 1,000 tokens delivered "
        f"({', '.join(f'{name} {used * 1000 / delivered:.3f}' for name, used in result.cpu.items())})",
    ]
    return lines
