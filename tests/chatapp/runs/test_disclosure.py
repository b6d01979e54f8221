"""What of a thought goes out where the site shows summaries."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chatapp.runs import disclosure
from chatapp.runs.log import entry_json, make_batch
from reasoning.events import Entry, PathStarted, Reviewed, Snapshot, StepDelta, Verified, encode
from reasoning.state import fold, from_dict, to_dict
from tests.support.said import entries
from tests.support.thought import Told, thought

WRONG = Told((("1. a secret step\n", "a secret critique"),), "80", "failed")
GOOD = Told((("1. a secret step too\n", "a secret remark"),), "90", "passed")


@pytest.fixture(autouse=True)
def summaries(settings: Any) -> None:
    settings.THOUGHTS = "summary"


def said() -> list[Entry]:
    return entries(
        *thought(GOOD, WRONG), StepDelta(0, 1, "a secret word"), PathStarted(3, note="a secret note")
    )


def test_no_event_and_no_state_carries_the_words_of_a_thought() -> None:
    state = to_dict(fold(said()))
    shown = [disclosure.shown_entry(entry_json(entry)) for entry in said()]
    shown.append(disclosure.shown_event(encode(Snapshot(state))))
    shown.append(disclosure.shown_event(encode(Reviewed(0, 1, 0, "a secret", "a secret", "a secret"))))
    assert "secret" not in json.dumps(shown)
    assert "secret" not in json.dumps(disclosure.shown_state(state))


def test_the_votes_the_scores_and_the_verdict_stay() -> None:
    whole = fold(said())
    shown = from_dict(disclosure.shown_state(to_dict(whole)))
    assert (shown.votes, shown.verdict, shown.answer, shown.usage) == (
        whole.votes, whole.verdict, whole.answer, whole.usage,
    )  # fmt: skip
    assert [len(path.steps) for path in shown.paths] == [len(path.steps) for path in whole.paths]
    assert [s.score for p in shown.paths for step in p.steps for s in step.scores] == [
        s.score for p in whole.paths for step in p.steps for s in step.scores
    ]


def test_what_a_check_confirmed_is_shown_and_what_it_refuted_is_not() -> None:
    passed = disclosure.shown_event(encode(Verified(0, "passed", "90 = 90", "math")))
    failed = disclosure.shown_event(encode(Verified(0, "failed", "80 is not 90", "math")))
    assert (passed["evidence"], failed["evidence"]) == ("90 = 90", "")


def test_a_batch_keeps_its_place_and_loses_the_words() -> None:
    batch = make_batch(said())
    shown = disclosure.shown_batch(batch)
    assert (shown.attempt, shown.first, shown.last, shown.terminal) == (
        batch.attempt, batch.first, batch.last, batch.terminal,
    )  # fmt: skip
    assert "secret" not in shown.entries
    assert len(json.loads(f"[{shown.entries}]")) == len(said())


def test_where_everything_is_shown_nothing_is_touched(settings: Any) -> None:
    settings.THOUGHTS = "full"
    batch = make_batch(said())
    assert disclosure.shown_batch(batch) is batch
