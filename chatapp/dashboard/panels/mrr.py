"""Recurring revenue."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.plans import PLANS, USD

from ..figures import Figures
from .panel import Content, Number, Panel, Series


def read(figures: Figures) -> Content:
    codes = figures.groups("mrr")
    sold = [plan for plan in PLANS.values() if plan.code in codes]
    now = sum(figures.last("mrr", plan.code) for plan in sold) / USD
    return Content(
        numbers=[
            Number(_("a month"), now, "usd"),
            Number(_("a year"), now * 12, "usd"),
            Number(_("paying"), sum(figures.last("payers", plan.code) for plan in sold)),
            Number(_("on trial"), figures.last("trials")),
        ],
        series=[Series(plan.name, figures.line("mrr", plan.code, per=USD), "usd") for plan in sold],
        kind="stack",
    )


PANEL = Panel(
    "mrr",
    gettext_lazy("Monthly recurring revenue"),
    gettext_lazy("What all subscriptions that are paid, or past due, bring in a month, at list prices."),
    read,
    sold=True,
)
