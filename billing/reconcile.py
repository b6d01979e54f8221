"""What webhooks missed: undelivered events hourly, every live customer nightly. Both end in sync."""

from __future__ import annotations

import logging

from django.db.models import Q

from . import gateway, inbox
from .access import LIVE
from .alerts import raise_alert
from .claims import Busy
from .models import Alert, BillingAccount
from .sync import sync_account

# Stripe gives an event up after 3 days; a look further back costs nothing, since known ones are skipped.
LOOK_BACK_SECONDS = 4 * 24 * 60 * 60
logger = logging.getLogger(__name__)


def fetch_missed() -> int:
    """Take the events that Stripe could not deliver, and say how many were new. Raises GatewayError."""
    missed = gateway.undelivered_events(gateway.now() - LOOK_BACK_SECONDS)
    return sum(inbox.take(event) for event in reversed(missed))


def sync_all() -> int:
    """Sync every account that has something running, and say how many had drifted.

    A drift means that an event was lost: the plan is corrected, and staff are told. An account whose turn fails is
    left for the next night.
    """
    running = Q(subscriptions__status__in=LIVE) | ~Q(plan_ends_at=None) | Q(checkouts__isnull=False)
    accounts = BillingAccount.objects.filter(running, customer_id__isnull=False).distinct()
    drifted = 0
    for account in accounts.order_by("pk"):
        try:
            if not sync_account(account_id=account.pk, reason="nightly"):
                continue
        except (gateway.GatewayError, Busy) as error:
            logger.warning("account %s was not reconciled: %s", account.pk, error)
            continue
        except Exception:
            logger.exception("account %s cannot be reconciled", account.pk)
            continue
        drifted += 1
        message = f"The plan was {account.plan} and differs at Stripe; it was corrected."
        raise_alert(kind=Alert.Kind.DRIFT, subject=str(account.pk), message=message, account=account)
    return drifted
