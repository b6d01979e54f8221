"""Events from Stripe: taken once, worked on until they succeed. What an event says is only a reason to look.

Taken by the view or the reconciler (`take`), worked on by a task (`work`), and again by the sweep (`work_due`) when
that failed or the queue was away.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.db import IntegrityError, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from . import disputes, gateway
from .access import moment
from .alerts import raise_alert
from .claims import Busy
from .models import Alert, BillingAccount, StripeEvent
from .sync import sync_account

Obj = dict[str, Any]
TASK = "workers.billing_event"
BACKOFF_SECONDS = (5, 30, 120, 600, 3600)
ATTEMPTS = 20
logger = logging.getLogger(__name__)


def take(event: Obj) -> bool:
    """Store an event and queue it; False when it was here before. Only what is needed to look is kept."""
    about = event["data"]["object"]
    row = StripeEvent(
        id=event["id"],
        type=event["type"],
        created_at=moment(event["created"]),
        object_id=about.get("id") or "",
        customer_id=_id(about if about["object"] == "customer" else about.get("customer")),
        charge_id=_id(about.get("charge")) if about["object"] == "dispute" else "",
        dispute_status=about["status"] if about["object"] == "dispute" else "",
        # The task comes at once; the sweep only where it did not.
        next_attempt_at=timezone.now() + timedelta(seconds=60),
    )
    try:
        # Of a hundred at once the key lets one in: nothing is looked up before.
        with transaction.atomic():
            row.save(force_insert=True)
            transaction.on_commit(lambda: _enqueue(row.pk))
    except IntegrityError:
        return False
    return True


def work(*, event_id: str, now: datetime | None = None) -> bool:
    """Work on an event; True when it is done, now or before. A failure is noted and tried again later."""
    event = StripeEvent.objects.get(pk=event_id)
    if event.processed_at:
        return True
    error = ""
    try:
        _work(event)
    except (gateway.GatewayError, Busy) as failure:
        error = str(failure)[:300] or type(failure).__name__
    except Exception as failure:
        # Ours, not Stripe's: it must neither be lost nor hold up the others.
        logger.exception("event %s (%s) cannot be worked on", event.pk, event.type)
        error = type(failure).__name__
    now = now or timezone.now()
    event.attempts += 1
    event.last_error = error
    event.processed_at = None if error else now
    wait = BACKOFF_SECONDS[min(event.attempts, len(BACKOFF_SECONDS)) - 1]
    event.next_attempt_at = now + timedelta(seconds=wait)
    StripeEvent.objects.filter(pk=event.pk, processed_at=None).update(
        attempts=event.attempts,
        last_error=error,
        processed_at=event.processed_at,
        next_attempt_at=event.next_attempt_at,
    )
    if error and event.attempts == ATTEMPTS:
        raise_alert(kind=Alert.Kind.EVENT_FAILED, subject=event.pk, message=f"{event.type}: {error}")
    return not error


def work_due(*, now: datetime | None = None, limit: int = 200) -> int:
    """Work on events whose time has come, and say how many are done."""
    now = now or timezone.now()
    due = StripeEvent.objects.filter(processed_at=None, next_attempt_at__lte=now, attempts__lt=ATTEMPTS)
    ids = list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:limit])
    return sum(work(event_id=id_) for id_ in ids)


def replay(*, event_id: str) -> bool:
    """Work on an event again, done or not, however often it failed."""
    fresh = {"processed_at": None, "attempts": 0, "last_error": ""}
    StripeEvent.objects.filter(pk=event_id).update(**fresh)
    return work(event_id=event_id)


def _work(event: StripeEvent) -> None:
    customer = event.customer_id
    if event.charge_id:
        customer = customer or _id(gateway.charge(event.charge_id).get("customer"))
    account = BillingAccount.objects.filter(customer_id=customer).first() if customer else None
    if account is None:  # of the same Stripe account, but not of this product
        return
    if event.dispute_status:
        disputes.follow(account=account)
    sync_account(account_id=account.pk, reason=event.type)


def _enqueue(event_id: str) -> None:
    try:
        current_app.send_task(TASK, args=[event_id], queue="interactive")
    except (OperationalError, OSError) as error:
        logger.warning("event %s waits for the broker: %s", event_id, error)


def _id(value: Any) -> str:
    if isinstance(value, dict):
        value = value["id"]
    return value or ""
