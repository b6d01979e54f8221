"""What is known about who is leaving, and what keeps a person from it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from billing.models import BillingAccount
from chatapp.accounts.models import User

from .models import Leaving


def is_leaving(user: User) -> bool:
    """Whether the person has asked to be erased."""
    return Leaving.objects.filter(pk=user.pk).exists()


def teams_with_others(user: User) -> QuerySet[BillingAccount]:
    """The teams that the person owns and in which others are."""
    owned = BillingAccount.objects.filter(owner=user, kind=BillingAccount.Kind.TEAM)
    return owned.filter(memberships__isnull=False).distinct().order_by("name")


def hindrances(user: User) -> list[str]:
    """What the person must do before they can leave, in words for them; none where nothing is in the way."""
    found = [
        _("You own the team {team}: hand it to somebody in it, or remove its people, first.").format(
            team=team.name
        )
        for team in teams_with_others(user)
    ]
    administrators = User.objects.filter(is_superuser=True, is_active=True, leaving=None)
    if user.is_superuser and not administrators.exclude(pk=user.pk).exists():
        found.append(_("You are the only administrator of this site: make somebody else one first."))
    staff = User.objects.filter(is_staff=True, is_active=True, leaving=None)
    if user.is_staff and not user.is_superuser and not staff.exclude(pk=user.pk).exists():
        found.append(_("You are the only one of the staff of this site: make somebody else one first."))
    return found
