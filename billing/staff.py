"""What staff do about payments by hand, each with a reason that is kept in the account's trail and the staff's log."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from . import inbox, staff_log
from .accounts import note
from .alerts import resolve_alert
from .credits import grant_credit
from .disputes import lift_suspension
from .models import Alert, BillingAccount, Invoice, StripeEvent
from .reasons import given
from .refunds import refund_invoice

RUN = "billing.run_payments"  # the permission to do so; superusers have it


def replay_event(*, event: StripeEvent, actor_id: uuid.UUID, reason: str) -> bool:
    """Work on an event again, done or not; False where that failed, as the event's `last_error` then says.

    Raises ReasonNeeded.
    """
    reason = given(reason)
    # An event without a customer is about no account: not about the first that has no customer either.
    theirs = BillingAccount.objects.filter(customer_id=event.customer_id) if event.customer_id else None
    account = theirs.first() if theirs is not None else None
    facts = {"event": event.pk, "type": event.type}
    with transaction.atomic():
        _note(account, "event_replayed", actor_id, reason, facts)
        staff_log.record(
            action="event_replayed",
            actor_id=actor_id,
            reason=reason,
            account=account,
            about=("event", event.pk),
            facts=facts,
        )
    return inbox.replay(event_id=event.pk)


@transaction.atomic
def close_alert(*, alert: Alert, actor_id: uuid.UUID, reason: str) -> None:
    """Somebody has looked, and says what came of it. Raises ReasonNeeded."""
    reason = given(reason)
    facts = {"alert": alert.kind, "subject": alert.subject}
    _note(alert.account, "alert_resolved", actor_id, reason, facts)
    resolve_alert(alert=alert)
    staff_log.record(
        action="alert_resolved",
        actor_id=actor_id,
        reason=reason,
        account=alert.account,
        about=("alert", alert.pk),
        facts={"kind": alert.kind},
    )


@transaction.atomic
def lift(*, account: BillingAccount, actor_id: uuid.UUID, reason: str) -> None:
    """Let a suspended account spend again. Raises ReasonNeeded."""
    reason = given(reason)
    _note(account, "lift_wanted", actor_id, reason, {"account": str(account.pk)})
    lift_suspension(account=account)
    staff_log.record(action="suspension_lifted", actor_id=actor_id, reason=reason, account=account)


def refund(*, invoice: Invoice, cents: int, actor_id: uuid.UUID, reason: str, attempt: uuid.UUID) -> None:
    """Pay `cents` of an invoice back; `attempt` is made once for a form, so that sending it twice pays once.

    The log has the wish before Stripe is asked, and that it was done after. Raises ReasonNeeded, RefundError and
    GatewayError.
    """
    reason = given(reason)
    facts = {"invoice": invoice.pk, "cents": str(cents)}

    def tell(action: str) -> None:
        staff_log.record(
            action=action,
            actor_id=actor_id,
            reason=reason,
            account=invoice.account,
            about=("invoice", invoice.pk),
            facts={"cents": cents, "attempt": str(attempt)},
        )

    with transaction.atomic():
        _note(invoice.account, "refund_wanted", actor_id, reason, facts)
        tell("refund_wanted")
    refund_invoice(invoice=invoice, cents=cents, actor_id=actor_id, attempt=attempt)
    tell("refunded")


@transaction.atomic
def give_credit(
    *, account: BillingAccount, meter: str, units: int, days: int, actor_id: uuid.UUID, reason: str
) -> None:
    """Give `units` of `fast` or `think` on top of the plan for so many days. Raises ReasonNeeded and ValueError."""
    reason = given(reason)
    facts = {"account": str(account.pk), "meter": meter, "units": str(units), "days": str(days)}
    _note(account, "credit_wanted", actor_id, reason, facts)
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
    staff_log.record(
        action="credit_granted",
        actor_id=actor_id,
        reason=reason,
        account=account,
        facts={"meter": meter, "units": units, "days": days},
    )


def _note(
    account: BillingAccount | None, action: str, actor_id: uuid.UUID, reason: str, facts: dict[str, str]
) -> None:
    """In the account's own trail, where there is an account: not every event and alert is about one."""
    if account is not None:
        note(account, action, actor_id=actor_id, details={**facts, "reason": reason})
