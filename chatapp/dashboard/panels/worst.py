"""The accounts that cost more than they bring in."""

from __future__ import annotations

from django.conf import settings
from django.db.models import F, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.models import BillingAccount
from billing.plans import USD

from ..figures import Figures
from ..models import AccountDay
from .panel import Content, Listing, Panel

SHOWN = 20


def read(figures: Figures) -> Content:
    days = AccountDay.objects.filter(day__gte=figures.days[0], day__lte=figures.days[-1])
    sums = (
        days.order_by()
        .values("account")
        .annotate(brought=Sum(F("revenue_micros") - F("refund_micros")), used=Sum("cost_micros"))
    )
    worst = list(
        sums.annotate(margin=F("brought") - F("used"))
        .filter(margin__lt=0)
        .order_by("margin", "account")[:SHOWN]
    )
    plans = dict(
        BillingAccount.objects.filter(pk__in=[row["account"] for row in worst]).values_list("pk", "plan")
    )
    return Content(
        listing=Listing(
            _("The worst first"),
            (
                (_("Account"), "text"),
                (_("Plan now"), "text"),
                (_("Revenue"), "usd"),
                (_("Cost"), "usd"),
                (_("Margin"), "usd"),
            ),
            [
                (
                    str(row["account"]),
                    plans.get(row["account"], ""),
                    row["brought"] / USD,
                    row["used"] / USD,
                    row["margin"] / USD,
                )
                for row in worst
            ],
            [reverse("staff_account", args=[row["account"]]) for row in worst] if settings.BILLING else [],
        )
    )


PANEL = Panel(
    "accounts-at-a-loss",
    gettext_lazy("Accounts at a loss"),
    gettext_lazy("The 20 accounts whose answers cost most above what they brought in, net of refunds."),
    read,
)
