"""How much is asked."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..figures import Figures, added, share
from .modes import modes
from .panel import Content, Listing, Number, Panel, Series


def read(figures: Figures) -> Content:
    outcomes = {"succeeded": _("Succeeded"), "failed": _("Failed"), "cancelled": _("Stopped")}
    ends = {each: sum(figures.total("runs", mode, each) for mode in modes()) for each in outcomes}
    number = sum(ends.values())
    return Content(
        numbers=[
            Number(_("answers"), number),
            Number(_("people on the last day"), figures.last("askers")),
        ],
        series=[
            Series(label, added(*(figures.line("runs", mode, each) for each in outcomes)))
            for mode, label in modes().items()
        ],
        listing=Listing(
            _("In the whole period"),
            ((_("Outcome"), "text"), (_("Answers"), "count"), (_("Of all"), "percent")),
            [(word, ends[each], share(ends[each], number)) for each, word in outcomes.items()],
        ),
        kind="stack",
    )


PANEL = Panel(
    "answers", gettext_lazy("Answers"), gettext_lazy("Answers that ended on each day, by mode."), read
)
