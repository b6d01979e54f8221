"""Who may open a team's pages, and what becomes of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from billing.teams import TeamError
from chatapp.errors import NotFound

from ..selectors import team_of

View = Callable[..., HttpResponse]


def in_team(view: View) -> View:
    """For people of the team, which the view gets instead of its id; others get 404."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, account_id: UUID, **ids: Any) -> HttpResponse:
        try:
            return view(request, team_of(request.user, account_id), **ids)
        except NotFound as error:
            raise Http404 from error

    return guarded


def action(view: View) -> View:
    """A button of the team's page: does it, or says why not, and leads back there unless the view leads elsewhere."""

    @require_POST
    @in_team
    @wraps(view)
    def guarded(request: HttpRequest, account: Any, **ids: Any) -> HttpResponse:
        try:
            answer = view(request, account, **ids)
        except TeamError as error:
            messages.error(request, str(error))
            answer = None
        return answer or redirect("team", account.pk)

    return guarded
