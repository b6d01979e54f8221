"""What an end counts: for answers that were recovered, stopped, or never begun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from billing import quota, stops
from billing.models import UsageHold
from chatapp.conversations import present
from chatapp.runs import lease, store
from chatapp.runs.cancel import request_cancel, settle_holds
from chatapp.runs.finish import finish
from chatapp.runs.models import Run
from reasoning.events import Cancelled, Event, Failed
from reasoning.state import fold
from tests.support.said import ending, entries, opening, used

pytestmark = pytest.mark.django_db
Ask = Callable[..., Run]


def end(run: Run, *events: Event) -> Run:
    said = entries(*events, attempt=run.attempt)
    finish(run=run, state=fold(said), entries=said)
    return Run.objects.select_related("hold", "answer").get(pk=run.pk)


@pytest.fixture
def stopped(ask: Ask) -> Callable[[], Run]:
    """A fast answer that somebody stopped before its first word, and that had used something."""

    def stopped() -> Run:
        return end(lease.claim(ask().pk), *opening(), used(), Cancelled())

    return stopped


def fast_used(run: Run) -> int:
    return quota.allowance(account=run.hold.account, user_id=run.user_id).fast.used


def test_the_eleventh_stop_of_a_day_counts_and_says_so(stopped: Callable[[], Run]) -> None:
    free = [stopped() for _ in range(stops.FREE_A_DAY)]
    assert {(run.hold.state, run.message) for run in free} == {("released", "")}
    last = stopped()
    assert (last.status, last.hold.state, fast_used(last)) == ("cancelled", "committed", 1)
    assert (last.hold.tokens, last.hold.cost_micros) == (2, 7)
    assert present.run(last)["message"] == last.message == stops.COUNTED


def test_answers_that_nobody_had_begun_are_taken_back_as_often_as_one_likes(ask: Ask) -> None:
    for _ in range(stops.FREE_A_DAY + 2):
        request_cancel(run=ask())
    assert set(UsageHold.objects.values_list("state", "reason")) == {("released", "not begun")}


def test_failures_never_count_however_many(ask: Ask) -> None:
    for _ in range(stops.FREE_A_DAY + 2):
        run = end(lease.claim(ask().pk), *opening("So"), used(), Failed("engine", "Away."))
        assert (run.hold.state, run.hold.reason) == ("released", "failed")


def test_an_answer_that_a_second_worker_ended_counts_once_with_all_that_was_used(
    ask: Ask, expire: Callable[[Run], None]
) -> None:
    first = lease.claim(ask().pk)
    said = entries(*opening("So"), used())
    store.checkpoint(run=first, entries=said, state=fold(said))
    expire(first)
    run = end(lease.claim(first.pk), *opening("South"), *ending("South"))
    assert (run.attempt, run.hold.state, fast_used(run)) == (2, "committed", 1)
    assert (run.hold.tokens, run.hold.cost_micros) == (4, 14)


def test_deleting_a_conversation_does_not_stop_for_nothing_more_often(ask: Ask, stopped) -> None:
    for _ in range(stops.FREE_A_DAY):
        run = lease.claim(ask().pk)
        settle_holds(runs=Run.objects.filter(pk=run.pk))
        run.hold.refresh_from_db()
        assert (run.hold.state, run.hold.reason) == ("released", "deleted")
    assert stopped().hold.state == "committed"


def test_costs_of_cached_tokens_reach_the_ledger(ask: Ask) -> None:
    """3 prompt tokens of which 1 was cached; what the engine call cost is what is settled."""
    run = end(lease.claim(ask().pk), *opening("South"), *ending("South"))
    call = run.calls.get()
    assert (call.prompt, call.cached, call.generated) == (3, 1, 2)
    assert call.cost_micros == run.hold.cost_micros == 7
