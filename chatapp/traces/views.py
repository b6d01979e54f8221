"""Settings, Privacy: one switch for the person, and one for each team that they manage."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from billing.accounts import NotYourAccount, paying_account
from billing.teams import Forbidden
from chatapp.errors import RequestError

from . import selectors, services


@require_GET
@login_required
@never_cache
def privacy(request: HttpRequest) -> HttpResponse:
    """What the person allows now, and what their teams say."""
    context = {
        "allows": selectors.allows(request.user),
        "offered": settings.TRACES != "off",
        "teams": selectors.team_rules(request.user),
    }
    return render(request, "traces/privacy.html", context)


@require_POST
@login_required
def allow(request: HttpRequest) -> HttpResponse:
    """Switch it on."""
    try:
        services.allow(user=request.user)
        messages.success(
            request, _("Your thinking may now be used to improve models. You can withdraw that here.")
        )
    except RequestError as error:
        messages.error(request, error.message)
    return redirect("settings_privacy")


@require_POST
@login_required
def withdraw(request: HttpRequest) -> HttpResponse:
    """Switch it off."""
    services.withdraw(user=request.user)
    messages.success(request, _("Withdrawn. Nothing of yours is handed out from now on."))
    return redirect("settings_privacy")


@require_POST
@login_required
def team_rule(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Forbid it for a team, or leave it to its people."""
    forbids = request.POST.get("forbid") == "on"
    try:
        account = paying_account(user_id=request.user.pk, account_id=account_id)
        services.set_team_rule(account=account, actor_id=request.user.pk, forbids=forbids)
    except (
        NotYourAccount,
        Forbidden,
    ) as error:  # for others neither the team nor its rule is there to be changed
        raise Http404 from error
    messages.success(request, _("Saved for the whole team."))
    return redirect("settings_privacy")
