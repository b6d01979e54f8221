"""How the engines do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..figures import Figures
from .panel import Content, Listing, Number, Panel, Series


def read(figures: Figures) -> Content:
    modes = (("fast", _("Fast")), ("think", _("Think")))
    made = sum(figures.total("run_tokens", mode) for mode, _l in modes)
    seconds = sum(figures.total("run_ms", mode) for mode, _l in modes) / 1000
    return Content(
        numbers=[
            Number(_("tokens generated"), made),
            Number(_("tokens a second, an answer"), made / seconds if seconds else None, "rate"),
            Number(_("calls"), sum(figures.total("calls", purpose) for purpose in figures.groups("calls"))),
            Number(
                _("failed answers"), sum(figures.total("errors", code) for code in figures.groups("errors"))
            ),
        ],
        series=[
            Series(
                _("{mode}, {percent} %").format(mode=label, percent=percent),
                figures.known(f"first_word_p{percent}", mode, per=1000),
                "seconds",
            )
            for mode, label in modes
            for percent in (50, 95)
        ],
        listing=Listing(
            _("Why answers failed"),
            ((_("Code"), "text"), (_("Answers"), "count")),
            [(code, figures.total("errors", code)) for code in figures.groups("errors")],
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
