"""Accounts by plan."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.plans import PLANS

from ..figures import Figures
from .panel import Content, Number, Panel, Series


def read(figures: Figures) -> Content:
    codes = figures.groups("accounts")
    there = [plan for plan in PLANS.values() if plan.code in codes]
    return Content(
        numbers=[Number(plan.name, figures.last("accounts", plan.code)) for plan in there]
        + [Number(_("people who came"), figures.total("signups"))],
        series=[Series(plan.name, figures.line("accounts", plan.code)) for plan in there],
        kind="stack",
    )


PANEL = Panel(
    "accounts",
    gettext_lazy("Accounts by plan"),
    gettext_lazy("At the end of each day; plans that staff gave are among them."),
    read,
)
