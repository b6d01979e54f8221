"""The hourly figures."""

from __future__ import annotations

import pytest

from chatapp import celery_config
from chatapp.dashboard import rollup
from workers import dashboard


@pytest.mark.parametrize(("left", "follows"), [(0, 0), (7, 1)])
def test_what_does_not_fit_into_a_turn_follows_as_a_task_of_its_own(monkeypatch, left, follows):
    sent = []
    monkeypatch.setattr(rollup, "catch_up", lambda *, limit: left)
    monkeypatch.setattr(dashboard.roll_up, "apply_async", lambda **options: sent.append(options))
    dashboard.roll_up()
    assert sent == [{"queue": "thinking"}] * follows


def test_they_are_made_each_hour():
    entry = celery_config.beat_schedule["roll_up"]
    assert entry["task"] == dashboard.roll_up.name
    assert len(entry["schedule"].hour) == 24
