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

from chatapp.security.second_factor import is_missing

View = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[View], View]:
    """Only for people who have the permission, and the second factor that REQUIRE_MFA asks of staff; others learn
    nothing but that the page is not theirs.
    """

    def decorate(view: View) -> View:
        @never_cache
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, **ids: Any) -> HttpResponse:
            # Not PermissionDenied: that writes a traceback for everybody who looks.
            if not request.user.has_perm(permission):
                return render(request, "403.html", status=403)
            if is_missing(request.user, staff_page=True):
                messages.warning(
                    request, _("Pages for staff ask for a second factor here. Set one up first.")
                )
                return redirect("settings_security")
            return view(request, **ids)

        return guarded

    return decorate
