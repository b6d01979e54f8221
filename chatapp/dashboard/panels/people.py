"""How much is asked."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..figures import Figures, added
from .funnel import share
from .panel import Content, Listing, Number, Panel, Series

OUTCOMES = ("succeeded", "failed", "cancelled")


def read(figures: Figures) -> Content:
    modes = (("fast", _("Fast")), ("think", _("Think")))
    lines = [added(*(figures.line("runs", mode, outcome) for outcome in OUTCOMES)) for mode, _label in modes]
    ends = {
        outcome: sum(figures.total("runs", mode, outcome) for mode, _label in modes) for outcome in OUTCOMES
    }
    words = (_("Succeeded"), _("Failed"), _("Stopped"))
    return Content(
        numbers=[
            Number(_("answers"), sum(ends.values())),
            Number(_("people on the last day"), figures.last("askers")),
        ],
        series=[
            *(Series(label, line) for (_mode, label), line in zip(modes, lines, strict=True)),
        ],
        listing=Listing(
            _("In the whole period"),
            ((_("Outcome"), "text"), (_("Answers"), "count"), (_("Of all"), "percent")),
            [
                (word, ends[outcome], share(ends[outcome], sum(ends.values())))
                for word, outcome in zip(words, OUTCOMES, strict=True)
            ],
        ),
        kind="stack",
    )


PANEL = Panel(
    "answers", gettext_lazy("Answers"), gettext_lazy("Answers that ended on each day, by mode."), read
)
