"""The end of a payer: before a person is erased, nothing more may be charged in their name."""

from __future__ import annotations

import uuid

from . import gateway
from .access import LIVE
from .accounts import note
from .claims import claimed
from .models import BillingAccount
from .sync import sync_claimed


def stop_paying(*, user_id: uuid.UUID) -> None:
    """End at once what the person's accounts pay, and close their open checkout pages. Ledger and invoices stay.

    A team that should live on is handed to another first. A second call finds it done. Raises GatewayError and
    Busy: then the person is not to be erased yet.
    """
    for account in BillingAccount.objects.filter(owner_id=user_id, customer_id__isnull=False):
        customer = str(account.customer_id)
        with claimed(account.pk) as claim:
            for session in gateway.open_checkouts(customer):
                gateway.expire_checkout(session["id"])
            for subscription in gateway.subscriptions(customer):
                if subscription["status"] in LIVE:
                    gateway.cancel_subscription(subscription["id"])
                    note(account, "subscription_ended", actor_id=user_id, details={"id": subscription["id"]})
            sync_claimed(claim, reason="closing")
