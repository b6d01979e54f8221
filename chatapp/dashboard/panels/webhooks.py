"""Events from Stripe."""

from __future__ import annotations

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.inbox import ATTEMPTS
from billing.models import StripeEvent

from ..figures import Figures
from .panel import Content, Number, Panel, Series


def read(figures: Figures) -> Content:
    now = StripeEvent.objects.filter(processed_at=None).aggregate(
        waiting=Count("pk"), failed=Count("pk", filter=Q(attempts__gte=ATTEMPTS)), oldest=Min("received_at")
    )
    age = (timezone.now() - now["oldest"]).total_seconds() if now["oldest"] else None
    return Content(
        numbers=[
            Number(_("done"), figures.total("webhooks")),
            Number(_("tried again"), figures.total("webhook_retries")),
            Number(_("waiting now"), now["waiting"] - now["failed"]),
            Number(_("given up"), now["failed"]),
            Number(_("the oldest waits"), age, "seconds"),
        ],
        series=[
            Series("50 %", figures.known("webhook_p50", per=1000), "seconds"),
            Series("95 %", figures.known("webhook_p95", per=1000), "seconds"),
        ],
    )


PANEL = Panel(
    "webhooks",
    gettext_lazy("Events from Stripe"),
    gettext_lazy(
        "The time from Stripe’s making of an event until it was done here, at most, for half and for 95 %."
    ),
    read,
    sold=True,
)
