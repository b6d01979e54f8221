"""The reducer's promises, on any sequence of events."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
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
    Reviewed,
    Routed,
    RunStarted,
    Snapshot,
    StepDelta,
    StepFinished,
    StepScored,
    Verified,
    Vote,
    VoteUpdated,
    decode,
    encode,
)
from reasoning.state import State, fold, replay, tell, to_dict

FIXTURES = Path(__file__).parent.parent / "fixtures"
OUTCOMES = st.sampled_from(["passed", "failed", "unknown"])
NUMBERS = st.integers(0, 4)
TEXTS = st.text(max_size=12)
LOGPROBS = st.none() | st.floats(-100, 0)
VOTES = st.lists(st.builds(Vote, TEXTS, st.lists(NUMBERS).map(tuple), st.floats(0, 9)), max_size=3).map(tuple)
BUDGETS = st.fixed_dictionaries(
    {"tokens": NUMBERS, "paths": NUMBERS, "steps": NUMBERS, "seconds": st.floats(0, 9)}
)
PLAIN: st.SearchStrategy[Event] = st.one_of(
    st.builds(RunStarted, TEXTS, TEXTS, NUMBERS, TEXTS, BUDGETS),
    st.builds(Routed, st.sampled_from(["closed", "code", "open"]), TEXTS),
    st.builds(PathStarted, NUMBERS, st.none() | NUMBERS, NUMBERS, TEXTS),
    st.builds(StepDelta, NUMBERS, NUMBERS, TEXTS),
    st.builds(StepFinished, NUMBERS, NUMBERS, TEXTS, NUMBERS, LOGPROBS),
    st.builds(StepScored, NUMBERS, NUMBERS, st.floats(0, 1), TEXTS, TEXTS),
    st.builds(Verified, NUMBERS, OUTCOMES, TEXTS, st.sampled_from(["math", "code"])),
    st.builds(PathPruned, NUMBERS, TEXTS),
    st.builds(PathFinished, NUMBERS, st.none() | TEXTS, TEXTS, st.floats(0, 9)),
    st.builds(Reviewed, NUMBERS, NUMBERS, st.none() | NUMBERS, TEXTS, TEXTS, TEXTS),
    st.builds(VoteUpdated, VOTES),
    st.builds(
        BudgetUsed,
        NUMBERS,
        st.sampled_from(["sample", "judge", "review", "answer"]),
        st.none() | NUMBERS,
        NUMBERS,
        NUMBERS,
        NUMBERS,
        NUMBERS,
        st.floats(0, 9),
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


@pytest.mark.parametrize("name", ["log-v1", "log-v1-branches"])
def test_a_stored_log_of_version_1_folds_to_the_state_that_the_page_folds_it_to(name: str) -> None:
    log = json.loads((FIXTURES / f"{name}.json").read_text())
    state = fold(Entry(e["a"], e["s"], decode(e["e"]), e["at"]) for e in log["entries"])
    assert json.loads(json.dumps(to_dict(state))) == log["state"]


def test_a_branch_begins_with_the_first_steps_of_its_parent_and_goes_its_own_way() -> None:
    log = [PathStarted(0), StepFinished(0, 0, "1. a", 3), StepFinished(0, 1, "2. b", 3)]
    log += [PathStarted(1, 0, 1, "Step 2 is wrong."), StepFinished(1, 1, "2. c", 3)]
    branch = of(log).path(1)
    assert [step.text for step in branch.steps] == ["1. a", "2. c"]
    assert (branch.parent, branch.shared, branch.note) == (0, 1, "Step 2 is wrong.")
    assert [step.text for step in of(log).path(0).steps] == ["1. a", "2. b"]


def test_a_branch_of_a_path_that_is_not_there_begins_with_nothing() -> None:
    for parent in (1, 7):
        assert of([PathStarted(1, parent, 2)]).path(1).steps == ()


def test_a_later_review_of_the_same_two_replaces_the_earlier_one() -> None:
    state = of(
        [Reviewed(0, 1, 0, "", "", ""), Reviewed(1, 0, 0, "", "", ""), Reviewed(0, 1, None, "x", "", "")]
    )
    assert [(r.first, r.second, r.winner) for r in state.reviews] == [(1, 0, 0), (0, 1, None)]


def test_tokens_of_judges_and_reviewers_are_counted_apart_as_well() -> None:
    log = [
        BudgetUsed(n, purpose, None, 0, 0, 10, 0, 1.0)
        for n, purpose in enumerate(("sample", "judge", "review", "answer"))
    ]
    state = of(log)
    assert (state.judged, state.usage.generated) == (20, 40)


def test_a_scorer_s_later_score_and_a_check_s_later_outcome_replace_the_earlier_ones() -> None:
    log = [PathStarted(0), StepFinished(0, 0, "2+2=5", 5), StepScored(0, 0, 0.9, "", "judge")]
    log += [
        StepScored(0, 0, 0.0, "2+2 is 4, not 5", "arithmetic"),
        StepScored(0, 0, 0.3, "Look again.", "judge"),
    ]
    log += [Verified(0, "unknown", "", "math"), Verified(0, "failed", "2+2 = 4, not 5", "math")]
    path = of(log).path(0)
    assert [(s.scorer, s.score) for s in path.steps[0].scores] == [("arithmetic", 0.0), ("judge", 0.3)]
    assert [c.outcome for c in path.checks] == ["failed"]
