"""The journal of an attempt: numbering, folding, joining text, and beginning anew after a loss. No I/O."""

from __future__ import annotations

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from reasoning.events import (
    AnswerDelta,
    Answered,
    BudgetUsed,
    Cancelled,
    Entry,
    Event,
    PathFinished,
    PathStarted,
    RunStarted,
    Snapshot,
    StepDelta,
    StepFinished,
)
from reasoning.state import State, fold, replay, tell
from workers.journal import JOINED, Journal

TICKS = iter(range(10**9))


def journal(attempt: int = 1, past: State | None = None) -> Journal:
    return Journal(attempt, past or State(), lambda: float(next(TICKS)))


def events(entries: list[Entry]) -> list[Event]:
    return [entry.event for entry in entries]


paths = st.integers(0, 2)
words = st.text(max_size=3)
any_event = st.one_of(
    st.builds(PathStarted, paths),
    st.builds(StepDelta, paths, st.integers(0, 1), words),
    st.builds(StepFinished, paths, st.integers(0, 1), words, st.integers(0, 5)),
    st.builds(PathFinished, paths, st.none() | words, words),
    st.builds(AnswerDelta, words),
    st.builds(
        BudgetUsed,
        call=st.integers(0, 3),
        purpose=st.just("sample"),
        path=paths,
        prompt=st.integers(0, 9),
        cached=st.just(0),
        generated=st.integers(0, 9),
        cost_micros=st.integers(0, 9),
        seconds=st.floats(0, 9),
    ),
)
# What happens to a journal: an event is told, news are taken, or the live log loses them.
happenings = st.lists(any_event | st.sampled_from(["take", "lose"]), max_size=60)


def test_entries_are_numbered_from_one_without_a_hole() -> None:
    book = journal(attempt=3)
    book.tell(RunStarted("single", "m", 0, "", {}))
    book.tell(PathStarted(0))
    first = book.take()
    book.tell(AnswerDelta("a"))
    second = book.take()
    assert [(e.attempt, e.seq) for e in first + second] == [(3, 1), (3, 2), (3, 3)]
    assert first[0].at < first[1].at < second[0].at
    assert book.take() == []


def test_text_for_the_same_place_is_one_entry_and_other_places_keep_theirs() -> None:
    book = journal()
    for event in (
        StepDelta(0, 0, "a"),
        StepDelta(1, 0, "x"),
        StepDelta(0, 0, "b"),
        StepDelta(1, 1, "z"),
        AnswerDelta("1"),
        StepDelta(1, 0, "y"),
        AnswerDelta("2"),
    ):
        book.tell(event)
    assert events(book.take()) == [
        StepDelta(0, 0, "ab"),
        StepDelta(1, 0, "xy"),
        StepDelta(1, 1, "z"),
        AnswerDelta("12"),
    ]


def test_text_is_not_joined_across_another_event_nor_across_a_take() -> None:
    book = journal()
    book.tell(StepDelta(0, 0, "a"))
    book.tell(StepFinished(0, 0, "a", 1))
    book.tell(StepDelta(0, 0, "b"))
    taken = events(book.take())
    assert taken == [StepDelta(0, 0, "a"), StepFinished(0, 0, "a", 1), StepDelta(0, 0, "b")]
    book.tell(StepDelta(0, 0, "c"))
    assert events(book.take()) == [StepDelta(0, 0, "c")]


def test_after_a_loss_one_snapshot_stands_for_everything() -> None:
    book = journal()
    book.tell(PathStarted(0))
    book.tell(AnswerDelta("So"))
    book.take()
    book.lost = True
    book.tell(AnswerDelta("uth"))
    (entry,) = book.take()
    assert isinstance(entry.event, Snapshot)
    assert fold([entry]).answer == "South"
    assert fold([entry]).path(0) == book.state.path(0)
    book.tell(AnswerDelta("!"))
    assert events(book.take()) == [AnswerDelta("!")]


def test_after_a_loss_the_end_is_told_again_after_the_snapshot() -> None:
    book = journal()
    book.tell(AnswerDelta("South"))
    book.tell(Cancelled())
    book.take()
    book.lost = True
    again = book.take()
    assert [type(event) for event in events(again)] == [Snapshot, Cancelled]
    assert fold(again).status == "cancelled"
    assert fold(again).answer == "South"


def test_the_snapshot_of_a_loss_is_not_stored_and_what_it_stands_for_is() -> None:
    book = journal()
    book.tell(PathStarted(0))
    book.take()
    book.lost = True
    book.tell(PathStarted(1))
    book.take()
    assert events(book.unstored) == [PathStarted(0), PathStarted(1)]
    book.stored(1)
    assert events(book.unstored) == [PathStarted(1)]


@given(happenings)
def test_folding_what_was_taken_equals_folding_all_that_was_told(happens: list[Event | str]) -> None:
    book, truth, live = journal(), State(), State()
    for happening in [*happens, "take"]:
        if happening == "take":
            for entry in book.take():
                live = replay(live, entry)
            assert (live.answer, live.paths, live.usage) == (truth.answer, truth.paths, truth.usage)
            assert live == book.state
        elif happening == "lose":
            book.lost = True
        else:
            book.tell(happening)
            truth = tell(truth, happening)


@given(happenings)
def test_a_page_that_missed_whatever_was_lost_ends_with_the_same_state(happens: list[Event | str]) -> None:
    book, live = journal(), State()
    for happening in happens:
        if happening == "take":
            for entry in book.take():
                live = replay(live, entry)
        elif happening == "lose":
            book.take()  # on its way when the connection broke
            book.lost = True
        else:
            book.tell(happening)
    for entry in book.take():
        live = replay(live, entry)
    assert live == book.state


@given(happenings)
def test_what_is_stored_and_the_answers_text_give_the_same_state_but_for_drafts(
    happens: list[Event | str],
) -> None:
    book, truth = journal(), State()
    for happening in [*happens, Answered(0, None, "unverified"), "take"]:
        if happening == "take":
            book.take()
        elif happening == "lose":
            book.lost = True
        else:
            book.tell(happening)
            truth = tell(truth, happening)
    stored = reduce(tell, events(book.unstored), State())
    assert stored == truth
    places = [entry.seq for entry in book.unstored]
    assert places == sorted(set(places))


def test_text_that_has_grown_large_is_told_in_several_entries() -> None:
    told = journal()
    for _ in range(50):
        told.tell(AnswerDelta("x" * 1000))
    entries = told.take()
    assert 1 < len(entries) < 10
    assert all(len(entry.event.text) <= JOINED + 1000 for entry in entries)
    assert told.state.answer == "x" * 50_000
