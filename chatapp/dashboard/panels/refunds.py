"""Money that goes back, and money that is owed."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.models import BillingAccount, Invoice
from billing.plans import USD

from ..figures import Figures
from .panel import Content, Listing, Number, Panel, Series

AGES = (3, 7, 14)  # days


def read(figures: Figures) -> Content:
    return Content(
        numbers=[
            Number(_("paid back"), figures.total("refunds", "micros") / USD, "usd"),
            Number(_("refunds"), figures.total("refunds", "number")),
            Number(_("disputes"), figures.total("disputes")),
            Number(_("suspended now"), BillingAccount.objects.exclude(suspended_at=None).count()),
        ],
        series=[
            Series(_("Refunds"), figures.line("refunds", "number")),
            Series(_("Disputes"), figures.line("disputes")),
        ],
        listing=owed(),
        kind="stack",
    )


def owed() -> Listing:
    """Invoices that are not paid, by how long they have been open."""
    now = timezone.now()
    names = [
        *(_("up to {days} days").format(days=days) for days in AGES),
        _("more than {days} days").format(days=AGES[-1]),
    ]
    number, cents = [0] * len(names), [0] * len(names)
    open_ones = Invoice.objects.filter(status="open", amount_due__gt=F("amount_paid"))
    for created, due, paid in open_ones.values_list("created_at", "amount_due", "amount_paid"):
        age = sum(now - created > timedelta(days=days) for days in AGES)
        number[age] += 1
        cents[age] += due - paid
    return Listing(
        _("Past due now"),
        ((_("Open for"), "text"), (_("Invoices"), "count"), (_("Owed"), "usd")),
        [(name, count, owing / 100) for name, count, owing in zip(names, number, cents, strict=True)],
    )


PANEL = Panel(
    "refunds",
    gettext_lazy("Refunds, disputes, past due"),
    gettext_lazy("Refunds by staff, payments that a bank took back, and invoices that are open."),
    read,
    sold=True,
)
