"""The queue of reports, for staff."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chatapp.accounts.guards import needs

from .. import queue
from ..models import Report
from ..words import OF_ANSWERS, OF_PAGES, REASONS


@require_GET
@needs("staff.moderate")
def reports(request: HttpRequest) -> HttpResponse:
    """The oldest first: `state`, `reason`, `source`, and `after` or `before` for the other pages."""
    wanted = queue.Wanted.of(request.GET)
    page = queue.page(wanted, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    same = {"state": wanted.state, "reason": wanted.reason, "source": wanted.source}
    number, oldest = queue.waiting()
    context = {
        "rows": [(row, REASONS.get(row.reason, row.reason)) for row in page.rows],
        "page": page,
        "kept": urlencode(same),
        "wanted": wanted,
        "states": Report.State.choices,
        "sources": Report.Source.choices,
        "reasons": [
            ("", [(queue.PRESSING, _("What may be harmful")), (queue.ALL, _("Everything"))]),
            (_("Answers"), list(OF_ANSWERS.items())),
            (_("Shared pages"), list(OF_PAGES.items())),
        ],
        "waiting": number,
        "is_more": number >= queue.MOST_COUNTED,
        "oldest_hours": int(oldest // 3600),
    }
    return render(request, "moderation/reports.html", context)
