"""Billing's tasks: thin, and quiet when Stripe is away or billing is off."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core import mail

from billing import gateway, reconcile
from billing.accounts import account_for
from billing.mails import outbox
from billing.mails.samples import PLUS
from billing.models import Mail
from chatapp import celery_config
from chatapp.celery import app
from workers import billing


@pytest.fixture
def sandbox(settings, tmp_path: Path) -> Path:
    settings.BILLING = settings.STRIPE_SANDBOX = True
    settings.STRIPE_SANDBOX_FILE = tmp_path / "stripe.sqlite3"
    gateway.create_customer({"email": "a@example.org"}, key="k")
    return settings.STRIPE_SANDBOX_FILE


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in celery_config.beat_schedule.values()} <= set(app.tasks)


def test_the_postman_brings_the_sandboxs_events_signed_over_http(sandbox: Path, settings) -> None:
    taken: list[str] = []

    class Web(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append(gateway.verified_event(body, self.headers["Stripe-Signature"])["type"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Not into the test's output."""

    with HTTPServer(("127.0.0.1", 0), Web) as server:
        settings.PORT = server.server_port
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        billing.post()
        server.shutdown()
        thread.join()
    assert taken == ["customer.created"]
    assert gateway.undelivered_events(0) == []


def test_a_web_process_that_is_away_loses_nothing(sandbox: Path, settings) -> None:
    settings.PORT = 1
    billing.post()
    assert len(gateway.undelivered_events(0)) == 1


def test_the_postmans_round_lets_the_sandboxs_time_pass(sandbox: Path, monkeypatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(billing.clock, "advance", asked.append)
    monkeypatch.setattr(billing, "_post", lambda *_: 200)
    billing.post()
    assert asked == [sandbox]


def test_stripe_away_is_one_line_and_no_failed_task(sandbox: Path, monkeypatch, caplog) -> None:
    def away() -> int:
        raise gateway.GatewayError("Away.", retryable=True)

    monkeypatch.setattr(reconcile, "fetch_missed", away)
    monkeypatch.setattr(reconcile, "sync_all", away)
    billing.hourly()
    billing.nightly()
    assert caplog.text.count("Stripe was not reached") == 2


def test_with_billing_off_nothing_is_asked_of_stripe(settings) -> None:
    settings.BILLING = settings.STRIPE_SANDBOX = False
    billing.hourly()
    billing.nightly()
    billing.post()


def test_a_mail_that_was_written_down_goes_out_with_its_task_or_with_the_sweep(owner) -> None:
    account = account_for(user_id=owner.pk)
    for number in (1, 2):
        outbox.queue(kind="resumed", key=f"resumed:{number}", account=account, facts=PLUS)
    billing.mail(str(Mail.objects.get(key="resumed:2").pk))
    assert [Mail.objects.get(key=f"resumed:{n}").outcome for n in (1, 2)] == ["waiting", "sent"]
    billing.mails()
    billing.mails()
    assert len(mail.outbox) == 2


def test_trials_are_looked_at_where_something_is_sold(settings, monkeypatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(billing.trials, "remind_all", lambda: looked.append(1))
    for settings.BILLING in (False, True):
        billing.remind_of_trials()
    assert looked == [1]
