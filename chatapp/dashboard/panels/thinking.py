"""How thinking goes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..figures import Figures, ratio, share
from .panel import Content, Listing, Number, Panel, Series


def read(figures: Figures) -> Content:
    def total(group: str) -> int:
        return figures.total("think", group)

    def each(group: str, per: float = 1) -> float | None:
        return total(group) / per / total("answers") if total("answers") else None

    answers = figures.line("think", "answers")
    return Content(
        numbers=[
            Number(_("thinking answers"), total("answers")),
            Number(_("paths each"), each("paths"), "rate"),
            Number(_("steps each"), each("steps"), "rate"),
            Number(_("each"), each("ms", 1000), "seconds"),
        ],
        series=[
            Series(_("Verified"), ratio(figures.line("think", "verified"), answers, times=100), "percent"),
            Series(_("Answered early"), ratio(figures.line("think", "early"), answers, times=100), "percent"),
        ],
        listing=Listing(
            _("What people thought of them, by what the checks said"),
            ((_("Checks"), "text"), (_("Judged"), "count"), (_("Good"), "percent")),
            [judged(figures, verdict) for verdict in figures.groups("judged")],
        ),
    )


def judged(figures: Figures, verdict: str) -> tuple[str, int, float | None]:
    good, bad = figures.total("judged", verdict, "up"), figures.total("judged", verdict, "down")
    return verdict, good + bad, share(good, good + bad)


PANEL = Panel(
    "thinking",
    gettext_lazy("Thinking answers"),
    gettext_lazy(
        "Shares of those that succeeded: verified by a check, and answered early because somebody asked. Whether "
        "checks are right shows in what people think of the answers."
    ),
    read,
)
