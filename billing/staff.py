"""What staff do about payments by hand, each with a reason that is kept in the account's audit trail and the log."""

from __future__ import annotations

import json
import logging
import uuid

from . import inbox
from .accounts import note
from .alerts import resolve_alert
from .models import Alert, BillingAccount, StripeEvent

RUN = "billing.run_payments"  # the permission to do so; superusers have it
LONGEST = 300  # characters of a reason
logger = logging.getLogger("fragaria.audit")


class ReasonNeeded(ValueError):
    """Nothing is done without a reason. The message is fit to be shown."""

    def __init__(self) -> None:
        super().__init__(f"Say why, in 1 to {LONGEST} characters.")


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


def _keep(
    account: BillingAccount | None, action: str, actor_id: uuid.UUID, reason: str, facts: dict[str, str]
) -> None:
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST:
        raise ReasonNeeded
    # Not every event and alert is about an account; the log has them all. No line of its own making.
    said = json.dumps({"user": str(actor_id), **facts, "reason": reason}, ensure_ascii=True)
    logger.info("billing.%s %s", action, said)
    if account is not None:
        note(account, action, actor_id=actor_id, details={**facts, "reason": reason})
