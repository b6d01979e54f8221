"""The user: a person known by an e-mail address. What they prefer, and the invitation that lets a person in."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users; addresses are stored in lower case, so that one person cannot sign up twice."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> User:
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The id is opaque: ledgers keep it after the person is erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    # Here, and not in a table of its own: each request asks, and has read the person already.
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_until = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]
        # Staff page through people, the newest first.
        indexes = [models.Index(fields=["created_at", "id"], name="user_newest")]

    def __str__(self) -> str:
        return self.email

    @property
    def is_suspended(self) -> bool:
        """Whether staff have shut the person out, for good or until a moment that is yet to come."""
        return self.suspended_at is not None and (
            self.suspended_until is None or self.suspended_until > timezone.now()
        )

    @property
    def language(self) -> str:
        """The language that the person has chosen; empty for their browser's own."""
        chosen = Preferences.objects.filter(user=self).values_list("language", flat=True)
        return chosen.first() or ""


class Preferences(models.Model):
    """How the product looks and behaves for one person, made with their first choice.

    `language` is empty for the browser's own. The instructions are what every question takes along while
    `instructions_on`. Whether thinking may train models is not here: chatapp.traces keeps each consent with its
    times and its words.
    """

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As the system")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class FontSize(models.TextChoices):
        SMALL = "small", _("Small")
        NORMAL = "normal", _("Normal")
        LARGE = "large", _("Large")
        LARGER = "larger", _("Larger")

    class SendKey(models.TextChoices):
        ENTER = "enter", _("Enter sends, Shift + Enter makes a new line")
        MOD_ENTER = "mod-enter", _("Ctrl or ⌘ + Enter sends, Enter makes a new line")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=10, blank=True)
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.SYSTEM)
    font_size = models.CharField(max_length=10, choices=FontSize.choices, default=FontSize.NORMAL)
    send_key = models.CharField(max_length=10, choices=SendKey.choices, default=SendKey.ENTER)
    instructions_about = models.TextField(blank=True)
    instructions_style = models.TextField(blank=True)
    instructions_on = models.BooleanField(default=True)
    notify_browser = models.BooleanField(default=False)
    notify_mail = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"preferences of {self.user_id}"


class InvitationManager(models.Manager["Invitation"]):
    def open(self, now: datetime) -> models.QuerySet[Invitation]:
        """Neither used nor expired at `now`."""
        return self.filter(used_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """Lets one address sign up, once. Only the token's hash is kept: the database alone opens no door."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = InvitationManager()

    class Meta:
        indexes = [models.Index(fields=["email"], name="invitation_email")]

    def __str__(self) -> str:
        return f"invitation for {self.email}"
