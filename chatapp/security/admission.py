"""What stands between a signed-in person and the product: the choice whether to stay, a suspension, or a second factor
that is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.leaving.selectors import is_leaving

from .second_factor import is_missing


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`page` is the name of the page about it, `opened` are the names of those that are open meanwhile."""

    code: str
    message: str
    page: str
    opened: frozenset[str]


# Signing out, the language, and what a browser asks for by itself.
ALWAYS = frozenset(
    {
        "account_logout",
        "set_language",
        "healthz",
        "readyz",
        "shared",
        "shared_log",
        "manifest",
        "worker",
        "offline",
    }
)
RESTORING = ALWAYS | {"leaving", "stay"}
SETTING_UP = ALWAYS | {
    "settings_security", "settings_sessions", "end_session", "end_other_sessions",
    "mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_add_webauthn",
    "mfa_list_webauthn", "mfa_reauthenticate_webauthn", "account_reauthenticate", "account_email",
    "account_confirm_email", "account_email_verification_sent", "account_change_password", "account_set_password",
    "enter",
}  # fmt: skip


# To say something to it, to take along what is theirs, to stop paying, and to leave.
SHUT_OUT = ALWAYS | {
    "suspended", "appeal", "terms", "export_conversations", "settings_delete_account", "goodbye",
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "settings_billing", "account_billing", "cancel_plan",
}  # fmt: skip


def obstacle(user: User) -> Obstacle | None:
    """What stands in the person's way, if anything."""
    if is_leaving(user):
        message = _("This account is about to be deleted. Choose first whether to keep it.")
        return Obstacle("leaving", message, "leaving", RESTORING)
    if user.is_suspended:
        message = _("This account is suspended. Reload the page to read why, and to answer.")
        return Obstacle("suspended", message, "suspended", SHUT_OUT)
    if is_missing(user):
        message = _("This site asks everybody for a second factor. Set one up first.")
        return Obstacle("second_factor", message, "settings_security", SETTING_UP)
    return None
