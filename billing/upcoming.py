"""What the next renewal will take, to the cent: with the discounts, the credit and the tax that Stripe knows of."""

from __future__ import annotations

from typing import Any

from . import gateway
from .access import GOOD, end_scheduled

Obj = dict[str, Any]


def next_charge(subscription: Obj) -> int | None:
    """Cents; None where nothing more is charged, or Stripe has no answer. Raises GatewayError while it is away."""
    if subscription["status"] not in GOOD or end_scheduled(subscription):
        return None
    try:
        if subscription.get("schedule"):
            # A schedule's next phase is known to the schedule alone.
            invoice = gateway.preview_invoice({"schedule": subscription["schedule"]})
        else:
            invoice = gateway.preview_invoice({"subscription": subscription["id"]})
    except gateway.GatewayError as error:
        if error.retryable:
            raise
        return None
    due: int = invoice["amount_due"]
    return due
