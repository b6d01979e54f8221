"""Forms that allauth shows about second factors."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from .origins import passkey_problem

NAME_LENGTH = 60
# allauth forgets a used code after one period, while MFA_TOTP_TOLERANCE lets each count for three.
USED_SECONDS = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)


class Digits:
    """A form with a code: a phone shows digits to type it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"autofocus": True, "inputmode": "numeric", "maxlength": 40, "placeholder": ""}
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs |= attributes


class SetUpForm(Digits, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""


class OnceOnly(Digits):
    """A form with a code that works once, for as long as the code lives."""

    def clean_code(self) -> str:
        code = str(super().clean_code())  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            key = f"second-factor-used:{self.user.pk}:{normalize_user_code(code)}"
            if not cache.add(key, 1, timeout=USED_SECONDS):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OnceOnly, base.AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(OnceOnly, base.ReauthenticateForm):
    """Before a change that matters."""


@contextmanager
def made_by_a_browser() -> Iterator[None]:
    """What no browser sends is a wrong passkey, not an error of ours: the library trusts the shape of what it reads."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, struct.error) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class Readable:
    """A form with a passkey's answer."""

    def clean_credential(self) -> Authenticator:
        with made_by_a_browser():
            return super().clean_credential()  # type: ignore[misc]


class SecondStepForm(Readable, webauthn.AuthenticateWebAuthnForm):
    """The second step of signing in, with a passkey."""


class SignInForm(Readable, webauthn.LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class PasskeyAgainForm(Readable, webauthn.ReauthenticateWebAuthnForm):
    """Before a change that matters, with a passkey."""


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """Every passkey is asked to be one that signs in by itself; one that cannot is a second step."""

    passwordless = None
    name = forms.CharField(
        required=False,
        max_length=NAME_LENGTH,
        label=_("Name"),
        help_text=_("So that you recognise it later."),
    )

    def clean(self) -> dict[str, Any]:
        if problem := passkey_problem():
            raise forms.ValidationError(problem)
        with made_by_a_browser():
            return super().clean()


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    name = forms.CharField(max_length=NAME_LENGTH, label=_("Name"))
