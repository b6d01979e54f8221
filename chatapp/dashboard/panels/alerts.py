"""Drift, and what else no rule decided."""

from __future__ import annotations

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.models import Alert

from ..figures import Figures, added
from .panel import Content, Listing, Number, Panel, Series


def read(figures: Figures) -> Content:
    kinds = figures.groups("alerts")
    still = dict(Alert.objects.filter(resolved_at=None).values_list("kind").annotate(Count("pk")).order_by())
    others = [figures.line("alerts", kind) for kind in kinds if kind != Alert.Kind.DRIFT]
    names = [*kinds, *(kind for kind in sorted(still) if kind not in kinds)]
    return Content(
        numbers=[
            Number(_("accounts had drifted"), figures.total("alerts", Alert.Kind.DRIFT)),
            Number(_("alerts open now"), sum(still.values())),
        ],
        series=[
            Series(_("Drift"), figures.line("alerts", Alert.Kind.DRIFT)),
            Series(_("Other alerts"), added(*others) if others else figures.line("no alert")),
        ],
        listing=Listing(
            _("By kind"),
            ((_("Kind"), "text"), (_("Raised"), "count"), (_("Open now"), "count")),
            [(_label(kind), figures.total("alerts", kind), still.get(kind, 0)) for kind in names],
        ),
        kind="stack",
    )


def _label(kind: str) -> str:
    return Alert.Kind(kind).label if kind in Alert.Kind else kind


PANEL = Panel(
    "alerts",
    gettext_lazy("Drift and alerts"),
    gettext_lazy(
        "Accounts that the nightly comparison with Stripe had to correct, and all that asks for somebody."
    ),
    read,
)
