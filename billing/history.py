"""What a subscription was before: a row for each change, which sync alone adds."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from .models import Subscription, SubscriptionChange

TERMS = ("status", "plan", "interval", "cents", "quantity", "end_reason")
ENDED = ("canceled", "unpaid", "incomplete_expired")


def keep_history(*, subscription: Subscription, at: datetime, ended_at: datetime | None = None) -> bool:
    """Add a row where the subscription differs from its last one; says whether it did.

    `at` is when it was looked at and `ended_at` when it ended, by Stripe's clock. The first row counts from the
    subscription's own beginning, unless it had ended before anybody looked: what it was then is not known.
    """
    known = SubscriptionChange.objects.filter(subscription_id=subscription.pk).order_by("at", "pk").last()
    terms = {name: getattr(subscription, name) for name in TERMS}
    if known is not None and all(getattr(known, name) == value for name, value in terms.items()):
        return False
    if subscription.status in ENDED:
        at = ended_at or at
    elif known is None:
        at = subscription.created_at
    # The sandbox's clock may be moved ahead, and what follows is never before what it follows.
    at = min(at, timezone.now())
    SubscriptionChange.objects.create(
        subscription_id=subscription.pk,
        account_id=subscription.account_id,
        at=max(at, known.at) if known else at,
        **terms,
    )
    return True
