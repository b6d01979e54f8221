"""Money that went back, from the audit trail, and orders.

refunds        number, micros
disputes                     accounts that a dispute suspended
checkouts                    orders that were begun
"""

from __future__ import annotations

from billing.models import AuditEntry, CheckoutAttempt

from ..day import Span
from ..facts import Facts
from .money import MICROS_A_CENT


def payments(span: Span, facts: Facts) -> None:
    """Count the day's refunds, disputes and orders."""
    entries = AuditEntry.objects.filter(action__in=("refunded", "suspended"), **span.of("created_at"))
    for action, account, details in entries.values_list("action", "account_id", "details"):
        if action == "suspended":
            facts.add("disputes")
            continue
        micros = int(details["cents"]) * MICROS_A_CENT
        facts.add("refunds", group="number")
        facts.add("refunds", micros, group="micros")
        facts.refunds[account] += micros
    facts.add("checkouts", CheckoutAttempt.objects.filter(**span.of("created_at")).count())
