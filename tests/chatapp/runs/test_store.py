"""What of a run is in the database, and what it folds to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from chatapp.runs import lease, store
from chatapp.runs.finish import finish
from chatapp.runs.lease import LeaseLost
from chatapp.runs.models import EngineCall, Run, RunEvent
from reasoning.events import Snapshot, StepDelta, StepFinished
from reasoning.state import State, fold, to_dict
from tests.support.said import ending, entries, opening, used

pytestmark = pytest.mark.django_db


def keep(run: Run, *events: object, after: int = 0) -> State:
    """Checkpoint `events`; returns what all of them fold to."""
    said = entries(*events, attempt=run.attempt, after=after)
    state = fold(said)
    store.checkpoint(run=run, entries=said, state=state)
    run.refresh_from_db()
    return state


def test_nothing_is_known_of_a_run_that_nobody_has_worked_on(ask: Callable[..., Run]) -> None:
    assert store.load_state(ask()) == State()


def test_the_loaded_state_of_a_running_run_is_the_fold_of_what_was_told(claimed: Run) -> None:
    state = keep(claimed, *opening("So", "uth"), used())
    assert store.load_state(claimed) == state
    assert state.answer == "South"


def test_a_step_being_written_is_not_kept_but_its_place_in_the_log_is(claimed: Run) -> None:
    step = StepFinished(0, 0, "First.", tokens=2)
    state = keep(claimed, *opening(), step, used(), StepDelta(0, 1, "Sec"))
    loaded = store.load_state(claimed)
    assert loaded.cursor == state.cursor == (1, 5)
    assert loaded.path(0).steps == state.path(0).steps
    assert (loaded.path(0).draft, state.path(0).draft) == ("", "Sec")


def test_the_loaded_state_of_a_finished_run_has_the_answer_of_its_message(claimed: Run) -> None:
    said = entries(*opening("South"), *ending("South"))
    finish(run=claimed, state=fold(said), entries=said)
    run = Run.objects.select_related("answer").get(pk=claimed.pk)
    assert store.load_state(run) == fold(said)


def test_a_new_attempt_begins_with_what_the_old_one_has_stored(
    claimed: Run, expire: Callable[[Run], None]
) -> None:
    state = keep(claimed, *opening("So"), used())
    expire(claimed)
    again = lease.claim(claimed.pk)
    assert store.load_state(again) == replace(state, cursor=(2, 0))


def test_a_snapshot_in_the_log_replaces_what_was_before_it(
    claimed: Run, expire: Callable[[Run], None]
) -> None:
    keep(claimed, *opening("wrong"), used())
    expire(claimed)
    again = lease.claim(claimed.pk)
    truth = State(status="running", answer="South", seconds=2.0)
    keep(again, Snapshot(to_dict(truth)))
    again.refresh_from_db()
    assert store.load_state(again).seconds == 2.0
    assert store.load_state(again).paths == ()


def test_the_checkpoint_of_a_lost_lease_writes_nothing(claimed: Run, expire: Callable[[Run], None]) -> None:
    keep(claimed, *opening("So"), used())
    expire(claimed)
    new = lease.claim(claimed.pk)
    with pytest.raises(LeaseLost):
        store.checkpoint(
            run=claimed, entries=entries(used(1), after=4), state=fold(entries(*opening("Southwest")))
        )
    assert Run.objects.get(pk=new.pk).checkpoint == "So"
    assert RunEvent.objects.count() == 3
    assert EngineCall.objects.count() == 1


def test_reports_of_one_engine_call_are_summed_and_calls_stay_apart(claimed: Run) -> None:
    keep(claimed, *opening(), used(0, 2, 7), used(1, 5, 9))
    keep(claimed, used(0, 3, 1), after=4)
    rows = EngineCall.objects.order_by("call").values_list(
        "call", "prompt", "cached", "generated", "cost_micros"
    )
    assert list(rows) == [(0, 6, 2, 5, 8), (1, 3, 1, 5, 9)]


def test_the_calls_of_each_attempt_are_counted_for_themselves(
    claimed: Run, expire: Callable[[Run], None]
) -> None:
    keep(claimed, *opening(), used(0, 2))
    expire(claimed)
    again = lease.claim(claimed.pk)
    keep(again, used(0, 5))
    rows = EngineCall.objects.order_by("attempt").values_list("attempt", "generated")
    assert list(rows) == [(1, 2), (2, 5)]


def test_an_event_of_a_newer_version_is_passed_over(claimed: Run) -> None:
    keep(claimed, *opening("South"), used())
    RunEvent.objects.create(
        run=claimed, attempt=claimed.attempt, seq=90, at=0.0, event={"type": "dreamt", "v": 9}
    )
    assert store.load_state(claimed).answer == "South"
