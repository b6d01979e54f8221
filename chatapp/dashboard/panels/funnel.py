"""From signing up to a first payment."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..figures import Figures, share
from .panel import Content, Listing, Number, Panel, Series


def read(figures: Figures) -> Content:
    steps = (
        (_("Signed up"), "signups", ""),
        (_("Began an order"), "checkouts", ""),
        (_("Began a trial"), "trial", "begun"),
        (_("Stayed after the trial"), "trial", "won"),
        (_("Paid for the first time"), "first_paid", ""),
    )
    came = figures.total("signups")
    won, lost = figures.total("trial", "won"), figures.total("trial", "lost")
    return Content(
        numbers=[
            Number(_("of those who came paid"), share(figures.total("first_paid"), came), "percent"),
            Number(_("of trials that ended were kept"), share(won, won + lost), "percent"),
        ],
        series=[Series(label, figures.line(name, group)) for label, name, group in steps],
        listing=Listing(
            _("In the whole period"),
            ((_("Step"), "text"), (_("Number"), "count"), (_("Of sign-ups"), "percent")),
            [
                (label, figures.total(name, group), share(figures.total(name, group), came))
                for label, name, group in steps
            ],
        ),
    )


PANEL = Panel(
    "funnel",
    gettext_lazy("Conversion and trials"),
    gettext_lazy("What happened in the period, not what became of those who came in it."),
    read,
    sold=True,
)
