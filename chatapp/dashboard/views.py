"""The dashboard, and each of its panels as a file."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chatapp.accounts.guards import needs

from . import panels
from .day import utc_today
from .export import as_csv
from .figures import read
from .freshness import ask_for_figures
from .models import RolledDay
from .period import PRESETS, USUAL, BadPeriod, Period, latest, period_of
from .rollup import days_to_make
from .showing import show

VIEW = "dashboard.view_dashboard"
STALE = timedelta(minutes=70)


@require_GET
@needs(VIEW)
def dashboard(request: HttpRequest) -> HttpResponse:
    """All panels for the days that are asked for."""
    today = utc_today()
    period = _period(request, today)
    figures = read(period)
    made_at = (
        figures.made.get(today)
        or RolledDay.objects.filter(day=today).values_list("made_at", flat=True).first()
    )
    fresh = made_at is not None and timezone.now() - made_at < STALE
    missing = sum(period.first <= day <= period.last and day not in figures.made for day in days_to_make())
    context = {
        "groups": [(name, [show(panel, figures) for panel in group]) for name, group in panels.shown()],
        "period": period,
        "presets": PRESETS,
        "today": today,
        "made_at": made_at,
        "missing": missing,
        "underway": (not fresh or missing > 0) and ask_for_figures(),
    }
    return render(request, "dashboard/dashboard.html", context)


@require_GET
@needs(VIEW)
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """One panel's numbers as CSV."""
    panel = panels.find(slug)
    if panel is None:
        raise Http404
    try:
        period = period_of(request.GET, utc_today())
    except BadPeriod as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    figures = read(period)
    shown = show(panel, figures)
    if shown.content is None:
        return HttpResponse(
            _("This panel could not be read. The log says why."),
            status=500,
            content_type="text/plain; charset=utf-8",
        )
    name = f"{slug}-{period.first}-{period.last}.csv"
    return HttpResponse(
        as_csv(shown.content, shown.days),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _period(request: HttpRequest, today: date) -> Period:
    try:
        return period_of(request.GET, today)
    except BadPeriod as error:
        messages.error(request, str(error))
        return latest(USUAL, today)
