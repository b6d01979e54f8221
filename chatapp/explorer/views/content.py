"""Opening and closing what was written, and the content itself, as data for the page's player."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing.reasons import ReasonNeeded
from chatapp.accounts.guards import needs
from chatapp.errors import RequestError

from .. import opening, written
from ..selectors import get_run


@require_POST
@needs(opening.READ)
def open_content(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Open it, with a reason."""
    run = get_run(run_id)
    try:
        opening.open_content(
            run=run, user=request.user, session=request.session, reason=request.POST.get("reason", "")
        )
    except ReasonNeeded as error:
        messages.error(request, str(error))
    except RequestError as error:
        messages.error(request, error.message)
    return redirect("staff_run", run_id=run.pk)


@require_POST
@needs(opening.READ)
def close_content(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Close it before its time."""
    opening.close_content(run_id=run_id, session=request.session)
    messages.success(request, _("What was written is closed again."))
    return redirect("staff_run", run_id=run_id)


@require_GET
@needs(opening.READ)
def content(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """What was asked, thought and answered; not found unless it is open to this member of the staff now."""
    run = get_run(run_id)
    until = opening.open_until(run=run, user=request.user, session=request.session)
    if until is None:
        raise Http404
    return JsonResponse(written.content(run) | {"until": until.isoformat()})
