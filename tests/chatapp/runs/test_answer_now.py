"""'Answer now' is asked of what still thinks, and of nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chatapp.runs import lease
from chatapp.runs.answer_now import request_answer
from chatapp.runs.cancel import request_cancel
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db
Ask = Callable[..., Run]


def asked(run: Run) -> bool:
    request_answer(run=run)
    return Run.objects.get(pk=run.pk).answer_requested


def test_a_thinking_run_remembers_the_wish_before_and_while_it_is_worked_on(ask: Ask) -> None:
    waiting = ask(mode="think")
    assert asked(waiting)
    run = lease.claim(waiting.pk)
    assert run is not None
    assert run.answer_requested
    assert lease.beat(run) == lease.Beat(cancel_requested=False, answer_requested=True)
    assert asked(run)


def test_nothing_is_asked_of_a_fast_run_or_of_one_that_has_ended(ask: Ask) -> None:
    assert not asked(ask())
    ended = ask(mode="think")
    request_cancel(run=ended)
    assert not asked(ended)
