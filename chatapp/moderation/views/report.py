"""One report: who has it, what is done about it, and, with a reason, what it is about."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing import reasons
from chatapp.accounts.guards import needs

from .. import handling, queue, reported
from ..models import Report
from ..words import REASONS
from . import forms


@require_GET
@needs("staff.moderate")
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    return _page(request, _get(report_id))


@require_POST
@needs("staff.moderate")
def take(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    held_by = forms.text(request, "held_by", 40)
    return _done(
        request,
        report_id,
        "take",
        lambda row, reason: handling.take(report=row, actor=request.user, reason=reason, held_by=held_by),
        _("The report is yours."),
    )


@require_POST
@needs("staff.moderate")
def close(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    outcome = forms.text(request, "outcome", 20)
    return _done(
        request,
        report_id,
        "close",
        lambda row, reason: handling.close(report=row, actor=request.user, outcome=outcome, reason=reason),
        _("The report is closed."),
    )


@require_POST
@needs("staff.moderate")
def end_link(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    return _done(
        request,
        report_id,
        "end_link",
        lambda row, reason: handling.end_link(report=row, actor=request.user, reason=reason),
        _("The link leads nowhere any more."),
    )


@require_POST
@needs("staff.moderate")
@needs("staff.view_content")
def content(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """What it is about, once: whoever reloads gives the reason again."""
    row = _get(report_id)
    try:
        handling.note_reading(report=row, actor=request.user, reason=forms.text(request, "reason"))
    except ValueError as error:
        return _page(request, row, failed="content", problem=str(error))
    return _page(request, row, written=reported.written(row))


def _done(
    request: HttpRequest,
    report_id: uuid.UUID,
    action: str,
    do: Callable[[Report, str], None],
    said: str,
) -> HttpResponse:
    """Do it with the form's reason; what was refused is said beside the form, which keeps what was typed."""
    row = _get(report_id)
    try:
        do(row, forms.text(request, "reason"))
    except ValueError as error:
        return _page(request, _get(report_id), failed=action, problem=str(error))
    messages.success(request, said)
    return redirect("staff_report", report_id=row.pk)


def _get(report_id: uuid.UUID) -> Report:
    found = queue.get(report_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, row: Report, *, failed: str = "", problem: str = "", **more: Any
) -> HttpResponse:
    message, link, is_mine = row.message, handling.link_of(row), row.taken_by_id == request.user.pk
    # Somebody was faster, perhaps the same person in another tab: the form is not there any more.
    has_form = row.state != Report.State.CLOSED or failed == "content"
    has_form = has_form and not (failed == "take" and is_mine) and not (failed == "end_link" and link is None)
    context = {
        "report": row,
        "what": REASONS.get(row.reason, row.reason),
        "run": getattr(message, "run", None) if message else None,
        "link": link,
        "outcomes": [(each.value, each.label) for each in handling.OUTCOMES],
        "is_mine": is_mine,
        "passed": problem if failed and not has_form else "",
        "failed": failed,
        "problem": problem,
        "typed": request.POST,
        "longest": reasons.LONGEST,
        **more,
    }
    return render(request, "moderation/report.html", context, status=400 if failed else 200)
