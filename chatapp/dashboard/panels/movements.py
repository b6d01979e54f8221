"""Why recurring revenue moved."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.plans import USD

from ..figures import Figures
from .panel import Content, Number, Panel, Series


def read(figures: Figures) -> Content:
    kinds = (
        ("new", _("New"), 1),
        ("expansion", _("Expansion"), 1),
        ("contraction", _("Contraction"), -1),
        ("churn", _("Churn"), -1),
    )
    net = sum(sign * figures.total("mrr_moved", kind) for kind, _label, sign in kinds)
    return Content(
        numbers=[Number(_("in all"), net / USD, "usd")]
        + [
            Number(label, sign * figures.total("mrr_moved", kind) / USD, "usd") for kind, label, sign in kinds
        ],
        series=[
            Series(label, figures.line("mrr_moved", kind, per=sign * USD), "usd")
            for kind, label, sign in kinds
        ],
        kind="stack",
    )


PANEL = Panel(
    "movements",
    gettext_lazy("What moved it"),
    gettext_lazy("By account: who began to pay, pays more, pays less, or pays no longer."),
    read,
    sold=True,
)
