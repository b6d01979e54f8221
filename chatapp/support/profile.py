"""What staff see of one person: who they are here, how they sign in, what they have. Nothing of what they wrote."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.utils import timezone

from billing.accounts import effective_plan
from billing.limits import active
from billing.models import BillingAccount, Credit, LimitOverride, Subscription
from billing.plans import Plan
from billing.trials import Trial, trial_of
from chatapp.accounts.agents import describe_agent
from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.leaving.models import Leaving
from chatapp.paying.overview import Reading, readings
from chatapp.paying.subscriptions import live_subscription
from chatapp.runs.models import Run

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Session:
    """A place where the person is signed in. `network` is its address without the last part."""

    device: str
    network: str
    since: datetime
    seen: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """An account that the person pays from or sits in, and what they used of it."""

    account: BillingAccount
    plan: Plan
    owns: bool
    trial: Trial | None
    subscription: Subscription | None
    limits: list[LimitOverride]
    credits: list[Credit]
    readings: list[Reading]


@dataclass(frozen=True, slots=True)
class Profile:
    """`leaving`: they asked to be erased. `factors` are kinds of second factor, without recovery codes."""

    addresses: list[EmailAddress]
    sign_ons: list[str]
    roles: list[str]
    factors: list[str]
    sessions: list[Session]
    accounts: list[Held]
    leaving: Leaving | None

    @property
    def last_seen(self) -> datetime | None:
        return self.sessions[0].seen if self.sessions else None


def profile(user: User) -> Profile:
    """The person, in a handful of queries and some for each account."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return Profile(
        addresses=list(EmailAddress.objects.filter(user=user).order_by("-primary", "email")),
        sign_ons=list(SocialAccount.objects.filter(user=user).values_list("provider", flat=True)),
        roles=list(user.groups.order_by("name").values_list("name", flat=True)),
        factors=[each.get_type_display() for each in factors.order_by("created_at")],
        sessions=sessions(user),
        accounts=[held(account, user) for account in accounts(user)],
        leaving=Leaving.objects.filter(pk=user.pk).first(),
    )


def sessions(user: User) -> list[Session]:
    """Where they are signed in now, the last used first. Looking ends none, as their own list does with dead ones."""
    rows = UserSession.objects.filter(user=user).order_by("-last_seen_at")[:SHOWN]
    return [
        Session(describe_agent(row.user_agent), network(row.ip), row.created_at, row.last_seen_at)
        for row in rows
        if row.exists()
    ]


def accounts(user: User) -> list[BillingAccount]:
    """Their own first, then teams. Looking makes none."""
    theirs = Q(owner=user) | Q(memberships__user=user)
    return list(BillingAccount.objects.filter(theirs).distinct().order_by("kind", "name", "created_at"))


def held(account: BillingAccount, user: User) -> Held:
    now = timezone.now()
    units = Credit.objects.filter(Q(user_id=None) | Q(user_id=user.pk), account=account, expires_at__gt=now)
    return Held(
        account=account,
        plan=effective_plan(account, now),
        owns=account.owner_id == user.pk,
        trial=trial_of(account, now),
        subscription=live_subscription(account),
        limits=active(account, now),
        credits=list(units.order_by("expires_at")),
        readings=readings(account, user.pk),
    )


def newest_runs(user: User) -> list[Run]:
    """Their newest answers, without anything that was asked or answered."""
    fields = ("created_at", "mode", "model", "status", "verdict", "error", "seconds")
    return list(Run.objects.filter(user=user).only(*fields).order_by("-created_at", "-pk")[:SHOWN])


def done(user: User, held_by: list[Held]) -> list[AuditEntry]:
    """The newest entries of the audit log about the person and the accounts that they own."""
    owned = [str(each.account.pk) for each in held_by if each.owns]
    about = Q(object_type="user", object_id=str(user.pk)) | Q(object_type="account", object_id__in=owned)
    return list(AuditEntry.objects.filter(about).order_by("-seq")[: 2 * SHOWN])


def network(address: str) -> str:
    """`203.0.113.x`, or `2001:db8:1::/48`: enough to tell home from abroad, and nobody's own address."""
    ip = ipaddress.ip_address(address)
    if ip.version == 4:
        return f"{address.rpartition('.')[0]}.x"
    return str(ipaddress.ip_network(f"{address}/48", strict=False))
