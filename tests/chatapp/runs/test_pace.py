"""How long a model's paths are, and how fast they come, is read from its latest thinking answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.runs import pace
from chatapp.runs.models import EngineCall, Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def thought(owner: User) -> Callable[..., Run]:
    def make(*lengths: int, model: str = "large", ago: int = 0, **fields: Any) -> Run:
        values = {"mode": "think", "status": Run.Status.SUCCEEDED, **fields}
        at = timezone.now() - timedelta(minutes=ago)
        run = Run.objects.create(
            user=owner, client_id=uuid.uuid4().hex, strategy="adaptive", model=model, finished_at=at, **values
        )
        for number, length in enumerate(lengths):
            EngineCall.objects.create(
                run=run, attempt=1, call=number, purpose="sample", model=model, generated=length
            )
        return run

    return make


def test_it_is_what_nearly_all_paths_keep_to(thought: Callable[..., Run]) -> None:
    thought(*range(1, 101))
    assert pace.pace_of("large").path_tokens == 96


def test_a_few_paths_are_too_few(thought: Callable[..., Run]) -> None:
    thought(*[100] * 11)
    assert pace.pace_of("large").path_tokens == 0
    thought(100)
    assert pace.pace_of("large").path_tokens == 100


def test_other_models_fast_answers_failures_and_judges_do_not_count(thought: Callable[..., Run]) -> None:
    run = thought(*[100] * 12)
    EngineCall.objects.create(run=run, attempt=1, call=99, purpose="judge", model="large", generated=90_000)
    thought(90_000, model="other")
    thought(90_000, mode="fast")
    thought(90_000, status=Run.Status.FAILED)
    assert pace.pace_of("large").path_tokens == 100


def test_only_the_latest_answers_count(thought: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "RECENT", 2)
    thought(*[100] * 6)
    thought(*[100] * 6)
    thought(90_000, ago=5)
    assert pace.pace_of("large").path_tokens == 100


def test_the_rate_is_the_most_that_the_paths_of_one_answer_got_together(thought: Callable[..., Run]) -> None:
    thought(*[100] * 8, seconds=4.0)
    thought(*[100] * 4, seconds=10.0)
    thought(100, seconds=0.0)
    assert pace.pace_of("large").path_rate == 200.0
