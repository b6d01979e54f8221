"""How the engines do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..figures import Figures
from .modes import modes, times
from .panel import Content, Listing, Number, Panel


def read(figures: Figures) -> Content:
    made = sum(figures.total("run_tokens", mode) for mode in modes())
    seconds = sum(figures.total("run_ms", mode) for mode in modes()) / 1000
    errors = [(code, figures.total("errors", code)) for code in figures.groups("errors")]
    return Content(
        numbers=[
            Number(_("tokens generated"), made),
            Number(_("tokens a second, an answer"), made / seconds if seconds else None, "rate"),
            Number(_("calls"), sum(figures.total("calls", purpose) for purpose in figures.groups("calls"))),
            Number(_("failed answers"), sum(number for _code, number in errors)),
        ],
        series=times(figures, "first_word"),
        listing=Listing(
            _("Why answers failed"),
            ((_("Code"), "text"), (_("Answers"), "count")),
            errors,
        ),
    )


PANEL = Panel(
    "engine",
    gettext_lazy("Engines"),
    gettext_lazy(
        "The time from a worker’s beginning to the first word that could be read, at most, for half and for 95 %."
    ),
    read,
)
