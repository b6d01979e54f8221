"""The link in an invitation: for whoever holds it, until the right person accepts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from billing import invitations, teams
from billing.models import TeamInvitation
from billing.seats import role_of

from .. import services


@require_http_methods(["GET", "POST"])
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing; POST joins."""
    if request.method == "POST":
        return _accept(request, token)
    found = invitations.find(token)
    if found is not None and request.user.is_authenticated and role_of(found.account, request.user.pk):
        messages.info(request, _("You are in {account} already.").format(account=found.account.name))
        return redirect("team", found.account_id)
    if found is None or not invitations.is_open(found):
        return _gone(request)
    if request.user.is_authenticated and request.user.email.lower() != found.email:
        return _anothers(request, found)
    context = {"invitation": found, "masked": invitations.mask(found.email), "here": request.path}
    return render(request, "teams/join.html", context)


@login_required
def _accept(request: HttpRequest, token: str) -> HttpResponse:
    found = invitations.find(token)
    try:
        membership = services.join(token=token, user=request.user)
    except teams.InvitationInvalid:
        another = found and invitations.is_open(found) and request.user.email.lower() != found.email
        return _anothers(request, found) if found and another else _gone(request)
    except teams.SeatsFull:
        return render(request, "teams/join_full.html", {"invitation": found}, status=409)
    name = membership.account.name
    messages.success(request, _("Welcome to {name}. It pays for your new conversations.").format(name=name))
    return redirect("team", membership.account_id)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "teams/join_gone.html", status=410)


def _anothers(request: HttpRequest, found: TeamInvitation) -> HttpResponse:
    context = {"masked": invitations.mask(found.email), "here": request.path}
    return render(request, "teams/join_anothers.html", context, status=403)
