"""Two at once: of two clicks one counts, and both get an answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from billing.models import UsageHold
from chatapp.accounts.models import User
from chatapp.audit.log import check
from chatapp.audit.models import AuditEntry
from chatapp.conversations import feedback
from chatapp.conversations.models import Message
from chatapp.moderation import appealing, blocking, handling, suspending
from chatapp.moderation.errors import ModerationError
from chatapp.moderation.models import Block, Report, Suspension
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> list[str]:
    """Begin all together; what each came to: "done", or the name of its error."""
    gate, outcomes = threading.Barrier(len(calls)), []

    def call(each: Callable[[], object]) -> None:
        gate.wait()
        try:
            each()
            outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=call, args=(each,)) for each in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


ONE = [ModerationError.__name__, "done"]


def test_of_two_who_act_one_is_told_of_the_other(
    report: Report, moderator: User, colleague: User, outsider: User
) -> None:
    take = [
        lambda who=who: handling.take(report=report, actor=who, reason="x") for who in (moderator, colleague)
    ]
    assert at_once(*take) == ONE
    report.refresh_from_db()
    assert report.taken_by is not None
    holder = report.taken_by
    close = [
        lambda: handling.close(report=report, actor=holder, outcome="other", reason="x") for _ in range(2)
    ]
    assert at_once(*close) == ONE
    suspend = [
        lambda: suspending.suspend(person=outsider, actor=moderator, reason="x", words="y") for _ in range(2)
    ]
    assert at_once(*suspend) == ONE
    block = [lambda: blocking.add(kind="domain", value="spam.example", reason="x") for _ in range(2)]
    assert at_once(*block) == ONE
    assert (Suspension.objects.count(), Block.objects.count()) == (1, 1)
    told = AuditEntry.objects.exclude(action="role.granted").order_by("seq").values_list("action", flat=True)
    assert list(told) == ["report.taken", "report.closed", "person.suspended", "block.added"]
    assert check() == ""


def test_two_words_on_an_answer_are_one_report(answer: Message) -> None:
    give = [
        lambda reason=reason: feedback.give(answer=answer, value="down", reasons=[reason])
        for reason in ("unsafe", "wrong", "unsafe")
    ]
    assert at_once(*give) == ["done"] * 3
    assert Report.objects.count() == 1


def test_who_asks_while_they_are_suspended_is_refused_or_stopped(
    ask: Callable[..., Run], owner: User, moderator: User
) -> None:
    suspend = partial(suspending.suspend, person=owner, actor=moderator, reason="x", words="y")
    outcomes = at_once(*[partial(ask, "Hello?")] * 3, suspend)
    assert set(outcomes) <= {"done", "RequestError"}
    assert set(Run.objects.values_list("status", flat=True)) <= {"cancelled"}
    assert not UsageHold.objects.filter(state="held").exists()


def test_an_appeal_is_decided_while_the_suspension_is_lifted(owner: User, moderator: User) -> None:
    suspending.suspend(person=owner, actor=moderator, reason="x", words="y")
    row = appealing.appeal(person=User.objects.get(pk=owner.pk), text="Please.")
    decide = partial(appealing.decide, appeal_id=row.pk, actor=moderator, lifts=True, words="y", reason="x")
    assert at_once(decide, partial(suspending.lift, person=owner, actor=moderator, reason="x")) == ONE
    row.refresh_from_db()
    assert row.state == "lifted"
