"""Settings, Security, and the parts of allauth's second factors that the product offers."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from . import views

home = RedirectView.as_view(pattern_name="settings_security")
FACTOR = "accounts/2fa"

urlpatterns = [
    path("settings/security/", views.security, name="settings_security"),
    # Where allauth goes back to.
    path(f"{FACTOR}/", home, name="mfa_index"),
    path(f"{FACTOR}/passkeys/", home, name="mfa_list_webauthn"),
    path(f"{FACTOR}/sign-in/", never_cache(base.authenticate), name="mfa_authenticate"),
    path(f"{FACTOR}/confirm/", never_cache(base.reauthenticate), name="mfa_reauthenticate"),
    path(f"{FACTOR}/app/", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path(f"{FACTOR}/app/remove/", never_cache(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(f"{FACTOR}/codes/", never_cache(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        f"{FACTOR}/codes/new/", never_cache(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(f"{FACTOR}/passkeys/sign-in/", never_cache(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path(f"{FACTOR}/passkeys/add/", never_cache(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        f"{FACTOR}/passkeys/confirm/",
        never_cache(views.ReauthenticateByPasskey.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        f"{FACTOR}/passkeys/<int:pk>/rename/", never_cache(webauthn.edit_webauthn), name="mfa_edit_webauthn"
    ),
    path(
        f"{FACTOR}/passkeys/<int:pk>/remove/",
        never_cache(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]
