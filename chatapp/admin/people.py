"""People: who they are here, how they sign in, their invitations and their choices. No passwords, keys or secrets."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from chatapp.accounts.models import Invitation, Preferences, User
from chatapp.leaving.models import Erasure, Leaving
from chatapp.traces.models import Consent
from chatapp.viewing_as.models import Viewing

from .readonly import ReadOnly
from .showing import addressed, joined, link, related

PERSON = "accounts.User"


class Users(ReadOnly):
    list_display = ("email", "name", "roles", "is_active", "is_staff", "created_at")
    list_filter = ("is_active", "is_staff", "is_superuser", "is_demo")
    ordering = ("-created_at",)
    finds_ids = ("pk",)
    finds_texts = ("email__istartswith", "name__istartswith")
    hides = ("password",)
    roles = staticmethod(joined("roles", lambda user: [group.name for group in user.groups.all()]))
    accounts = staticmethod(related("accounts", to="billing.BillingAccount"))
    memberships = staticmethod(related("teams", to="billing.Membership"))
    runs = staticmethod(related("answers", to="runs.Run"))
    holds = staticmethod(related("holds", to="billing.UsageHold"))
    conversations = staticmethod(related("conversations", to="conversations.Conversation"))
    sessions = staticmethod(related("sessions", to="usersessions.UserSession"))
    factors = staticmethod(related("second factors", to="mfa.Authenticator"))
    page = staticmethod(addressed("what staff may do", view="staff_person"))
    fields = (
        *("id", "email", "name", "roles", "is_active", "is_staff", "is_superuser", "is_demo", "created_at"),
        *("suspended_at", "suspended_until", "last_login", "page", "accounts", "memberships", "runs"),
        *("holds", "conversations", "sessions", "factors"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")


class Roles(ReadOnly):
    list_display = ("name", "permitted")
    permitted = staticmethod(joined("may", lambda group: [each.codename for each in group.permissions.all()]))
    fields = ("name", "permitted")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        return super().get_queryset(request).prefetch_related("permissions")


class OfAPerson(ReadOnly):
    """A row that belongs to one person, who is shown by their address."""

    ordering: tuple[str, ...] = ("-pk",)
    list_select_related: tuple[str, ...] = ("user",)
    finds_ids: tuple[str, ...] = ("user",)
    finds_people: tuple[str, ...] = ("user",)
    person = staticmethod(link("user", PERSON, shown="email", label="person"))


class Addresses(OfAPerson):
    list_display = ("email", "person", "verified", "primary")
    list_filter = ("verified", "primary")
    finds_texts = ("email__iexact",)
    fields = ("email", "person", "verified", "primary")


class SecondFactors(OfAPerson):
    list_display = ("id", "person", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    hides = ("data",)
    fields = ("person", "type", "created_at", "last_used_at")


class LinkedAccounts(OfAPerson):
    list_display = ("id", "person", "provider", "date_joined", "last_login")
    hides = ("extra_data",)
    fields = ("person", "provider", "date_joined", "last_login")


class Sessions(OfAPerson):
    list_display = ("id", "person", "created_at", "last_seen_at")
    hides = ("session_key", "data")
    fields = ("person", "created_at", "last_seen_at")


class Choices(OfAPerson):
    plural = "Preferences"
    list_display = ("person", "language", "theme", "send_key", "instructions_on", "updated_at")
    list_display_links = ("language",)
    ordering = ("-updated_at",)
    hides = ("instructions_about", "instructions_style")
    fields = (
        *("person", "language", "theme", "font_size", "send_key", "instructions_on"),
        *("notify_browser", "notify_mail", "updated_at"),
    )


class Consents(OfAPerson):
    list_display = ("id", "person", "text", "given_at", "withdrawn_at")
    fields = ("person", "text", "given_at", "withdrawn_at")


class Leavers(OfAPerson):
    list_display = ("requested_at", "person", "erase_at")
    ordering = ("erase_at",)
    fields = ("person", "requested_at", "erase_at")


class Erasures(ReadOnly):
    list_display = ("person_id", "actor", "begun_at", "erased_at")
    list_filter = ("actor",)
    ordering = ("-begun_at",)
    finds_ids = ("pk",)
    fields = ("person_id", "actor", "reason", "counts", "begun_at", "told_at", "erased_at")


class Viewings(ReadOnly):
    list_display = ("started_at", "who", "whom", "until", "ended_at", "refused")
    list_select_related = ("staff", "person")
    ordering = ("-started_at",)
    finds_ids = ("pk", "staff", "person")
    finds_people = ("staff", "person")
    who = staticmethod(link("staff", PERSON, shown="email", label="who looked"))
    whom = staticmethod(link("person", PERSON, shown="email", label="as whom"))
    fields = ("id", "who", "whom", "started_at", "until", "ended_at", "refused")


class Invitations(ReadOnly):
    list_display = ("email", "inviter", "created_at", "expires_at", "used_at")
    list_select_related = ("invited_by",)
    ordering = ("-created_at",)
    finds_ids = ("pk", "invited_by")
    finds_texts = ("email__iexact",)
    hides = ("token_hash",)
    inviter = staticmethod(link("invited_by", PERSON, shown="email", label="invited by"))
    fields = ("id", "email", "inviter", "created_at", "expires_at", "used_at")


PEOPLE = {
    User: Users,
    Group: Roles,
    EmailAddress: Addresses,
    Authenticator: SecondFactors,
    SocialAccount: LinkedAccounts,
    UserSession: Sessions,
    Preferences: Choices,
    Consent: Consents,
    Leaving: Leavers,
    Erasure: Erasures,
    Invitation: Invitations,
    Viewing: Viewings,
}
