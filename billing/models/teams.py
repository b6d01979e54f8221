"""Who sits in a team. Its owner is the account's `owner` and needs no membership."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from .accounts import BillingAccount


class Membership(models.Model):
    """A person in a team. Caps, where set, are below the plan's: units in the meter's window.

    `seat_since`: since when the person is to have a seat, None when it was taken away. With fewer paid seats than
    such people, those who came first have them.
    """

    class Role(models.TextChoices):
        ADMIN = "admin"
        MEMBER = "member"

    account = models.ForeignKey(BillingAccount, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_memberships"
    )
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    fast_cap = models.PositiveIntegerField(null=True, blank=True)
    think_cap = models.PositiveIntegerField(null=True, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    seat_since = models.DateTimeField(null=True, blank=True, default=timezone.now)

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["account", "user"], name="one_membership_each")]

    def __str__(self) -> str:
        return f"{self.role} of {self.account_id}"


class TeamInvitationManager(models.Manager["TeamInvitation"]):
    def open(self, now: datetime) -> models.QuerySet[TeamInvitation]:
        """Neither used nor expired at `now`."""
        return self.filter(used_at=None, expires_at__gt=now)


class TeamInvitation(models.Model):
    """Lets the person with this address join, once. Only the token's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(BillingAccount, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Membership.Role.choices, default=Membership.Role.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by_id = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = TeamInvitationManager()

    def __str__(self) -> str:
        return f"invitation of {self.account_id}"
