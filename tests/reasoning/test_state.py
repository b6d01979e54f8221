"""The reducer's promises, on any sequence of events."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reasoning.events import (
    AnswerDelta,
    Answered,
    BudgetUsed,
    Cancelled,
    Entry,
    Event,
    Failed,
    PathFinished,
    PathPruned,
    PathStarted,
    RunStarted,
    Snapshot,
    StepDelta,
    StepFinished,
    Vote,
    VoteUpdated,
    decode,
    encode,
)
from reasoning.state import State, fold, replay, tell, to_dict

NUMBERS = st.integers(0, 4)
TEXTS = st.text(max_size=12)
LOGPROBS = st.none() | st.floats(-100, 0)
VOTES = st.lists(st.builds(Vote, TEXTS, st.lists(NUMBERS).map(tuple), st.floats(0, 9)), max_size=3).map(tuple)
BUDGETS = st.fixed_dictionaries(
    {"tokens": NUMBERS, "paths": NUMBERS, "steps": NUMBERS, "seconds": st.floats(0, 9)}
)
PLAIN: st.SearchStrategy[Event] = st.one_of(
    st.builds(RunStarted, TEXTS, TEXTS, NUMBERS, TEXTS, BUDGETS),
    st.builds(PathStarted, NUMBERS, st.none() | NUMBERS, NUMBERS),
    st.builds(StepDelta, NUMBERS, NUMBERS, TEXTS),
    st.builds(StepFinished, NUMBERS, NUMBERS, TEXTS, NUMBERS, LOGPROBS),
    st.builds(PathPruned, NUMBERS, TEXTS),
    st.builds(PathFinished, NUMBERS, st.none() | TEXTS, TEXTS, st.floats(0, 9)),
    st.builds(VoteUpdated, VOTES),
    st.builds(
        BudgetUsed, NUMBERS, TEXTS, st.none() | NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.floats(0, 9)
    ),
    st.builds(AnswerDelta, TEXTS),
    st.builds(
        Answered, NUMBERS, st.none() | st.floats(0, 1), st.sampled_from(["verified", "agreed", "unverified"])
    ),
    st.builds(Cancelled),
    st.builds(Failed, TEXTS, TEXTS, st.booleans()),
)
EVENTS = st.lists(PLAIN, max_size=25)


def entries(events: list[Event], attempt: int = 1) -> list[Entry]:
    return [Entry(attempt, seq, event) for seq, event in enumerate(events, start=1)]


def of(events: list[Event]) -> State:
    return fold(entries(events))


@given(EVENTS, st.integers(0, 25), st.integers(0, 25))
def test_reading_any_part_of_the_log_twice_changes_nothing(events: list[Event], start: int, end: int) -> None:
    log = entries(events)
    once = fold(log)
    assert fold(log + log[start:end]) == once
    assert fold(log[: max(start, end)] + log[min(start, end) :]) == once


@given(EVENTS)
def test_stored_events_come_back_as_they_were(events: list[Event]) -> None:
    events = [*events, Snapshot(to_dict(of(events)))]
    back = [decode(json.loads(json.dumps(encode(event)))) for event in events]
    assert back[:-1] == events[:-1]
    assert of(back) == of(events)


@given(EVENTS, st.integers(0, 25))
def test_a_snapshot_of_the_beginning_and_the_rest_equal_the_whole(events: list[Event], at: int) -> None:
    snapshot = Snapshot(json.loads(json.dumps(to_dict(of(events[:at])))))
    whole, resumed = of(events), fold(entries([snapshot, *events[at:]], attempt=2))
    assert replace(resumed, cursor=(0, 0)) == replace(whole, cursor=(0, 0))


@given(EVENTS)
def test_a_snapshot_replaces_whatever_was_known(events: list[Event]) -> None:
    assert tell(of(events), Snapshot(to_dict(State(status="running", answer="x")))).answer == "x"
    assert tell(of(events), Snapshot(to_dict(State()))).paths == ()


@given(EVENTS, st.lists(TEXTS, min_size=1, max_size=5))
def test_joined_deltas_tell_the_same_as_single_ones(events: list[Event], texts: list[str]) -> None:
    state = of(events)
    for one in (lambda text: StepDelta(0, 0, text), AnswerDelta):
        single = state
        for text in texts:
            single = tell(single, one(text))
        assert single == tell(state, one("".join(texts)))


def test_an_older_attempt_says_nothing_new() -> None:
    state = replay(State(), Entry(2, 1, AnswerDelta("new")))
    assert replay(state, Entry(1, 99, AnswerDelta("old"))) == state
