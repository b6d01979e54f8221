"""Who reaches the limits."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.plans import PLANS

from ..figures import Figures, added
from .panel import Content, Listing, Number, Panel, Series


def read(figures: Figures) -> Content:
    found = figures.pairs("refusals")
    plans = [plan for plan in PLANS.values() if any(plan.code == code for code, _reason in found)]
    words = {
        "no_allowance": _("The window is full"),
        "too_many_running": _("Too many at once"),
        "no_seat": _("No seat"),
        "suspended": _("Suspended"),
        "spend_ceiling": _("The day’s ceiling"),
    }
    return Content(
        numbers=[
            Number(plan.name, sum(figures.total("refusals", *pair) for pair in found if pair[0] == plan.code))
            for plan in plans
        ],
        series=[
            Series(
                plan.name,
                added(*(figures.line("refusals", *pair) for pair in found if pair[0] == plan.code)),
            )
            for plan in plans
        ],
        listing=Listing(
            _("In the whole period"),
            ((_("Plan"), "text"), (_("Why"), "text"), (_("Refused"), "count")),
            [
                (
                    PLANS[plan].name if plan in PLANS else plan,
                    words.get(reason, reason),
                    figures.total("refusals", plan, reason),
                )
                for plan, reason in found
            ],
        ),
        kind="stack",
    )


PANEL = Panel(
    "refusals",
    gettext_lazy("Limits reached"),
    gettext_lazy("Questions that were not begun because a limit was reached, by plan."),
    read,
)
