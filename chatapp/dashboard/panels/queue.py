"""What waits and what runs."""

from __future__ import annotations

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatapp.runs.models import Run
from chatapp.runs.pages import people_connected

from ..figures import Figures
from .modes import modes, times
from .panel import Content, Listing, Number, Panel


def read(figures: Figures) -> Content:
    return Content(
        numbers=[
            Number(_("people connected"), people_connected()),
            Number(_("attempts after the first"), sum(figures.total("retries", mode) for mode in modes())),
            Number(_("recovered"), sum(figures.total("recovered", mode) for mode in modes())),
        ],
        series=times(figures, "wait"),
        listing=now(),
    )


def now() -> Listing:
    """Each queue at this moment."""
    at = timezone.now()
    rows = (
        Run.objects.filter(status__in=Run.OPEN)
        .order_by()
        .values_list("mode", "status")
        .annotate(Count("pk"), Min("created_at"))
    )
    found = {(mode, status): (number, oldest) for mode, status, number, oldest in rows}
    lines = []
    for mode, label in modes().items():
        waiting, oldest = found.get((mode, Run.Status.QUEUED), (0, None))
        running, _since = found.get((mode, Run.Status.RUNNING), (0, None))
        lines.append((label, waiting, (at - oldest).total_seconds() if oldest else None, running))
    return Listing(
        _("Now"),
        ((_("Queue"), "text"), (_("Waiting"), "count"), (_("Longest"), "seconds"), (_("Running"), "count")),
        lines,
    )


PANEL = Panel(
    "queue",
    gettext_lazy("Queue"),
    gettext_lazy("How long half, and 95 %, of the questions waited at most for a worker."),
    read,
)
