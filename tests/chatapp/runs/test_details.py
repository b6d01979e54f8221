"""What an answer took."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from chatapp.runs.details import details
from chatapp.runs.lease import claim
from chatapp.runs.models import Run
from chatapp.runs.store import add_entries
from reasoning.events import BudgetUsed, Entry, PathStarted, RunStarted, StepFinished

pytestmark = pytest.mark.django_db


def test_tokens_steps_and_times_come_from_what_is_stored(ask: Callable[..., Run]) -> None:
    run = claim(ask(mode="think").pk)
    events = [
        RunStarted(strategy="beam", model="scripted", seed=1, prompt_version="", budget={}),
        PathStarted(path=0),
        StepFinished(path=0, step=0, text="a", tokens=1, logprob=None, finish_reason="stop"),
        # Goes on from the first step, which is counted once.
        PathStarted(path=1, parent=0, step=1),
        StepFinished(path=1, step=1, text="b", tokens=1, logprob=None, finish_reason="stop"),
        BudgetUsed(0, "sample", 0, prompt=10, cached=4, generated=7, cost_micros=9, seconds=0.1),
        BudgetUsed(
            1, "judge", None, prompt=5, cached=0, generated=1, cost_micros=2, seconds=0.2, model="judge"
        ),
    ]
    add_entries(run=run, entries=[Entry(1, n, event) for n, event in enumerate(events, 1)])
    run.started_at = run.created_at + timedelta(seconds=2)
    run.first_word_at = run.created_at + timedelta(seconds=2.5)
    told = details(run=run, with_cost=True)
    assert told["tokens"] == {"prompt": 15, "cached": 4, "generated": 8}
    assert (told["paths"], told["steps"], told["cost_micros"]) == (2, 2, 11)
    assert (told["waited"], told["first_word"], told["others"]) == (2.0, 2.5, ["judge"])
    assert details(run=run, with_cost=False)["cost_micros"] is None


def test_of_an_answer_that_nobody_has_begun_little_is_known(ask: Callable[..., Run]) -> None:
    told = details(run=ask(), with_cost=False)
    assert (told["waited"], told["first_word"], told["finished_at"], told["steps"]) == (None, None, None, 0)
