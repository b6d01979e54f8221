"""How long a model's paths are is read from its latest thinking answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.runs import pace
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def thought(owner: User) -> Callable[..., Run]:
    def make(tokens: int, paths: int, *, model: str = "large", ago: int = 0, **fields: Any) -> Run:
        values = {"mode": "think", "status": Run.Status.SUCCEEDED, **fields}
        at = timezone.now() - timedelta(minutes=ago)
        return Run.objects.create(
            user=owner,
            client_id=uuid.uuid4().hex,
            strategy="adaptive",
            model=model,
            generated_tokens=tokens,
            paths=paths,
            finished_at=at,
            **values,
        )

    return make


def test_it_is_the_mean_over_all_paths(thought: Callable[..., Run]) -> None:
    for tokens, paths in ((400, 4), (800, 4), (100, 2)):
        thought(tokens, paths)
    assert pace.path_tokens("large") == 130


def test_two_answers_are_too_few(thought: Callable[..., Run]) -> None:
    thought(400, 4)
    thought(400, 4)
    assert pace.path_tokens("large") == 0


def test_other_models_fast_answers_and_failures_do_not_count(thought: Callable[..., Run]) -> None:
    for _ in range(3):
        thought(400, 4)
    thought(90_000, 1, model="other")
    thought(90_000, 1, mode="fast")
    thought(90_000, 1, status=Run.Status.FAILED)
    assert pace.path_tokens("large") == 100


def test_only_the_latest_answers_count(thought: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "RECENT", 3)
    for _ in range(3):
        thought(400, 4)
    thought(90_000, 1, ago=5)
    assert pace.path_tokens("large") == 100
