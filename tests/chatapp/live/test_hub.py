"""Runs relayed to pages, over a real Valkey and a real database: nothing missing, nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import redis

from chatapp.accounts.models import User
from chatapp.live import pump, requests
from chatapp.live.hub import Hub
from chatapp.live.pump import Pumps
from chatapp.runs import lease, log
from chatapp.runs.models import Run
from reasoning.events import AnswerDelta, Snapshot
from reasoning.state import to_dict
from tests.support.heard import Heard
from tests.support.said import ending, opening, used
from tests.support.wait import until

from .conftest import Pen, in_database

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]
Watch = Callable[..., Heard]


@pytest.fixture(autouse=True)
def _no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may depend on the look that a silent feed gets after some seconds."""
    monkeypatch.setattr(pump, "QUIET_SECONDS", 3600.0)


def places(pen: Pen) -> list[tuple[int, int]]:
    return [(entry.attempt, entry.seq) for entry in pen.said]


async def test_early_and_late_watchers_see_everything_once_and_the_same(pen: Pen, watch: Watch) -> None:
    early = watch()
    await pen.tell(*opening("So"))
    await until(lambda: early.state.answer == "So")
    middle = watch()
    await pen.tell(AnswerDelta("uth"))
    await until(lambda: middle.state.answer == "South")
    await pen.finish(*ending("South"))
    late = watch()
    await until(lambda: early.done and middle.done and late.done)
    for heard in (early, middle, late):
        assert heard.state == pen.state
        assert heard.seen == places(pen)
        assert heard.repeated == 0
        assert heard.done["answer"]["text"] == "South"
        assert heard.done["answer"]["run"]["status"] == "succeeded"


async def test_a_page_that_comes_back_hears_only_what_it_missed(pen: Pen, watch: Watch) -> None:
    await pen.tell(*opening("So"))
    await pen.tell(AnswerDelta("uth"))
    heard = watch(attempt=1, seq=3)
    await until(lambda: heard.seen == [(1, 4)])
    await pen.finish(*ending("South"))
    await until(lambda: heard.done)
    assert heard.seen == places(pen)[3:]


async def test_a_page_that_knows_the_end_already_hears_that_it_is_stored(pen: Pen, watch: Watch) -> None:
    await pen.tell(*opening("South"))
    await pen.finish(*ending("South"))
    heard = watch(*places(pen)[-1])
    await until(lambda: heard.done)
    assert heard.types == ["done"]


async def test_a_page_that_claims_to_know_more_than_there_is_hears_the_end_all_the_same(
    pen: Pen, watch: Watch
) -> None:
    await pen.finish(*opening("South"), *ending("South"))
    heard = watch(99, 99)
    await until(lambda: heard.done)


async def test_a_lost_log_is_bridged_from_the_database_and_all_see_the_same_end(
    pen: Pen, watch: Watch, another_hub: Hub
) -> None:
    early = watch()
    await pen.tell(*opening("a"))
    await pen.keep()
    await until(lambda: early.state.answer == "a")
    await pen.lose_log()
    await pen.tell(AnswerDelta("b"))
    late = watch(through=another_hub)
    await until(lambda: late.state.answer == "ab")
    await pen.tell(AnswerDelta("c"))
    await pen.finish(*ending("abc"))
    await until(lambda: early.done and late.done)
    assert early.state == late.state == pen.state
    assert early.seen == places(pen)
    assert late.repeated == 0


async def test_what_the_log_lost_before_it_was_stored_comes_with_the_next_checkpoint(
    pen: Pen, watch: Watch
) -> None:
    await pen.tell(*opening("a"))
    await pen.keep()
    await pen.tell(AnswerDelta("b"))  # only ever in the log, which is lost now
    await pen.lose_log()
    await pen.tell(AnswerDelta("c"))
    heard = watch()
    await until(lambda: heard.state.answer == "a")
    await pen.keep()
    await pen.tell(AnswerDelta("d"))
    await until(lambda: heard.state.answer == "abcd")
    await pen.finish(*ending("abcd"))
    await until(lambda: heard.done)
    assert heard.state == pen.state


async def test_after_a_cut_connection_the_missed_entries_are_read_from_the_log(
    pen: Pen, watch: Watch, valkey: redis.Redis
) -> None:
    heard = watch()
    await pen.tell(*opening("So"))
    await until(lambda: heard.state.answer == "So")
    await pen.tell_unheard(AnswerDelta("uth"))
    valkey.execute_command("CLIENT", "KILL", "TYPE", "pubsub")
    await until(lambda: heard.state.answer == "South")
    assert heard.seen == places(pen)


async def test_a_lost_message_in_the_middle_is_found_by_the_next_one(pen: Pen, watch: Watch) -> None:
    heard = watch()
    await pen.tell(*opening("a"))
    await until(lambda: heard.state.answer == "a")
    await pen.tell_unheard(AnswerDelta("b"))
    await pen.tell(AnswerDelta("c"))
    await until(lambda: heard.state.answer == "abc")
    assert heard.seen == places(pen)


async def test_a_lost_last_message_is_found_by_looking_again(
    pen: Pen, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pump, "QUIET_SECONDS", 0.02)
    heard = watch()
    await pen.tell(*opening("South"))
    await pen.finish(*ending("South"), told=False)
    await until(lambda: heard.done)
    assert heard.state.status == "answered"
    assert heard.done["answer"]["text"] == "South"


async def test_a_finished_run_whose_log_has_expired_comes_from_the_database(pen: Pen, watch: Watch) -> None:
    await pen.tell(*opening("South"))
    await pen.finish(*ending("South"))
    await pen.lose_log()
    heard = watch()
    await until(lambda: heard.done)
    assert heard.types == ["events", "done"]
    assert heard.state == pen.state


async def test_a_new_attempt_is_announced_and_its_snapshot_replaces_what_was_before(
    pen: Pen, watch: Watch, expire_lease: Callable[[Run], None]
) -> None:
    heard = watch()
    await pen.tell(*opening("Sou"), used())
    await pen.keep()
    await until(lambda: heard.state.answer == "Sou")

    await in_database(expire_lease, pen.run)
    again = Pen(await in_database(lease.claim, pen.run.pk))
    await again.tell(Snapshot(to_dict(pen.state)), AnswerDelta("th"))
    assert await log.append(pen.client, [(pen.run.pk, pen.note(AnswerDelta("p?")))]) == [False]
    await until(lambda: heard.state.answer == "South")
    assert heard.resets == [2]
    await again.finish(*ending("South"))
    late = watch()
    await until(lambda: heard.done and late.done)
    assert heard.state == late.state == again.state
    await again.client.aclose()


async def test_a_waiting_run_is_watched_from_its_first_word_on(pen: Pen, watch: Watch, hub: Hub) -> None:
    heard = watch()
    await until(lambda: str(pen.run.pk) in hub.feeds)
    assert heard.frames == []
    await pen.tell(*opening("South"))
    await until(lambda: heard.state.answer == "South")


async def test_pages_share_one_feed_and_the_last_to_leave_takes_it_away(
    pen: Pen, hub: Hub, valkey: redis.Redis
) -> None:
    run_id, channel = str(pen.run.pk), log.channel(pen.run.pk)
    async with hub.watch(run_id) as one:
        async with hub.watch(run_id) as two:
            assert one is two
            assert valkey.pubsub_numsub(channel) == [(channel, 1)]
        assert hub.feeds == {run_id: one}
    assert hub.feeds == {}
    await until(lambda: valkey.pubsub_numsub(channel) == [(channel, 0)])


async def test_what_fails_for_a_moment_is_taken_up_where_it_was(
    watch: Watch, pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pump, "AGAIN_SECONDS", (0.01, 0.01))
    done, failed = requests.done, []

    async def fails_twice(*args: Any) -> Any:
        if len(failed) < 2:
            failed.append("database is locked")
            raise OSError(failed[-1])
        return await done(*args)

    monkeypatch.setattr(requests, "done", fails_twice)
    heard = watch()
    await pen.tell(*opening("South"))
    await pen.finish(*ending("South"))
    await until(lambda: heard.done)
    assert len(failed) == 2
    assert (heard.state.answer, heard.repeated) == ("South", 0)


async def test_a_page_whose_run_cannot_be_carried_is_let_go(
    hub: Hub, pen: Pen, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pump, "AGAIN_SECONDS", (0.01,))
    let_go = asyncio.Event()

    async def broken(*_: Any) -> Any:
        raise OSError("disk I/O error")

    async def note() -> None:
        let_go.set()

    monkeypatch.setattr(requests, "done", broken)
    pumps = Pumps(hub, send=Heard().send, stalled=note)
    pumps.watch(str(pen.run.pk), owner)
    await pen.tell(*opening("South"))
    await pen.finish(*ending("South"))
    await asyncio.wait_for(let_go.wait(), 5)
    await pumps.close()
