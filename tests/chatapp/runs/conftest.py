"""A run at work, and what its worker would tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from chatapp.runs import lease
from chatapp.runs.models import Run


@pytest.fixture
def claimed(ask: Callable[..., Run]) -> Run:
    """The owner's run, claimed by a first attempt."""
    run = lease.claim(ask().pk)
    assert run is not None
    return run


@pytest.fixture
def expire() -> Callable[[Run], None]:
    """Let the lease of a run have ended a moment ago."""

    def expire(run: Run) -> None:
        Run.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(seconds=1))

    return expire
