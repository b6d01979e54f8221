"""How the engines do."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
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
            [f"{reverse('staff_runs')}?{_found(code, figures)}" for code, _number in errors],
            needs="staff.view_runs",
        ),
    )


def _found(code: str, figures: Figures) -> str:
    """The answers that failed so, among those asked from the day before on: an answer belongs to the day of its end."""
    first, last = figures.days[0] - timedelta(days=1), figures.days[-1] + timedelta(days=1)
    return urlencode({"error": code, "from": first.isoformat(), "to": last.isoformat()})


PANEL = Panel(
    "engine",
    gettext_lazy("Engines"),
    gettext_lazy(
        "The time from a worker’s beginning to the first word that could be read, at most, for half and for 95 %."
    ),
    read,
)
