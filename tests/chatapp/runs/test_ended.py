"""Whoever waits for an answer hears of its end: every open page, and by mail who asked for that and is away."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.core import mail
from django.db import transaction
from django.utils import timezone

from billing.mails import outbox
from billing.models import Mail
from chatapp.accounts.models import User
from chatapp.accounts.preferences.services import change
from chatapp.conversations.models import Conversation
from chatapp.runs import ended, pages
from chatapp.runs.finish import finish_unclaimed
from chatapp.runs.models import Run
from reasoning.events import Cancelled, Failed

pytestmark = pytest.mark.django_db(transaction=True)
Ask = Callable[..., Run]
WENT_WRONG = Failed("engine_down", "The engine is away.")


@pytest.fixture
def long(ask: Ask, owner: User, valkey: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> Run:
    """An answer that is waited for since five minutes, of somebody who wants mails; `send` is not called by itself."""
    monkeypatch.setattr(outbox, "_enqueue", lambda _: None)
    change(user=owner, notify_mail=True)
    return aged(ask())


def aged(run: Run, minutes: int = 5) -> Run:
    asked = timezone.now() - timedelta(minutes=minutes)
    Run.objects.filter(pk=run.pk).update(created_at=asked)
    Conversation.objects.filter(pk=run.conversation_id).update(read_at=asked, title="Sums & <b>more</b>")
    return Run.objects.get(pk=run.pk)


def succeed(run: Run) -> None:
    Run.objects.filter(pk=run.pk).update(status=Run.Status.SUCCEEDED, finished_at=timezone.now())
    with transaction.atomic():
        ended.announce(run=Run.objects.get(pk=run.pk), status=Run.Status.SUCCEEDED)


def mails() -> list[Mail]:
    return list(Mail.objects.filter(kind=ended.MAIL))


def heard(listener: Any) -> list[dict[str, Any]]:
    found = []
    while message := listener.get_message(timeout=0.2):
        if message["type"] == "message":
            found.append(json.loads(message["data"]))
    return found


@pytest.fixture
def page(valkey: redis.Redis, owner: User) -> Any:
    """An open page of the owner."""
    with valkey.pubsub() as listener:
        listener.subscribe(pages.user_channel(owner.pk))
        listener.get_message(timeout=1)
        yield listener


def test_every_open_page_hears_of_the_end(ask: Ask, page: Any) -> None:
    run = ask()
    assert finish_unclaimed(run_id=run.pk, event=WENT_WRONG)
    (frame,) = [each for each in heard(page) if each["type"] == "finished"]
    assert (frame["run"], frame["conversation"]) == (str(run.pk), str(run.conversation_id))
    assert (frame["status"], frame["mode"]) == ("failed", "fast")
    assert frame["seconds"] >= 0


def test_what_its_person_has_stopped_is_no_news(ask: Ask, page: Any) -> None:
    finish_unclaimed(run_id=ask().pk, event=Cancelled())
    assert [each for each in heard(page) if each["type"] == "finished"] == []


def test_nobody_else_hears_of_it(ask: Ask, valkey: redis.Redis, outsider: User) -> None:
    with valkey.pubsub() as listener:
        listener.subscribe(pages.user_channel(outsider.pk))
        listener.get_message(timeout=1)
        finish_unclaimed(run_id=ask().pk, event=WENT_WRONG)
        assert heard(listener) == []


def test_with_redis_away_the_answer_ends_all_the_same(ask: Ask, settings: Any) -> None:
    assert finish_unclaimed(run_id=ask().pk, event=WENT_WRONG)


def test_a_long_answer_is_mailed_once_however_often_it_is_told(long: Run, owner: User) -> None:
    succeed(long)
    succeed(long)
    (kept,) = mails()
    assert kept.facts == {"run": str(long.pk)}, "no name, no address, no word of the person"
    assert outbox.send(mail_id=kept.pk)
    assert outbox.send(mail_id=kept.pk)
    (sent,) = mail.outbox
    assert sent.to == [owner.email]
    assert "Sums" not in sent.subject
    assert f"/chat/{long.conversation_id}/" in sent.body
    assert "/settings/notifications/" in sent.body
    html = sent.alternatives[0][0]
    assert "Sums &amp; &lt;b&gt;more&lt;/b&gt;" in html
    assert "<b>more</b>" not in html


def test_a_failure_is_called_one(long: Run) -> None:
    finish_unclaimed(run_id=long.pk, event=WENT_WRONG)
    outbox.send(mail_id=mails()[0].pk)
    assert "could not be made" in mail.outbox[0].subject


def test_a_short_one_is_not_mailed_and_nobody_is_who_did_not_ask(ask: Ask, long: Run, owner: User) -> None:
    succeed(aged(ask(), minutes=1))
    assert mails() == []
    change(user=owner, notify_mail=False)
    succeed(long)
    assert mails() == []


def test_the_mail_is_kept_with_the_answer_or_not_at_all(long: Run) -> None:
    with transaction.atomic():
        ended.announce(run=long, status=Run.Status.SUCCEEDED)
        transaction.set_rollback(True)
    assert mails() == []


def test_who_has_the_chat_open_gets_no_mail(long: Run, page: Any) -> None:
    succeed(long)
    outbox.send(mail_id=mails()[0].pk)
    assert mail.outbox == []
    assert mails()[0].outcome == Mail.Outcome.DROPPED


@pytest.mark.parametrize("why", ["read", "deleted", "switched off", "left"])
def test_what_is_no_news_any_more_is_not_mailed(long: Run, owner: User, why: str) -> None:
    succeed(long)
    if why == "read":
        Conversation.objects.update(read_at=timezone.now())
    elif why == "deleted":
        Conversation.objects.all().delete()
    elif why == "switched off":
        change(user=owner, notify_mail=False)
    else:
        User.objects.filter(pk=owner.pk).update(is_active=False)
    outbox.send(mail_id=mails()[0].pk)
    assert mail.outbox == []


def test_of_a_temporary_chat_no_mail_speaks(long: Run) -> None:
    Conversation.objects.update(temporary=True, purge_at=timezone.now() + timedelta(days=1))
    succeed(long)
    assert mails() == []
