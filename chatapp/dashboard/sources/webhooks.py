"""Events from Stripe, and where it knew better.

webhooks                     events that were done on the day
webhook_p50, webhook_p95     ms from Stripe's making of an event until it was done
webhook_retries              attempts beyond the first of those
alerts         kind          raised on the day; `drift` are accounts that the reconciler had to correct
"""

from __future__ import annotations

from billing.models import Alert, StripeEvent

from ..day import Span
from ..facts import Facts, Times


def webhooks(span: Span, facts: Facts) -> None:
    """Count the day's events and alerts."""
    lags = Times()
    done = StripeEvent.objects.filter(**span.of("processed_at"))
    for made, processed, attempts in done.values_list("created_at", "processed_at", "attempts"):
        facts.add("webhooks")
        facts.add("webhook_retries", max(0, attempts - 1))
        lags.add("", made, processed)
    lags.keep(facts, "webhook")
    for kind in Alert.objects.filter(**span.of("created_at")).values_list("kind", flat=True):
        facts.add("alerts", group=kind)
