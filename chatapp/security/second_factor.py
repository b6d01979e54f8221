"""Who has a second factor, and who must have one."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from chatapp.accounts.models import User

# Recovery codes come with one of these and are none by themselves.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_one(user: User) -> bool:
    """Whether signing in takes more than a password."""
    return bool(get_adapter().is_mfa_enabled(user, FACTORS))


def is_missing(user: User, *, staff_page: bool = False) -> bool:
    """Whether REQUIRE_MFA wants one of the person, here or on a page for staff, that they do not have."""
    wanted = settings.REQUIRE_MFA == "all" or (staff_page and settings.REQUIRE_MFA == "staff")
    return wanted and not has_one(user)
