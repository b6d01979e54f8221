"""Processes die in the middle of answers; people lose nothing."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
import uuid

import httpx
import pytest

from tests.support.live import Page, Watched
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.asyncio]


def contiguous(watched: Watched) -> bool:
    """Whether every entry of the last attempt arrived once and in order."""
    last = watched.seen[-1][0]
    seqs = [seq for attempt, seq in watched.seen if attempt == last]
    return seqs == list(range(seqs[0], seqs[0] + len(seqs)))


def holds(stack: Stack, run_id: str) -> list[list[object]]:
    """State, reason and tokens of the run's hold."""
    return stack.query(
        "select h.state, h.reason, h.tokens from billing_usagehold h join runs_run r on r.hold_id = h.id "
        f"where r.id = '{run_id.replace('-', '')}'"
    )


def of(accepted: dict) -> str:
    assert accepted["type"] == "accepted", accepted
    return accepted["answer"]["run"]["id"]


async def test_a_killed_web_process_costs_neither_a_gap_nor_a_repetition(stack: Stack, cookie: str) -> None:
    page = Page(stack.address, cookie)
    await page.open()
    run = of(await page.ask("tokens=150 rate=40"))
    await page.until(run, lambda w: len(w.state.answer) > 60)
    stack.kill("web")
    await asyncio.sleep(0.3)
    await page.stay()
    watched = await page.ended(run)
    await page.close()
    assert contiguous(watched)
    assert len(set(watched.seen)) == len(watched.seen)
    assert watched.resets == 0
    assert watched.state.answer == "".join(f"w{n} " for n in range(150))
    assert watched.done["answer"]["text"] == watched.state.answer


async def test_another_worker_goes_on_where_a_killed_one_stopped_thinking(
    stack: Stack, engine: str, cookie: str
) -> None:
    async with Page(stack.address, cookie) as page:
        question = f"answer=42 steps=60 rate=60 {uuid.uuid4()}"
        run = of(await page.ask(question, mode="think"))
        await page.until(run, lambda w: any(len(p.steps) > 3 for p in w.state.paths))
        await asyncio.sleep(0.5)
        killed = time.monotonic()
        stack.kill("thinking")
        watched = await page.until(run, lambda w: w.resets and w.state.cursor[1] > 1)
        assert time.monotonic() - killed < 15
        watched = await page.ended(run)
    assert contiguous(watched)
    assert watched.state.status == "answered"
    assert watched.done["answer"]["text"] == "Answer: 42" == watched.state.answer
    assert [row[0] for row in holds(stack, run)] == ["committed"]
    seconds, attempt = stack.query(
        f"select seconds, attempt from runs_run where id = '{run.replace('-', '')}'"
    )[0]
    assert attempt == 2
    wall = watched.done["answer"]["run"]["seconds"]
    assert wall == pytest.approx(seconds, abs=0.01)
    assert seconds < time.monotonic() - killed + 5, "the time in which nobody worked is not counted"


async def test_finished_paths_are_not_asked_for_again_after_a_crash(
    stack: Stack, engine: str, cookie: str
) -> None:
    async with Page(stack.address, cookie) as page, httpx.AsyncClient() as client:
        # Every path finishes at its own time, so that two of the first four are finished and two are not.
        run = of(await page.ask(f"spread=1 answer=7 steps=60 rate=60 {uuid.uuid4()}", mode="think"))
        before = (await client.get(f"{engine}/log")).json()["paths"]
        watched = await page.until(run, lambda w: sum(p.status == "finished" for p in w.state.paths) >= 2)
        await asyncio.sleep(0.6)  # long enough for the steps to be stored
        finished = {p.id for p in watched.state.paths if p.status == "finished"}
        opened = (await client.get(f"{engine}/log")).json()["paths"]
        stack.kill("thinking")
        watched = await page.ended(run)
        again = (await client.get(f"{engine}/log")).json()["paths"] - opened
    assert before >= 1
    assert watched.state.answer == "Answer: 7"
    assert 1 <= again <= 4 - len(finished)
    calls = stack.query(
        f"select attempt, count(*) from runs_enginecall where run_id = '{run.replace('-', '')}' "
        "and purpose = 'sample' group by attempt"
    )
    assert sum(int(count) for _, count in calls) <= 4 + again


async def test_a_fast_answer_survives_its_killed_worker(stack: Stack, cookie: str) -> None:
    async with Page(stack.address, cookie) as page:
        run = of(await page.ask("tokens=120 rate=40"))
        await page.until(run, lambda w: len(w.state.answer) > 80)
        await asyncio.sleep(0.7)
        stack.kill("interactive")
        watched = await page.ended(run)
    assert watched.state.answer == "".join(f"w{n} " for n in range(120))
    assert watched.done["answer"]["text"] == watched.state.answer
    assert [row[0] for row in holds(stack, run)] == ["committed"]


async def test_a_killed_redis_loses_nothing_that_was_seen(stack: Stack, cookie: str) -> None:
    async with Page(stack.address, cookie) as page:
        run = of(await page.ask("tokens=250 rate=50"))
        await page.until(run, lambda w: len(w.state.answer) > 100)
        seen = page.runs[run].state.answer
        stack.kill("valkey")
        watched = await page.ended(run)
        after = of(await page.ask("tokens=3"))
        await page.ended(after)
    assert watched.state.answer.startswith(seen)
    assert watched.state.answer == "".join(f"w{n} " for n in range(250))
    assert watched.done["answer"]["text"] == watched.state.answer


async def test_a_worker_that_is_asked_to_end_finishes_short_answers_and_hands_long_ones_on(
    stack: Stack, cookie: str
) -> None:
    async with Page(stack.address, cookie) as page:
        short = of(await page.ask("tokens=40 rate=40"))
        long = of(await page.ask("tokens=300 rate=40"))
        await page.until(long, lambda w: len(w.state.answer) > 20)
        stack.kill("interactive", signal.SIGTERM)
        first, second = await page.ended(short), await page.ended(long)
    assert first.resets == 0
    assert second.resets == 1
    assert first.state.answer == "".join(f"w{n} " for n in range(40))
    assert second.state.answer == "".join(f"w{n} " for n in range(300))
    assert second.done["answer"]["text"] == second.state.answer


@pytest.mark.parametrize(
    ("fault", "words"),
    [("503", "problem"), ("401", "key"), ("garbage", "unreadable"), ("stall", "answer"), ("break", "")],
)
async def test_an_engine_that_fails_costs_the_person_nothing(
    stack: Stack, cookie: str, fault: str, words: str
) -> None:
    async with Page(stack.address, cookie) as page:
        run = of(await page.ask(f"fail={fault} {uuid.uuid4()}"))
        watched = await page.ended(run)
    told = watched.done["answer"]["run"]
    assert told["status"] == "failed"
    assert words in told["message"]
    assert "Traceback" not in told["message"]
    assert watched.done["allowance"]["fast"]["used"] == 0
    assert [row[0] for row in holds(stack, run)] == ["released"]


async def test_an_engine_that_refuses_once_is_asked_again(stack: Stack, cookie: str) -> None:
    async with Page(stack.address, cookie) as page:
        run = of(await page.ask(f"fail=503 times=1 tokens=5 {uuid.uuid4()}"))
        watched = await page.ended(run)
    assert watched.state.answer == "w0 w1 w2 w3 w4 "


async def test_stop_closes_the_engines_stream(stack: Stack, engine: str, cookie: str) -> None:
    async with Page(stack.address, cookie) as page, httpx.AsyncClient() as client:
        run = of(await page.ask("tokens=4000 rate=50"))
        await page.until(run, lambda w: w.state.answer)
        aborted = (await client.get(f"{engine}/log")).json().get("aborted", 0)
        await page.say(type="stop", run=run)
        watched = await page.ended(run, seconds=5)
        async with asyncio.timeout(5):
            while (await client.get(f"{engine}/log")).json().get("aborted", 0) == aborted:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    assert watched.state.status == "cancelled"
    assert watched.done["answer"]["text"] == watched.state.answer != ""


async def test_the_same_question_sent_twenty_times_is_one_run_and_one_hold(stack: Stack, cookie: str) -> None:
    pages = [Page(stack.address, cookie) for _ in range(4)]
    await asyncio.gather(*(page.open() for page in pages))
    client_id = uuid.uuid4().hex
    replies = await asyncio.gather(*(page.ask("tokens=5", client_id=client_id) for page in pages * 5))
    runs = {of(reply) for reply in replies}
    assert len(runs) == 1
    watched = await pages[0].ended(runs.pop())
    await asyncio.gather(*(page.close() for page in pages))
    assert watched.done["allowance"]["fast"]["used"] == 1
    count = stack.query(f"select count(*) from runs_run where client_id = '{client_id}'")
    assert count == [[1]]


async def test_two_tabs_see_the_same_answer(stack: Stack, cookie: str) -> None:
    async with Page(stack.address, cookie) as one, Page(stack.address, cookie) as two:
        run = of(await one.ask("tokens=60 rate=60"))
        await one.until(run, lambda w: w.state.answer)
        await two.watch(run)
        first, second = await one.ended(run), await two.ended(run)
        told = [frame for frame in two.frames if frame["type"] == "accepted"]
    assert first.state.answer == second.state.answer == first.done["answer"]["text"]
    assert contiguous(second)
    assert [frame["answer"]["run"]["id"] for frame in told] == [run]


async def test_a_page_that_stops_reading_is_let_go_and_costs_no_memory(stack: Stack, cookie: str) -> None:
    tokens, size, number = 1500, 2000, 30
    async with Page(stack.address, cookie) as reader:
        run = of(await reader.ask(f"tokens={tokens} size={size} rate=300"))
        watched = await reader.ended(run)
        before = stack.service("web").memory_info().rss
        sleepers = [Page(stack.address, cookie) for _ in range(number)]
        for page in sleepers:  # each wants all three megabytes, and reads none of them
            await page.open(sock=small_socket(stack))
            assert page.socket is not None
            page.socket.transport.pause_reading()
            await page.say(type="watch", run=run, attempt=0, seq=0)
        await asyncio.sleep(2)
        grown = stack.service("web").memory_info().rss - before
        await asyncio.sleep(3)
        for page in sleepers:
            assert page.socket is not None
            page.socket.transport.resume_reading()
            await asyncio.wait_for(page.socket.wait_closed(), 10)
    assert watched.done["answer"]["text"] == watched.state.answer
    assert len(watched.state.answer) == tokens * size
    assert not any(page.runs[run].ended.is_set() for page in sleepers if run in page.runs)
    assert grown < number * tokens * size / 2


def small_socket(stack: Stack) -> socket.socket:
    """A connection whose kernel takes little before the server notices that nobody reads."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.connect(("127.0.0.1", stack.port))
    made.setblocking(False)
    return made


async def test_a_text_of_a_megabyte_is_refused_in_words_and_the_socket_stays(
    stack: Stack, cookie: str
) -> None:
    async with Page(stack.address, cookie) as page:
        refused = await page.ask("x" * 1_048_576)
        accepted = await page.ask("tokens=2")
        await page.ended(of(accepted))
    assert (refused["type"], refused["code"]) == ("error", "too_long")
