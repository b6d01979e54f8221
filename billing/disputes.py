"""A payment that its bank takes back: spending stops and staff are told; a dispute that is won gives it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from . import gateway
from .accounts import lock, note
from .alerts import raise_alert
from .mails.outbox import queue
from .models import Alert, BillingAccount

# Warnings are questions of a bank, no money has moved; of the rest, these two are over in our favour.
HARMLESS = ("warning_needs_response", "warning_under_review", "warning_closed", "won", "prevented")


def follow(*, account: BillingAccount) -> None:
    """Bring the account's suspension in line with its disputes as they stand now. Raises GatewayError.

    Staff are told of each dispute. A lost one keeps the account suspended until staff decide; once they have lifted
    that, it suspends no more.
    """
    harmful = {
        each["id"]
        for charge in gateway.charges(str(account.customer_id))
        if charge["disputed"]
        for each in gateway.disputes(charge["id"])
        if each["status"] not in HARMLESS
    }
    with transaction.atomic():
        account = lock(account.pk)
        told, settled = _history(account)
        for id_ in sorted(harmful - told):
            _suspend(account, id_)
        if not harmful - settled and account.suspended_at is not None:
            lift_suspension(account=account)


def _history(account: BillingAccount) -> tuple[set[str], set[str]]:
    """The disputes that suspended the account, and those of them for which that was lifted since."""
    told: set[str] = set()
    settled: set[str] = set()
    entries = account.audit.filter(action__in=("suspended", "suspension_lifted"))
    for action, details in entries.order_by("pk").values_list("action", "details"):
        if action == "suspended":
            told.add(details["dispute"])
        else:
            settled |= told
    return told, settled


def _suspend(account: BillingAccount, dispute_id: str) -> None:
    account.suspended_at = account.suspended_at or timezone.now()
    account.save(update_fields=["suspended_at"])
    note(account, "suspended", details={"dispute": dispute_id})
    message = "A payment is disputed; the account is suspended."
    raise_alert(kind=Alert.Kind.DISPUTE, subject=dispute_id, message=message, account=account)
    queue(kind="dispute", key=f"dispute:{dispute_id}", account=account, facts={"dispute": dispute_id})


@transaction.atomic
def lift_suspension(*, account: BillingAccount) -> None:
    """The account may spend again."""
    account = lock(account.pk)
    account.suspended_at = None
    account.save(update_fields=["suspended_at"])
    note(account, "suspension_lifted", details={})
