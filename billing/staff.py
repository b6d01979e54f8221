"""What staff do about payments by hand, each with a reason that is kept in the account's audit trail and the log."""

from __future__ import annotations

import json
import logging
import uuid
from datetime import timedelta

from django.utils import timezone

from . import inbox
from .accounts import note
from .alerts import resolve_alert
from .credits import grant_credit
from .disputes import lift_suspension
from .models import Alert, BillingAccount, Invoice, StripeEvent
from .reasons import given
from .refunds import refund_invoice

RUN = "billing.run_payments"  # the permission to do so; superusers have it
logger = logging.getLogger("fragaria.audit")


def replay_event(*, event: StripeEvent, actor_id: uuid.UUID, reason: str) -> bool:
    """Work on an event again, done or not; False where that failed, as the event's `last_error` then says.

    Raises ReasonNeeded.
    """
    # An event without a customer is about no account: not about the first that has no customer either.
    theirs = BillingAccount.objects.filter(customer_id=event.customer_id) if event.customer_id else None
    account = theirs.first() if theirs is not None else None
    _keep(account, "event_replayed", actor_id, reason, {"event": event.pk, "type": event.type})
    return inbox.replay(event_id=event.pk)


def close_alert(*, alert: Alert, actor_id: uuid.UUID, reason: str) -> None:
    """Somebody has looked, and says what came of it. Raises ReasonNeeded."""
    facts = {"alert": alert.kind, "subject": alert.subject}
    _keep(alert.account, "alert_resolved", actor_id, reason, facts)
    resolve_alert(alert=alert)


def lift(*, account: BillingAccount, actor_id: uuid.UUID, reason: str) -> None:
    """Let a suspended account spend again. Raises ReasonNeeded."""
    _keep(account, "lift_wanted", actor_id, reason, {"account": str(account.pk)})
    lift_suspension(account=account)


def refund(*, invoice: Invoice, cents: int, actor_id: uuid.UUID, reason: str, attempt: uuid.UUID) -> None:
    """Pay `cents` of an invoice back; `attempt` is made once for a form, so that sending it twice pays once.

    Raises ReasonNeeded, RefundError and GatewayError.
    """
    facts = {"invoice": invoice.pk, "cents": str(cents)}
    _keep(invoice.account, "refund_wanted", actor_id, reason, facts)
    refund_invoice(invoice=invoice, cents=cents, actor_id=actor_id, attempt=attempt)


def give_credit(
    *, account: BillingAccount, meter: str, units: int, days: int, actor_id: uuid.UUID, reason: str
) -> None:
    """Give `units` of `fast` or `think` on top of the plan for so many days. Raises ReasonNeeded and ValueError."""
    facts = {"account": str(account.pk), "meter": meter, "units": str(units), "days": str(days)}
    reason = _keep(account, "credit_wanted", actor_id, reason, facts)
    now = timezone.now()
    grant_credit(
        account=account,
        meter=meter,
        units=units,
        expires_at=now + timedelta(days=days),
        actor_id=actor_id,
        reason=reason,
        now=now,
    )


def _keep(
    account: BillingAccount | None, action: str, actor_id: uuid.UUID, reason: str, facts: dict[str, str]
) -> str:
    """Note it where there is an account, and in the log. Returns the reason as it is kept; raises ReasonNeeded."""
    reason = given(reason)
    # Not every event and alert is about an account; the log has them all. No line of its own making.
    said = json.dumps({"user": str(actor_id), **facts, "reason": reason}, ensure_ascii=True)
    logger.info("billing.%s %s", action, said)
    if account is not None:
        note(account, action, actor_id=actor_id, details={**facts, "reason": reason})
    return reason
