"""Who may see the product as whom: asked at the start, and again with every request."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.leaving.selectors import is_leaving
from chatapp.security.second_factor import is_missing

from .models import Viewing

# What people wrote is on nearly every page.
NEEDED = ("staff.view_as", "staff.view_content")


def may_view(staff: User) -> bool:
    """Whether this person may see the product as others do."""
    return (
        staff.is_active
        and not staff.is_suspended
        and staff.has_perms(NEEDED)
        and not is_missing(staff, staff_page=True)
    )


def why_not(person: User) -> str:
    """Why nobody sees the product as `person`, in words; empty where one may.

    Nobody may gain a right by it, so it is for people who have none.
    """
    if not person.is_active:
        return _("This account is closed.")
    if person.is_suspended:
        return _("This account is suspended.")
    if person.is_staff or person.is_superuser or person.get_all_permissions():
        return _("Members of the staff are not viewed: their rights are theirs.")
    if is_leaving(person):
        return _("This account is about to be deleted.")
    return ""


def over(viewing: Viewing, now: datetime) -> str:
    """Why the viewing is over, as the audit log has it: ended, time, rights, person; empty while it goes on."""
    if viewing.ended_at is not None:
        return "ended"
    if viewing.until <= now:
        return "time"
    if not may_view(viewing.staff):
        return "rights"
    return "person" if why_not(viewing.person) else ""
