"""Somebody of the staff, and a thinking answer with words in it that must not get out."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.runs import finish, lease, store
from chatapp.runs.models import Run
from reasoning.events import BudgetUsed, Entry, Event, PathPruned, Reviewed, Routed, Vote, VoteUpdated
from reasoning.state import fold
from tests.support.staff import signed_in, with_role
from tests.support.thought import Told, thought

SECRET = "strawberry-secret"


@pytest.fixture
def supporter(teammate: User) -> User:
    return with_role(teammate, "support")


@pytest.fixture
def desk_client(supporter: User) -> Client:
    """A browser of the supporter's."""
    return signed_in(supporter)


@pytest.fixture
def answered(ask: Callable[..., Run]) -> Run:
    """The owner's thinking answer, at its end; its question, steps, critiques, evidence and answer hold SECRET."""
    run = lease.claim(ask(f"What is {SECRET}?", mode="think").pk)
    assert run is not None
    told: list[Event] = thought(
        Told(
            steps=((f"step {SECRET}", ""), (f"more {SECRET}", f"critique {SECRET}")),
            answer=SECRET,
            check="passed",
        ),
        Told(steps=((f"other {SECRET}", None),), finished=False, note=f"heed {SECRET}"),
    )
    told[1:1] = [
        Routed("closed", f"Thinks: {SECRET}"),
        BudgetUsed(0, "sample", 0, 50, 10, 20, 900, 1.5),
        BudgetUsed(1, "judge", 0, 30, 0, 5, 100, 2.0),
    ]
    told[-2:-2] = [
        PathPruned(1, SECRET),
        VoteUpdated((Vote(SECRET, (0,), 0.8),)),
        Reviewed(0, 1, 0, SECRET, SECRET, SECRET),
    ]
    entries = [Entry(run.attempt, seq, event, time.time()) for seq, event in enumerate(told, 1)]
    store.checkpoint(run=run, entries=entries[:3], state=fold(entries[:3]))
    finish.finish(run=run, state=fold(entries), entries=entries[3:])
    return Run.objects.get(pk=run.pk)
