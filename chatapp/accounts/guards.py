"""Pages that need a permission."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from chatapp.audit.log import record
from chatapp.security.second_factor import is_missing

View = Callable[..., HttpResponse]


def needs(*permissions: str) -> Callable[[View], View]:
    """Only for people who have one of the permissions, and the second factor that REQUIRE_MFA asks of staff; others
    learn nothing but that the page is not theirs. Staff who are refused are in the audit log.
    """

    def decorate(view: View) -> View:
        @never_cache
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, **ids: Any) -> HttpResponse:
            # Not PermissionDenied: that writes a traceback for everybody who looks.
            if not any(request.user.has_perm(permission) for permission in permissions):
                note_refusal(request, permissions[0])
                return render(request, "403.html", status=403)
            if is_missing(request.user, staff_page=True):
                messages.warning(
                    request, _("Pages for staff ask for a second factor here. Set one up first.")
                )
                return redirect("settings_security")
            return view(request, **ids)

        return guarded

    return decorate


def note_refusal(request: HttpRequest, permission: str) -> None:
    """In the audit log, where a member of the staff tried what they may not."""
    if not request.user.is_staff:
        return
    match = request.resolver_match
    facts = {"page": match.view_name if match else "", "method": request.method or ""}
    record(
        action="refused",
        actor_id=request.user.pk,
        object_type="permission",
        object_id=permission,
        facts=facts,
    )
