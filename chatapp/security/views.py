"""Settings, Security: everything by which a person proves who they are, on one page."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from .origins import passkey_problem
from .second_factor import is_missing


@require_GET
@login_required
@never_cache
def security(request: HttpRequest) -> HttpResponse:
    """What there is, and where each is changed. Changes ask for proof first; this page does not."""
    own = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    codes = next((each.wrap() for each in own if each.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "totp": next((each for each in own if each.type == Authenticator.Type.TOTP), None),
        "passkeys": [each for each in own if each.type == Authenticator.Type.WEBAUTHN],
        "passkey_problem": passkey_problem(request),
        "codes": codes,
        "codes_left": len(codes.get_unused_codes()) if codes else 0,
        "codes_all": app_settings.RECOVERY_CODE_COUNT,
        "sessions": len(UserSession.objects.purge_and_list(request.user)),
        "is_missing": is_missing(request.user, staff_page=request.user.is_staff),
    }
    return render(request, "security/security.html", context)


class ReauthenticateByPasskey(ReauthenticateWebAuthnView):
    """A passkey that did not work is tried again here, not at the sign-in page."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        for message in form.errors.get("credential", []):
            get_adapter().add_message(self.request, messages.ERROR, message=message)
        return redirect(self.request.get_full_path())
