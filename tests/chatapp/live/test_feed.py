"""One run's batches in order: what a feed takes, knows, and misses. No I/O."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatapp.live.feed import Feed, Position
from chatapp.runs.log import Batch, make_batch
from reasoning.events import (
    AnswerDelta,
    Answered,
    Entry,
    PathStarted,
    RunStarted,
    Snapshot,
    StepDelta,
    decode,
)
from reasoning.state import State, fold, replay, to_dict


def batch(first: int, last: int | None = None, *, attempt: int = 1) -> Batch:
    places = range(first, (last or first) + 1)
    return make_batch([Entry(attempt, place, AnswerDelta(f"{attempt}.{place} ")) for place in places])


def snapshot(seq: int, *, attempt: int = 1) -> Batch:
    return make_batch([Entry(attempt, seq, Snapshot(to_dict(State(answer="so far"))))])


@pytest.fixture
def feed() -> Feed:
    """A feed that has the entries 1 to 3 of the first attempt."""
    feed = Feed("run")
    assert feed.offer(batch(1, 3)) == "taken"
    return feed


def test_an_empty_feed_stands_at_the_beginning() -> None:
    feed = Feed("run")
    assert (feed.end, feed.ended, feed.after(Position())) == (Position(0, 0), False, [])


def test_what_follows_is_taken(feed: Feed) -> None:
    assert feed.offer(batch(4, 6)) == "taken"
    assert feed.end == Position(1, 6)
    assert feed.batches == [batch(1, 3), batch(4, 6)]


def test_what_overlaps_and_goes_on_is_taken(feed: Feed) -> None:
    assert feed.offer(batch(2, 5)) == "taken"
    assert feed.end == Position(1, 5)


@pytest.mark.parametrize("again", [batch(1, 3), batch(2, 3), batch(1), snapshot(3)])
def test_what_is_there_already_is_known(feed: Feed, again: Batch) -> None:
    assert feed.offer(again) == "known"
    assert feed.batches == [batch(1, 3)]


@pytest.mark.parametrize("later", [batch(5), batch(90, 99), batch(2, attempt=2)])
def test_what_leaves_a_hole_is_a_gap_and_changes_nothing(feed: Feed, later: Batch) -> None:
    assert feed.offer(later) == "gap"
    assert feed.batches == [batch(1, 3)]


def test_an_empty_feed_does_not_begin_in_the_middle() -> None:
    assert Feed("run").offer(batch(2)) == "gap"


def test_a_new_attempt_is_taken_from_its_first_entry_on(feed: Feed) -> None:
    assert feed.offer(batch(1, 2, attempt=2)) == "taken"
    assert feed.end == Position(2, 2)
    assert feed.offer(batch(4)) == "known"  # the old attempt has nothing more to say


@pytest.mark.parametrize("place", [snapshot(9), snapshot(1, attempt=3), snapshot(50, attempt=2)])
def test_a_snapshot_is_taken_over_any_hole_and_replaces_all_before(feed: Feed, place: Batch) -> None:
    assert feed.offer(place) == "taken"
    assert feed.batches == [place]


def test_a_snapshot_from_before_is_known(feed: Feed) -> None:
    feed.offer(batch(1, attempt=2))
    assert feed.offer(snapshot(99, attempt=1)) == "known"


def test_a_reader_gets_what_it_lacks(feed: Feed) -> None:
    feed.offer(batch(4, 6))
    assert feed.after(Position(0, 0)) == [batch(1, 3), batch(4, 6)]
    assert feed.after(Position(1, 3)) == [batch(4, 6)]
    assert feed.after(Position(1, 5)) == [batch(4, 6)]
    assert feed.after(Position(1, 6)) == []
    assert feed.after(Position(7, 7)) == []


def test_the_end_of_the_run_ends_the_feed(feed: Feed) -> None:
    assert not feed.ended
    feed.offer(make_batch([Entry(1, 4, Answered(0, None, "unverified"))]))
    assert feed.ended


def test_a_gap_is_reported_and_nothing_else_is(feed: Feed) -> None:
    gaps: list[Feed] = []
    feed.on_gap = gaps.append
    for each in (batch(4), batch(4), batch(6), batch(1, attempt=2)):
        feed.arrived(each.pack())
    assert gaps == [feed]


@pytest.mark.asyncio
async def test_a_batch_that_comes_between_asking_and_waiting_is_not_missed(feed: Feed) -> None:
    changed = feed.changed()
    feed.offer(batch(4))
    async with asyncio.timeout(1):
        await changed


@st.composite
def logs(draw: st.DrawFn) -> list[Batch]:
    """A whole log: attempts that each begin with a first entry or a snapshot, cut into batches anywhere."""
    batches: list[Batch] = []
    for attempt in range(1, draw(st.integers(1, 3)) + 1):
        count = draw(st.integers(1, 12))
        begin = RunStarted("single", "m", 0, "", {}) if attempt == 1 else Snapshot(to_dict(State()))
        entries = [Entry(attempt, 1, begin)]
        entries += [Entry(attempt, seq, AnswerDelta(f"{attempt}.{seq} ")) for seq in range(2, count + 1)]
        cuts = sorted(draw(st.sets(st.integers(1, count))) | {count})
        batches += [
            make_batch(entries[start:end]) for start, end in zip([0, *cuts[:-1]], cuts, strict=True) if end
        ]
    return batches


def told(batches: list[Batch]) -> list[tuple[int, int]]:
    return [(each["a"], each["s"]) for b in batches for each in json.loads(f"[{b.entries}]")]


@given(st.data())
def test_any_loss_repetition_and_disorder_followed_by_a_refill_gives_the_whole_log_once(
    data: st.DataObject,
) -> None:
    whole = data.draw(logs())
    # A run's messages arrive in order, but some get lost, and some of the past is read again.
    messy = data.draw(st.lists(st.sampled_from(whole), max_size=30))
    feed = Feed("run")
    seen: list[tuple[int, int]] = []
    position = Position()

    def read() -> None:
        nonlocal position
        for each in feed.after(position):
            seen.extend(place for place in told([each]) if place > (position.attempt, position.seq))
            position = Position(each.attempt, each.last)

    for each in messy:
        feed.offer(each)
        read()
    for each in whole:
        assert feed.offer(each) != "gap"
        read()

    assert feed.end == Position(whole[-1].attempt, whole[-1].last)
    assert seen == sorted(set(seen))  # nothing twice, nothing backwards
    # What the reader makes of it is what the log says: a later attempt's snapshot replaces what was missed.
    entries = {place: index for index, place in enumerate(told(whole))}
    last_attempt = [place for place in told(whole) if place[0] == whole[-1].attempt]
    assert [place for place in seen if place[0] == whole[-1].attempt] == last_attempt
    assert all(place in entries for place in seen)
    if whole[-1].attempt == 1:
        assert seen == told(whole)


@given(logs())
def test_in_order_every_batch_is_taken_and_folds_to_the_logs_state(whole: list[Batch]) -> None:
    feed = Feed("run")
    state = State()
    for each in whole:
        assert feed.offer(each) == "taken"
        for entry in json.loads(f"[{each.entries}]"):
            state = replay(state, Entry(entry["a"], entry["s"], decode(entry["e"])))
    kept = [Entry(e["a"], e["s"], decode(e["e"])) for b in feed.batches for e in json.loads(f"[{b.entries}]")]
    assert fold(kept) == state


def test_where_only_summaries_are_shown_the_words_of_a_thought_do_not_get_as_far_as_a_socket(
    settings: Any,
) -> None:
    settings.THOUGHTS = "summary"
    feed = Feed("run")
    state = to_dict(fold([Entry(1, 1, PathStarted(0, note="a secret"))]))
    feed.arrived(make_batch([Entry(1, 1, Snapshot(state)), Entry(1, 2, StepDelta(0, 0, "a secret"))]).pack())
    feed.arrived(make_batch([Entry(1, 3, AnswerDelta("South"))]).pack())
    sent = "".join(each.entries for each in feed.after(Position()))
    assert "secret" not in sent
    assert "South" in sent
