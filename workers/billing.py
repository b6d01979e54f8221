"""Celery tasks of billing: events from Stripe, the reconciler, mails, and in demo mode the sandbox's postman."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from celery import shared_task
from django.conf import settings

from billing import gateway, inbox, reconcile, slowdowns, spend
from billing.mails import outbox, trials
from billing.sandbox import clock, delivery
from chatapp.observing.figures import tally

logger = logging.getLogger(__name__)


@shared_task(name="workers.billing_event")
def event(event_id: str) -> None:
    """Work on an event that arrived."""
    inbox.work(event_id=event_id)


@shared_task(name="workers.billing_sweep")
def sweep() -> None:
    """Work on events that failed before, or that no task came for."""
    inbox.work_due()


@shared_task(name="workers.billing_mail")
def mail(mail_id: str) -> None:
    """Send a mail that was just written down."""
    outbox.send(mail_id=uuid.UUID(mail_id))


@shared_task(name="workers.billing_mails")
def mails() -> None:
    """Send mails that failed before, or that no task came for."""
    outbox.send_due()


@shared_task(name="workers.billing_trials")
def remind_of_trials() -> None:
    """Remind of trials that end soon."""
    if settings.BILLING:
        trials.remind_all()


@shared_task(name="workers.billing_spend")
def watch_spend() -> None:
    """Tell staff when the day's money runs out."""
    spend.watch_ceiling()


@shared_task(name="workers.billing_costs")
def watch_costs() -> None:
    """Slow the accounts whose month costs more than their plan foresees, and tell staff."""
    slowdowns.watch_costs()


@shared_task(name="workers.billing_hourly")
def hourly() -> None:
    """Take the events that could not be delivered."""
    if settings.BILLING:
        _logged("missed events", reconcile.fetch_missed)


@shared_task(name="workers.billing_nightly")
def nightly() -> None:
    """Compare every live account with Stripe."""
    if settings.BILLING:
        _logged("drifted accounts", _reconcile)


@shared_task(name="workers.billing_post")
def post() -> None:
    """Let the sandbox's time pass, and deliver its webhooks to this installation, over HTTP as Stripe does."""
    if settings.STRIPE_SANDBOX and settings.STRIPE_SANDBOX_FILE.exists():
        clock.advance(settings.STRIPE_SANDBOX_FILE)
        delivery.deliver(settings.STRIPE_SANDBOX_FILE, _post, gateway.sign)


def _reconcile() -> int:
    drifted = reconcile.sync_all()
    tally.count("drifted_accounts_total", by=drifted)
    return drifted


def _post(body: str, signature: str) -> int:
    url = f"http://127.0.0.1:{settings.PORT}/billing/webhook/"
    headers = {"Content-Type": "application/json", "Stripe-Signature": signature}
    try:
        with urlopen(Request(url, body.encode(), headers), timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0


def _logged(what: str, count: Callable[[], int]) -> None:
    try:
        found = count()
    except gateway.GatewayError as error:
        logger.warning("Stripe was not reached: %s", error)
        return
    if found:
        logger.info("%s: %d", what, found)
