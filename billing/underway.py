"""Debits that a bank takes days for: for them there is nothing to do but to wait."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import gateway
from .access import subscription_of

Obj = dict[str, Any]


def being_paid(subscription: Obj, invoices: Iterable[Obj]) -> bool:
    """Whether a payment of what the subscription owes is on its way. Raises GatewayError."""
    if subscription["status"] not in ("incomplete", "past_due") and not subscription.get("pending_update"):
        return False
    owed = [
        each["id"]
        for each in invoices
        if each["status"] == "open" and subscription_of(each) == subscription["id"]
    ]
    return any(gateway.payment_underway(each) for each in owed)
