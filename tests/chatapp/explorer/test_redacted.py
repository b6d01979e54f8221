"""No event shows more than is listed, and every event is thought about."""

from __future__ import annotations

import dataclasses
import json
import typing

import pytest

from chatapp.explorer import decisions, redacted
from chatapp.explorer.wanted import STRATEGIES, VERDICTS
from reasoning import events, strategies
from reasoning.events import Verdict
from reasoning.strategies import base, rounds, votes

SECRET = "a secret sentence"


@pytest.mark.parametrize("kind", events.TYPES)
def test_every_event_is_listed_and_none_tells_a_sentence(kind: str) -> None:
    assert kind in redacted.SHOWN
    cls = events.TYPES[kind]
    assert set(redacted.SHOWN[kind]) <= {field.name for field in dataclasses.fields(cls)}
    for value in (SECRET, [SECRET], {"text": [SECRET], "tokens": SECRET, "paths": SECRET}):
        event = {field.name: value for field in dataclasses.fields(cls)}
        assert SECRET not in json.dumps(redacted.facts({"type": kind, "v": 1} | event))


def test_only_known_events_are_listed() -> None:
    assert set(redacted.SHOWN) == set(events.TYPES)
    assert redacted.facts({"type": "answered_anew", "text": SECRET, "path": 1}) == {}
    assert redacted.facts({"type": ["answered"], "path": 1}) == {}
    assert redacted.kind_of({}) == ""


def test_figures_and_closed_words_are_shown() -> None:
    scored = events.encode(events.StepScored(2, 1, 0.25, SECRET, "arithmetic+likelihood"))
    assert redacted.facts(scored) == {
        "path": 2,
        "step": 1,
        "score": 0.25,
        "scorer": "arithmetic+likelihood",
        "critique_characters": len(SECRET),
    }
    started = events.RunStarted("adaptive", "org/model:7b", 7, "think-1", {"tokens": 100, "note": SECRET})
    assert redacted.facts(events.encode(started)) == {
        "strategy": "adaptive",
        "model": "org/model:7b",
        "seed": 7,
        "prompt_version": "think-1",
        "most_tokens": 100,
    }
    pruned = events.encode(events.PathPruned(1, "decided"))
    assert redacted.facts(pruned) == {"path": 1, "reason": "decided"}
    assert redacted.facts(pruned | {"reason": SECRET}) == {"path": 1}


def test_the_words_are_those_that_thinking_says() -> None:
    said = {base.OUT_OF_BUDGET, base.ENGINE_FAILED, votes.WRONG_STEP, rounds.BEHIND, rounds.SAME}
    assert said <= redacted.REASONS == set(decisions.WHY)
    assert set(STRATEGIES) == set(strategies.STRATEGIES)
    assert set(VERDICTS) == set(typing.get_args(Verdict))
