"""The page of one answer: how it was made, without what was written."""

from __future__ import annotations

import uuid

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from billing import reasons
from chatapp.accounts.guards import needs
from chatapp.observing.carrying import request_of
from chatapp.paying.own import is_own
from chatapp.staff.closed import why_closed

from .. import attempts, decisions, events, opening, paths, timeline
from ..selectors import get_run
from .runs import LOOK

CALLS = 500


@require_GET
@needs(LOOK)
def run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """All that is known of it. One that is not there (any more) is told of in words."""
    try:
        shown = get_run(run_id)
    except Http404:
        return render(request, "explorer/gone.html", {"run_id": run_id}, status=404)
    log = list(shown.events.all())
    calls = list(shown.calls.order_by("attempt", "call")[:CALLS])
    state = events.state_of(log)
    context = {
        "run": shown,
        "request_id": request_of(shown.input),
        "tokens": shown.calls.aggregate(
            prompt=Sum("prompt", default=0),
            cached=Sum("cached", default=0),
            generated=Sum("generated", default=0),
            cost=Sum("cost_micros", default=0),
        ),
        "timeline": timeline.of(shown),
        "attempts": attempts.of(shown, log, calls),
        "calls": calls,
        "most_calls": CALLS,
        "decisions": decisions.of(shown, state),
        "is_whole": state is not None,
        "paths": paths.paths(state) if state else [],
        "votes": paths.votes(state) if state else [],
        "reviews": paths.reviews(state) if state else [],
        "events": events.part(shown, log, request.GET.get("events", "")),
        "closed": why_closed(conversation=shown.conversation, user_id=shown.user_id),
        "open_until": opening.open_until(run=shown, user=request.user, session=request.session),
        "own": is_own(request.user, shown.conversation and shown.conversation.account),
        "longest": reasons.LONGEST,
    }
    return render(request, "explorer/run.html", context)
