"""Deleting one's account, and the page that asks a person who comes back whether they want to keep it."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chatapp.conversations.clearing import extent
from chatapp.errors import RequestError

from . import selectors, services
from .models import Leaving


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@reauthentication_required
def delete_account(request: HttpRequest) -> HttpResponse:
    """What goes and when; after the address is typed, it begins."""
    typed = request.POST.get("email", "")[:254]
    context = {
        "extent": extent(request.user),
        "hindrances": selectors.hindrances(request.user),
        "days": settings.ACCOUNT_DELETION_GRACE,
        "typed": typed,
        "problem": "",
    }
    if request.method == "GET":
        return render(request, "leaving/delete.html", context)
    if typed.strip().casefold() != request.user.email.casefold():
        problem = _("Nothing was deleted. Type the address of this account, {email}, to delete it.")
        return render(
            request, "leaving/delete.html", context | {"problem": problem.format(email=request.user.email)}
        )
    try:
        leaving = services.request_leaving(user=request.user)
    except RequestError as error:
        return render(request, "leaving/delete.html", context | {"problem": error.message})
    logout(request)
    day = formats.date_format(leaving.erase_at, "DATE_FORMAT")
    messages.success(request, _("Your account will be deleted on {day}.").format(day=day))
    return redirect("goodbye")


@require_GET
def goodbye(request: HttpRequest) -> HttpResponse:
    """What happens now, for whoever has just left."""
    return render(request, "leaving/goodbye.html")


@require_GET
@login_required
@never_cache
def leaving(request: HttpRequest) -> HttpResponse:
    """Whether to keep the account: all that a person who is leaving sees."""
    found = Leaving.objects.filter(pk=request.user.pk).first()
    if found is None:
        return redirect("chat")
    return render(request, "leaving/leaving.html", {"leaving": found})


@require_POST
@login_required
def stay(request: HttpRequest) -> HttpResponse:
    """The account is kept."""
    try:
        services.stay(user=request.user)
    except RequestError as error:
        messages.error(request, error.message)
        return redirect("leaving")
    messages.success(request, _("Welcome back. Your account and everything in it is as it was."))
    return redirect("settings")
