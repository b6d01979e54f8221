"""The outbox: once, after the transaction, until it is out."""

from __future__ import annotations

import smtplib
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from billing import quota, teams
from billing.accounts import grant_plan
from billing.mails import outbox
from billing.mails.content import render
from billing.mails.kinds import KINDS
from billing.mails.samples import PLUS
from billing.models import Alert, Mail, TeamInvitation
from billing.plans import plan

from ...support.at_once import at_once

pytestmark = pytest.mark.django_db


def write(account: Any, key: str = "resumed:sub_1:1") -> bool:
    return outbox.queue(kind="resumed", key=key, account=account, facts=PLUS)


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch):
    """A mail server that fails with `error` until it is mended by calling the result with None."""

    def refuse(error: Exception | None) -> None:
        def send(*_: Any, **__: Any) -> int:
            raise error

        path = "django.core.mail.backends.locmem.EmailBackend.send_messages"
        monkeypatch.undo() if error is None else monkeypatch.setattr(path, send)

    return refuse


class TestOnce:
    def test_a_mail_goes_to_the_owner_as_text_and_html_under_a_lasting_id(self, account, post) -> None:
        assert write(account)
        assert post() == [("owner@example.org", "[Fragaria] Your Plus plan goes on")]
        (sent,) = mail.outbox
        ((html, kind),) = sent.alternatives
        assert kind == "text/html"
        assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
        assert sent.extra_headers["Message-ID"].endswith("@127.0.0.1>")
        assert "http://127.0.0.1:8000/settings/billing/" in sent.body
        assert 'href="http://127.0.0.1:8000/settings/billing/"' in html

    def test_an_event_that_is_seen_a_hundred_times_is_told_once(self, account, post) -> None:
        assert [write(account) for _ in range(100)].count(True) == 1
        assert len(post()) == 1
        assert not write(account)
        assert post() == []

    def test_what_is_rolled_back_is_not_told(self, account, post) -> None:
        with transaction.atomic():
            write(account)
            transaction.set_rollback(True)
        assert post() == []
        assert write(account)

    def test_the_task_is_called_after_the_transaction_and_not_before(
        self, account, monkeypatch, django_capture_on_commit_callbacks
    ) -> None:
        called: list[str] = []
        monkeypatch.setattr(outbox.current_app, "send_task", lambda name, args, queue: called.append(args[0]))
        with django_capture_on_commit_callbacks(execute=True):
            write(account)
            assert called == []
        assert called == [str(Mail.objects.get().pk)]

    def test_a_broker_that_is_away_loses_no_mail(self, account, monkeypatch, caplog, post) -> None:
        def refuse(*_: Any, **__: Any) -> None:
            raise OSError("no broker")

        monkeypatch.setattr(outbox.current_app, "send_task", refuse)
        write(account)
        outbox._enqueue(Mail.objects.get().pk)
        assert "waits for the broker" in caplog.text
        assert len(post()) == 1

    def test_a_mail_that_another_worker_has_is_left_to_it(self, account) -> None:
        write(account)
        id_ = Mail.objects.get().pk
        Mail.objects.update(next_attempt_at=timezone.now() + timedelta(seconds=outbox.LEASE_SECONDS))
        assert not outbox.send(mail_id=id_)
        assert mail.outbox == []

    def test_after_a_crash_in_the_middle_it_is_sent_again_with_the_same_id(self, account, post) -> None:
        write(account)
        post()
        # The process ended after the server had it and before that was noted.
        Mail.objects.update(outcome="waiting", next_attempt_at=timezone.now())
        post()
        first, second = mail.outbox
        assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]

    def test_nobody_to_get_it_is_no_failure(self, account, post) -> None:
        write(account)
        type(account).objects.update(owner=None)
        assert post() == []
        assert Mail.objects.get().outcome == "dropped"

    def test_the_id_of_no_mail_is_done(self) -> None:
        assert outbox.send(mail_id=uuid.uuid4())


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_one_writes_and_one_sends(account) -> None:
    assert at_once(8, lambda _: write(account)).count(True) >= 1
    id_ = Mail.objects.get().pk
    at_once(8, lambda _: outbox.send(mail_id=id_))
    assert len(mail.outbox) == 1


class TestFailures:
    def test_a_failure_is_tried_again_later_while_billing_goes_on(
        self, account, owner, refusing, post
    ) -> None:
        refusing(ConnectionRefusedError("nobody listens"))
        write(account)
        now = timezone.now()
        assert outbox.send_due(now=now) == 0
        row = Mail.objects.get()
        assert (row.outcome, row.attempts, row.last_error) == ("waiting", 1, "ConnectionRefusedError")
        assert row.next_attempt_at == now + timedelta(seconds=30)
        assert quota.reserve(account=account, user_id=owner, meter="fast", key="a", ttl_seconds=60)
        refusing(None)
        assert outbox.send_due(now=now + timedelta(seconds=29)) == 0
        assert outbox.send_due(now=now + timedelta(seconds=30)) == 1
        assert len(mail.outbox) == 1

    def test_staff_hear_of_it_once_and_after_two_days_it_is_given_up(self, account, refusing) -> None:
        refusing(smtplib.SMTPServerDisconnected("gone"))
        write(account)
        now = timezone.now()
        for number in range(outbox.ATTEMPTS + 3):
            now += timedelta(hours=2)
            outbox.send_due(now=now)
            assert Alert.objects.filter(subject="transport").count() == (number + 1 >= outbox.ALERT_AT)
        row = Mail.objects.get()
        assert (row.outcome, row.attempts) == ("failed", outbox.ATTEMPTS)
        assert Alert.objects.get(subject=str(row.pk)).kind == "mail"

    def test_an_address_that_its_server_does_not_know_is_not_tried_again(self, account, refusing) -> None:
        refusing(smtplib.SMTPRecipientsRefused({"owner@example.org": (550, b"no such user")}))
        write(account)
        outbox.send_due()
        row = Mail.objects.get()
        assert (row.outcome, row.last_error) == ("failed", "the recipient was refused (550)")
        assert "owner@" not in Alert.objects.get().message

    def test_a_full_mailbox_is_tried_again(self, account, refusing) -> None:
        refusing(smtplib.SMTPRecipientsRefused({"owner@example.org": (452, b"full")}))
        write(account)
        outbox.send_due()
        assert Mail.objects.get().outcome == "waiting"

    def test_a_mail_that_cannot_be_written_does_not_hold_up_the_others(self, account, post) -> None:
        outbox.queue(kind="receipt", key="receipt:broken", account=account, facts={})
        write(account)
        assert len(post()) == 1
        assert Mail.objects.get(key="receipt:broken").last_error == "KeyError"


class TestContent:
    def test_names_are_text_in_html_and_themselves_in_text(self) -> None:
        facts = PLUS | {"plan": "team", "team": "<b>Kitchen</b> & Garden"}
        shown = render(KINDS["resumed"].write(facts))
        assert "Team: <b>Kitchen</b> & Garden" in shown.text
        assert "&lt;b&gt;Kitchen&lt;/b&gt; &amp; Garden" in shown.html
        assert "<b>" not in shown.html

    def test_a_subject_is_one_line_whatever_a_person_is_called(self) -> None:
        facts = {
            "team": "Kitchen", "inviter": "Somebody\r\nBcc: all@example.org", "role": "member", "token": "t",
            "expires_at": "2027-01-01T00:00:00+00:00",
        }  # fmt: skip
        assert "\n" not in render(KINDS["invitation"].write(facts)).subject

    def test_a_person_writes_no_lines_of_their_own_into_an_invitation(self, owner, django_user_model) -> None:
        name = "Support\r\n\r\nYour account is locked\u202e."
        django_user_model.objects.filter(pk=owner).update(name=name)
        team = teams.create_team(owner_id=owner, name="Kitchen")
        grant_plan(account=team, plan=plan("team"))
        teams.invite(account=team, actor_id=owner, email="stranger@example.org")
        outbox.send_due()
        sent = mail.outbox[-1]
        assert "Support Your account is locked . invites you to use Fragaria" in sent.body
        assert "\nYour account" not in sent.body

    def test_an_address_elsewhere_stays_as_it_is(self, settings) -> None:
        settings.SITE_URL = "https://chat.example.org"
        facts = PLUS | {"dispute": "du_1", "account": "a", "url": "https://dashboard.stripe.com/disputes"}
        shown = render(KINDS["dispute"].write(facts))
        assert "\nhttps://dashboard.stripe.com/disputes\n" in shown.text
        assert shown.text.rstrip().endswith("Fragaria at https://chat.example.org")

    def test_an_invitation_is_in_one_language_though_its_sender_is_gone(
        self, owner, django_user_model
    ) -> None:
        team = teams.create_team(owner_id=owner, name="Kitchen")
        grant_plan(account=team, plan=plan("team"))
        with override("zh-hans"):
            teams.invite(account=team, actor_id=owner, email="stranger@example.org")
        TeamInvitation.objects.update(invited_by_id=uuid.uuid4())
        outbox.send_due()
        sent = mail.outbox[-1]
        assert "Kitchen" in sent.body
        assert "Somebody" not in sent.subject + sent.body
