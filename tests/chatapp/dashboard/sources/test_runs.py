"""What is counted of answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chatapp.dashboard.rollup import count_day

from ..conftest import DAY, NOON

pytestmark = pytest.mark.django_db


def figures():
    return count_day(DAY.date()).figures


def test_an_answer_belongs_to_the_day_on_which_it_ended(answered):
    answered(DAY - timedelta(microseconds=1))
    answered(DAY, created_at=DAY - timedelta(hours=1))
    answered(DAY + timedelta(days=1))
    assert figures()["runs", "fast", "succeeded"] == 1


def test_thinking_is_counted_with_its_paths_and_checks(answered):
    think = {"mode": "think", "strategy": "adaptive", "paths": 4}
    answered(verdict="verified", **think)
    run = answered(verdict="unverified", answer_requested=True, **think)
    answered(verdict="verified", status="failed", error="timeout", **think)
    for seq, kind in enumerate(("step_finished", "step_finished", "path_finished")):
        run.events.create(attempt=1, seq=seq, at=0, event={"type": kind})
    found = figures()
    assert [found["think", group, ""] for group in ("answers", "paths", "steps", "ms", "early", "verified")] == [
        2, 8, 2, 4_000, 1, 1,
    ]  # fmt: skip
    assert found["errors", "timeout", ""] == 1
    assert found["answers", "adaptive", "seedling"] == 2


def test_lost_workers_show_as_retries_and_recoveries(answered):
    answered(attempt=3)
    answered(attempt=2, status="failed", error="interrupted")
    found = figures()
    assert (found["retries", "fast", ""], found["recovered", "fast", ""]) == (3, 1)


def test_the_middle_and_the_slow_end_of_waiting_are_real_waits(answered):
    for seconds in range(1, 101):
        answered(started_at=NOON, created_at=NOON - timedelta(seconds=seconds))
    found = figures()
    assert (found["wait_p50", "fast", ""], found["wait_p95", "fast", ""]) == (50_000, 95_000)


def test_a_run_that_nobody_began_has_no_wait(answered):
    answered(started_at=None, first_word_at=None, status="cancelled")
    assert not any(name.startswith(("wait", "first_word")) for name, _, _ in figures())


def test_every_call_costs_even_where_its_answer_failed_or_is_gone(answered, account):
    answered(cost_micros=500)
    failed = answered(cost_micros=70, status="failed", plan="free")
    failed.calls.update(chargeable=False)
    answered(cost_micros=9).delete()
    facts = count_day(DAY.date())
    cost = {group: value for (name, group, _), value in facts.figures.items() if name == "call_cost"}
    assert cost == {"plus": 500, "free": 70, "": 9}
    assert facts.cost == {account.pk: 570}
