"""The end of a run: what is written and settled, once, by whoever holds the run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from billing import quota
from billing.models import UsageHold
from chatapp.conversations import present
from chatapp.runs import change, lease, roster, store
from chatapp.runs.cancel import request_cancel, settle_holds
from chatapp.runs.finish import finish, finish_unclaimed
from chatapp.runs.lease import LeaseLost
from chatapp.runs.models import Run, RunEvent
from reasoning.engines.profiles import ModelProfile
from reasoning.events import Answered, Cancelled, Event, Failed, PathFinished
from reasoning.state import fold
from tests.support.said import ending, entries, opening, used

pytestmark = pytest.mark.django_db
BROKEN = Failed("engine", "The model is not there.", retryable=True)


def end(run: Run, *events: Event) -> None:
    said = entries(*events, attempt=run.attempt)
    finish(run=run, state=fold(said), entries=said)


def stored(run: Run) -> dict[str, Any]:
    """All that a late writer could have spoilt."""
    fresh = Run.objects.select_related("answer", "hold").get(pk=run.pk)
    return {
        "status": fresh.status,
        "attempt": fresh.attempt,
        "text": fresh.answer.text,
        "events": list(fresh.events.values_list("attempt", "seq")),
        "calls": list(fresh.calls.values_list("attempt", "call", "generated")),
        "hold": (fresh.hold.state, fresh.hold.reason, fresh.hold.tokens),
        "checkpoint": fresh.checkpoint,
    }


def test_success_stores_the_answer_and_counts_the_message_once(claimed: Run) -> None:
    end(claimed, *opening("So", "uth"), *ending("South"))
    run = Run.objects.select_related("answer", "hold").get(pk=claimed.pk)
    assert (run.status, run.verdict, run.error, run.lease_until) == ("succeeded", "unverified", "", None)
    assert (run.answer.text, run.seconds, run.checkpoint) == ("South", 0.5, "")
    assert (run.prompt_tokens, run.generated_tokens, run.cost_micros) == (3, 2, 7)
    assert (run.hold.state, run.hold.tokens, run.hold.cost_micros) == ("committed", 2, 7)
    assert run.finished_at is not None


def test_what_is_not_charged_is_not_in_the_hold(claimed: Run) -> None:
    claimed.calls.create(
        attempt=1, call=99, purpose="judge", model="m", generated=40, cost_micros=50, chargeable=False
    )
    end(claimed, *opening("So", "uth"), *ending("South"))
    run = Run.objects.select_related("hold").get(pk=claimed.pk)
    assert (run.generated_tokens, run.cost_micros) == (42, 57)
    assert (run.hold.tokens, run.hold.cost_micros) == (2, 7)


@pytest.mark.parametrize(
    ("question", "said", "doubt"),
    [
        ("What is 37*48 - 19?", "Answer: 1756", "refuted"),
        ("What is 37*48 - 19?", "Answer: 1757", ""),
        ("Where do the swallows go?", "South", ""),
    ],
)
def test_a_fast_answer_that_a_check_refutes_is_doubted_and_pages_are_told(
    ask: Callable[..., Run], question: str, said: str, doubt: str
) -> None:
    run = lease.claim(ask(question).pk)
    assert run is not None
    end(run, *opening(said), *ending(said))
    stored_run = Run.objects.get(pk=run.pk)
    assert stored_run.doubt == doubt
    assert present.run(stored_run)["doubt"] == doubt


def test_an_answer_whose_words_were_unlikely_is_doubted(claimed: Run) -> None:
    unlikely = PathFinished(0, None, "South", weight=0.3)
    end(claimed, *opening("South"), used(), unlikely, Answered(0, None, "unverified"))
    assert Run.objects.get(pk=claimed.pk).doubt == "unsure"


def test_a_thought_or_stopped_answer_is_not_doubted(ask: Callable[..., Run], claimed: Run) -> None:
    thought = lease.claim(ask("What is 37*48 - 19?", mode="think").pk)
    assert thought is not None
    end(thought, *opening("Answer: 1756"), *ending("Answer: 1756"))
    Run.objects.filter(pk=claimed.pk).update(input=thought.input)
    claimed.refresh_from_db()
    end(claimed, *opening("Answer: 1756"), Cancelled())
    assert not Run.objects.exclude(doubt="").exists()


def test_only_chargeable_calls_are_billed_and_all_are_counted_as_cost(claimed: Run) -> None:
    store.checkpoint(run=claimed, entries=(said := entries(*opening(), used(0), used(1))), state=fold(said))
    claimed.calls.filter(call=1).update(chargeable=False)
    tail = entries(*ending("South"), after=len(said))
    finish(run=claimed, state=fold([*said, *entries(*opening("South"), after=9), *tail]), entries=tail)
    run = Run.objects.select_related("hold").get(pk=claimed.pk)
    assert run.cost_micros == 21
    assert run.hold.cost_micros == 14


def test_failure_counts_nothing_and_says_why(claimed: Run) -> None:
    end(claimed, *opening("So"), used(), BROKEN)
    run = Run.objects.select_related("hold").get(pk=claimed.pk)
    assert (run.status, run.error, run.message) == ("failed", "engine", "The model is not there.")
    assert (run.hold.state, run.hold.reason) == ("released", "failed")
    assert run.cost_micros == 7  # margins see it all the same


def test_a_stop_before_any_text_counts_nothing(claimed: Run) -> None:
    end(claimed, *opening(), Cancelled())
    run = Run.objects.select_related("answer", "hold").get(pk=claimed.pk)
    assert (run.status, run.answer.text) == ("cancelled", "")
    assert (run.hold.state, run.hold.reason) == ("released", "cancelled")


def test_a_stop_after_some_text_keeps_it_and_counts_the_message(claimed: Run) -> None:
    end(claimed, *opening("So"), used(), Cancelled())
    run = Run.objects.select_related("answer", "hold").get(pk=claimed.pk)
    assert (run.status, run.answer.text, run.hold.state) == ("cancelled", "So", "committed")


@pytest.fixture
def demo(claimed: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run that the embedded demo model answers; "beyond me" is how it refuses here."""
    monkeypatch.setattr("chatapp.runs.finish.is_refusal", lambda text: text == "beyond me")
    change.adapt(run=claimed, profile=roster.seedling(), begun=False)
    return claimed


def used_of(run: Run) -> tuple[int, int]:
    left = quota.allowance(account=run.hold.account, user_id=run.user_id)
    return left.fast.used, left.think.used


def test_a_refusal_of_the_demo_model_keeps_its_text_and_counts_nothing(demo: Run) -> None:
    assert used_of(demo) == (1, 0)
    unlikely = PathFinished(0, None, "beyond me", weight=0.3)
    end(demo, *opening("beyond me"), used(), unlikely, Answered(0, None, "unverified"))
    run = Run.objects.select_related("answer", "hold").get(pk=demo.pk)
    assert (run.status, run.answer.text, run.demo) == ("succeeded", "beyond me", "refused")
    assert run.doubt == ""  # it has said so itself
    assert (run.hold.state, run.hold.reason) == ("released", "beyond the demo model")
    assert used_of(demo) == (0, 0)
    assert run.cost_micros == 7  # margins see it all the same
    assert present.message(run.answer)["run"]["demo"] == "refused"


def test_a_refused_think_question_gives_its_unit_back_too(ask: Callable[..., Run], demo: Run) -> None:
    run = lease.claim(ask(mode="think").pk)
    assert run is not None
    change.adapt(run=run, profile=roster.seedling(), begun=False)
    assert used_of(run) == (1, 1)
    end(run, *opening("beyond me"), *ending("beyond me"))
    assert used_of(run) == (1, 0)


def test_a_page_learns_how_many_messages_the_model_was_not_shown(claimed: Run) -> None:
    assert present.run(claimed)["left_out"] == 0
    claimed.input["dropped"] = 4
    assert present.run(claimed)["left_out"] == 4


def test_an_answer_of_the_demo_model_counts(demo: Run) -> None:
    end(demo, *opening("1757"), *ending("1757"))
    run = Run.objects.select_related("hold").get(pk=demo.pk)
    assert (run.hold.state, run.demo) == ("committed", "")
    assert used_of(demo) == (1, 0)


def test_the_same_words_of_another_model_of_the_same_name_count(demo: Run) -> None:
    namesake = ModelProfile(name=roster.SEEDLING, kind="openai", model=roster.SEEDLING)
    change.adapt(run=demo, profile=namesake, begun=False)
    end(demo, *opening("beyond me"), *ending("beyond me"))
    run = Run.objects.select_related("hold").get(pk=demo.pk)
    assert (run.model, run.hold.state, run.demo) == (roster.SEEDLING, "committed", "")


def test_the_same_words_count_where_another_model_began_them(demo: Run) -> None:
    change.adapt(run=demo, profile=ModelProfile(name="large", kind="openai"), begun=False)
    change.adapt(run=demo, profile=roster.seedling(), begun=True)
    end(demo, *opening("beyond me"), *ending("beyond me"))
    run = Run.objects.select_related("hold").get(pk=demo.pk)
    assert (run.model, run.hold.state, run.demo) == (roster.SEEDLING, "committed", "")


def test_a_refusal_that_is_deleted_while_it_is_written_counts_nothing(demo: Run) -> None:
    said = entries(*opening("beyond me"), used())
    store.checkpoint(run=demo, entries=said, state=fold(said))
    settle_holds(runs=Run.objects.filter(pk=demo.pk))
    assert used_of(demo) == (0, 0)


def test_text_deltas_are_not_stored_as_events(claimed: Run) -> None:
    end(claimed, *opening("So", "uth"), *ending("South"))
    kinds = [row.event["type"] for row in RunEvent.objects.filter(run=claimed)]
    assert kinds == ["run_started", "path_started", "budget_used", "path_finished", "answered"]


@pytest.mark.parametrize("last", [Cancelled(), BROKEN, ending("late")[-1]], ids=lambda e: type(e).__name__)
def test_the_late_end_of_an_old_attempt_writes_nothing(
    claimed: Run, expire: Callable[[Run], None], last: Event
) -> None:
    expire(claimed)
    assert lease.claim(claimed.pk) is not None
    before = stored(claimed)
    with pytest.raises(LeaseLost):
        end(claimed, *opening("late"), used(), last)
    assert stored(claimed) == before


def test_a_run_ends_once(claimed: Run) -> None:
    end(claimed, *opening("South"), *ending("South"))
    before = stored(claimed)
    with pytest.raises(LeaseLost):
        end(claimed, *opening("late"), Cancelled())
    assert finish_unclaimed(run_id=claimed.pk, event=Cancelled()) is False
    assert finish_unclaimed(run_id=claimed.pk, event=BROKEN, expected="running") is False
    assert stored(claimed) == before
    assert UsageHold.objects.count() == 1


def test_a_failing_write_undoes_the_whole_end(claimed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stored(claimed)
    with monkeypatch.context() as patch:
        patch.setattr("billing.quota.commit", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            end(claimed, *opening("South"), *ending("South"))
    assert stored(claimed) == before


def test_a_waiting_run_is_stopped_at_once_and_costs_nothing(ask: Callable[..., Run]) -> None:
    run = ask()
    request_cancel(run=run)
    run.refresh_from_db()
    run.hold.refresh_from_db()
    assert (run.status, run.hold.state) == ("cancelled", "released")
    assert lease.claim(run.pk) is None


def test_stopping_twice_is_stopping_once(ask: Callable[..., Run]) -> None:
    run = ask()
    request_cancel(run=run)
    before = stored(run)
    request_cancel(run=run)
    assert stored(run) == before


def test_a_run_handed_on_with_text_and_then_stopped_keeps_the_text_and_counts(claimed: Run) -> None:
    said = entries(*opening("So"), used())
    store.checkpoint(run=claimed, entries=said, state=fold(said))
    lease.hand_on(claimed)
    assert finish_unclaimed(run_id=claimed.pk, event=Cancelled()) is True
    run = Run.objects.select_related("answer", "hold").get(pk=claimed.pk)
    assert (run.status, run.answer.text, run.hold.state) == ("cancelled", "So", "committed")
    assert run.attempt == claimed.attempt + 1  # whoever still writes is fenced off


def test_a_run_that_a_worker_holds_is_not_ended_from_outside(claimed: Run) -> None:
    before = stored(claimed)
    assert finish_unclaimed(run_id=claimed.pk, event=Cancelled()) is False
    assert finish_unclaimed(run_id=claimed.pk, event=BROKEN, expected="running") is False
    assert stored(claimed) == before
