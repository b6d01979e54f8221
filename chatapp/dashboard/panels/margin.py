"""What plans earn and cost."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.plans import PLANS, USD

from ..figures import Figures, added, share
from .panel import Content, Listing, Number, Panel, Series


def read(figures: Figures) -> Content:
    plans = [*((plan.code, plan.name) for plan in PLANS.values()), ("", _("No account any more"))]
    earned = added(*(figures.line("revenue", code, per=USD) for code, _name in plans))
    back = figures.line("refunds", "micros", per=-USD)
    cost = added(*(figures.line("call_cost", code, per=-USD) for code, _name in plans))
    revenue, spent = (sum(value or 0 for value in line) for line in (added(earned, back), cost))
    rows = []
    for code, name in plans:
        brought, used = figures.total("revenue", code) / USD, figures.total("call_cost", code) / USD
        if brought or used:
            rows.append((name, brought, used, brought - used, share(brought - used, brought)))
    return Content(
        numbers=[
            Number(_("revenue, net of refunds"), revenue, "usd"),
            Number(_("cost of answers"), -spent, "usd"),
            Number(_("gross margin"), revenue + spent, "usd"),
            Number(_("of revenue"), share(revenue + spent, revenue), "percent"),
        ],
        series=[
            Series(_("Revenue"), earned, "usd"),
            Series(_("Refunds"), back, "usd"),
            Series(_("Cost of answers"), cost, "usd"),
        ],
        listing=Listing(
            _("By plan, before refunds"),
            (
                (_("Plan"), "text"),
                (_("Revenue"), "usd"),
                (_("Cost"), "usd"),
                (_("Margin"), "usd"),
                (_("Of revenue"), "percent"),
            ),
            rows,
        ),
        kind="stack",
    )


PANEL = Panel(
    "margin",
    gettext_lazy("Gross margin"),
    gettext_lazy(
        "Revenue is each day’s share of what subscriptions bring in a year. Cost is every engine call at its model’s "
        "rate for tokens or GPU time, whether it was charged or not."
    ),
    read,
)
