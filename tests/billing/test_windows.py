"""Sliding windows: what counts, when the next slot is free, and what a late entry does."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from billing.plans import Cap
from billing.windows import Entry, measure, peak

from .conftest import START, after

CAP = Cap(limit=3, window_seconds=100, concurrency=9)
WINDOW = timedelta(seconds=100)


def entries(*seconds: int, units: int = 1) -> list[Entry]:
    return [Entry(after(seconds=second), units) for second in seconds]


def test_an_unused_window_is_free_and_has_nothing_to_reset() -> None:
    meter = measure([], CAP)
    assert (meter.used, meter.full, meter.next_slot_at, meter.resets_at) == (0, False, None, None)


def test_a_window_with_room_resets_when_its_newest_entry_leaves() -> None:
    meter = measure(entries(0, 30), CAP)
    assert (meter.used, meter.full, meter.next_slot_at) == (2, False, None)
    assert meter.resets_at == after(seconds=130)


def test_a_full_window_has_a_slot_when_its_oldest_entry_leaves() -> None:
    meter = measure(entries(0, 30, 60), CAP)
    assert meter.full
    assert meter.next_slot_at == after(seconds=100)
    assert meter.resets_at == after(seconds=160)


def test_from_80_percent_on_the_next_unit_to_come_back_is_told() -> None:
    large = Cap(limit=10, window_seconds=100, concurrency=9)
    assert measure(entries(*range(7)), large).next_slot_at is None
    assert measure(entries(*range(8)), large).next_slot_at == after(seconds=100)
    assert measure([], Cap(limit=0, window_seconds=100, concurrency=9)).next_slot_at is None


def test_an_overfull_window_has_a_slot_only_when_enough_has_left() -> None:
    assert measure(entries(0, 30, 60, 70), CAP).next_slot_at == after(seconds=130)
    assert measure([*entries(0), *entries(30, units=3)], CAP).next_slot_at == after(seconds=130)


def test_without_a_limit_no_window_is_ever_full() -> None:
    meter = measure(entries(*range(50)), Cap(limit=None, window_seconds=100, concurrency=9))
    assert (meter.used, meter.limit, meter.full, meter.next_slot_at) == (50, None, False, None)


def test_a_reading_travels_as_plain_values() -> None:
    assert measure(entries(0, 0, 0), CAP).as_dict() == {
        "used": 3,
        "limit": 3,
        "window_seconds": 100,
        "next_slot_at": "2026-03-01T12:01:40+00:00",
        "resets_at": "2026-03-01T12:01:40+00:00",
        "credit": 0,
    }


def test_the_peak_sees_windows_that_have_passed_by_now() -> None:
    # By 150 only the entries at 60 and 99 are left, but the window that ended at 99 had four.
    assert peak(entries(0, 60, 99), Entry(after(seconds=20), 1), WINDOW) == 4
    assert peak(entries(0, 60, 120), Entry(after(seconds=20), 1), WINDOW) == 3


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 3)), max_size=12), st.integers(0, 300))
def test_the_peak_is_what_trying_every_window_finds(rows: list[tuple[int, int]], at: int) -> None:
    others = [Entry(after(seconds=second), units) for second, units in sorted(rows)]
    added = Entry(after(seconds=at), 2)
    found = max(
        sum(units for second, units in [*rows, (at, 2)] if end - 100 < second <= end)
        for end in range(at, at + 100)
    )
    assert peak(others, added, WINDOW) == found


@given(st.lists(st.integers(0, 99), min_size=3, max_size=8).map(sorted))
def test_the_next_slot_is_the_first_moment_with_room(seconds: list[int]) -> None:
    slot = measure(entries(*seconds), CAP).next_slot_at
    room = next(now for now in range(99, 400) if sum(second > now - 100 for second in seconds) < CAP.limit)
    assert slot == START + timedelta(seconds=room)
