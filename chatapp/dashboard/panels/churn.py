"""Who left, and why."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.plans import USD

from ..figures import Figures, share
from .panel import Content, Listing, Number, Panel, Series


def read(figures: Figures) -> Content:
    reasons = (
        ("voluntary", _("Cancelled")),
        ("payment", _("Payment failed")),
        ("other", _("Another reason")),
    )
    lost = sum(figures.total("churned", reason) for reason, _label in reasons)
    paying = sum(figures.last("payers", plan) for plan in figures.groups("payers"))
    return Content(
        numbers=[
            Number(_("accounts that left"), lost),
            Number(_("of those who paid"), share(lost, paying + lost), "percent"),
        ],
        series=[Series(label, figures.line("churned", reason)) for reason, label in reasons],
        listing=Listing(
            _("In the whole period"),
            ((_("Why"), "text"), (_("Accounts"), "count"), (_("A month"), "usd")),
            [
                (label, figures.total("churned", reason), figures.total("churned_mrr", reason) / USD)
                for reason, label in reasons
            ],
        ),
        kind="stack",
    )


PANEL = Panel(
    "churn",
    gettext_lazy("Churn"),
    gettext_lazy(
        "Accounts that pay no longer: by somebody’s wish, or because a payment failed or was disputed."
    ),
    read,
    sold=True,
)
