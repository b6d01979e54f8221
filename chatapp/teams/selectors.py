"""Reads for the team pages: people, seats, counts and invitations, as far as the reader's role lets them see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.access import GOOD
from billing.accounts import accounts_of, effective_plan, lapsed
from billing.invitations import token_of
from billing.models import BillingAccount, Mail, Subscription, TeamInvitation
from billing.plans import TEAM_SEATS_FROM, Plan
from billing.reports import last_uses, period_start
from billing.seats import MANAGERS, OWNER, Member, members, role_of, usage_by_member
from chatapp.accounts.models import User
from chatapp.errors import NotFound

ROLES = {OWNER: gettext_lazy("Owner"), "admin": gettext_lazy("Admin"), "member": gettext_lazy("Member")}


@dataclass(frozen=True, slots=True)
class Person:
    """One row: who, their seat, and what they used since `Team.since`. Counts, never content."""

    member: Member
    user: User
    fast: int
    think: int
    last_use: datetime | None
    is_you: bool
    manageable: bool

    @property
    def name(self) -> str:
        return self.user.name or self.user.email

    @property
    def role(self) -> str:
        return str(ROLES[self.member.role])


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open invitation. `link` is there in demo mode, where mail goes to the log; `lost`: its mail was refused."""

    invitation: TeamInvitation
    manageable: bool
    lost: bool
    link: str


@dataclass(frozen=True, slots=True)
class Team:
    """A team as one of its people sees it."""

    account: BillingAccount
    role: str
    plan: Plan
    people: list[Person]
    waiting: list[Waiting]
    since: datetime
    resting: bool
    subscribed: bool

    @property
    def is_owner(self) -> bool:
        return self.role == OWNER

    @property
    def manages(self) -> bool:
        return self.role in MANAGERS

    @property
    def you(self) -> Person:
        return next(person for person in self.people if person.is_you)

    @property
    def owner(self) -> Person | None:
        return next((person for person in self.people if person.member.role == OWNER), None)

    @property
    def seats(self) -> int | None:
        """How many are paid for; None where nobody counts them."""
        return self.account.seats if settings.BILLING else None

    @property
    def taken(self) -> int:
        """People who have a seat or are to have one."""
        return sum(person.member.seat_since is not None for person in self.people)

    @property
    def short(self) -> int:
        """How many of them have none."""
        return sum(
            person.member.seat_since is not None and not person.member.seated for person in self.people
        )

    @property
    def free(self) -> int | None:
        """Seats that nobody has and no invitation holds."""
        return None if self.seats is None else max(0, self.seats - self.taken - len(self.waiting))

    @property
    def full(self) -> bool:
        return self.free == 0

    @property
    def seats_url(self) -> str:
        """Where its owner buys or adds seats; empty where nothing is sold."""
        wanted = max(TEAM_SEATS_FROM, (self.account.seats or 0) + 1, self.taken + len(self.waiting))
        return order_seats_url(self.account, wanted) if settings.BILLING else ""


def order_seats_url(account: BillingAccount, seats: int) -> str:
    """The order of so many seats; with a subscription it leads on to changing that one."""
    held = Subscription.objects.filter(account=account, status__in=GOOD).first()
    interval = held.interval if held else "month"
    query = {"plan": "team", "interval": interval, "account": account.pk, "quantity": seats}
    return f"{reverse('checkout')}?{urlencode(query)}"


def team_of(user: User, account_id: UUID) -> BillingAccount:
    """A team that the person is in. Raises NotFound for any other, whether it exists or not."""
    for account in teams_of(user):
        if account.pk == account_id:
            return account
    raise NotFound(_("There is no such team."))


def teams_of(user: User) -> list[BillingAccount]:
    """The person's teams by name."""
    return [each for each in accounts_of(user.pk) if each.kind == BillingAccount.Kind.TEAM]


def team(user: User, account: BillingAccount, *, now: datetime | None = None) -> Team:
    """The team for one of its people. Members see themselves and whom to ask; owner and admins see everyone."""
    now = now or timezone.now()
    role = role_of(account, user.pk) or "member"
    manages = role in MANAGERS
    since = period_start(account, now=now)
    people = _people(user, account, role, since, now)
    return Team(
        account=account,
        role=role,
        plan=effective_plan(account, now),
        people=people,
        waiting=_waiting(account, role, now) if manages else [],
        since=since,
        resting=settings.BILLING and (lapsed(account, now) or account.suspended_at is not None),
        subscribed=account.seats != 0 or not settings.BILLING,
    )


def person(team: Team, user_id: UUID) -> Person:
    """Somebody whom the reader may manage. Raises NotFound."""
    for each in team.people:
        if each.user.pk == user_id and each.manageable:
            return each
    raise NotFound(_("There is no such person in this team."))


def _people(user: User, account: BillingAccount, role: str, since: datetime, now: datetime) -> list[Person]:
    everyone = members(account, now)
    users = User.objects.in_bulk([each.user_id for each in everyone])
    used, last = usage_by_member(account, since=since), last_uses(account)
    rows = []
    for each in everyone:
        counts = used.get(each.user_id, {"fast": 0, "think": 0})
        rows.append(
            Person(
                member=each,
                user=users[each.user_id],
                fast=counts["fast"],
                think=counts["think"],
                last_use=last.get(each.user_id),
                is_you=each.user_id == user.pk,
                manageable=_manages(role, each.role),
            )
        )
    return rows


def _manages(role: str, other: str) -> bool:
    """Whether somebody in `role` looks after people in `other`: admins after members, the owner after both."""
    return other != OWNER and (role == OWNER or (role == "admin" and other == "member"))


def _waiting(account: BillingAccount, role: str, now: datetime) -> list[Waiting]:
    rows = list(TeamInvitation.objects.open(now).filter(account=account).order_by("created_at"))
    keys = [f"invitation:{row.pk}" for row in rows]
    lost = set(Mail.objects.filter(key__in=keys, outcome="failed").values_list("key", flat=True))
    return [
        Waiting(
            invitation=row,
            manageable=_manages(role, row.role),
            lost=f"invitation:{row.pk}" in lost,
            link=_link(row) if settings.DEMO else "",
        )
        for row in rows
    ]


def _link(invitation: TeamInvitation) -> str:
    try:
        return settings.SITE_URL + reverse("join_team", args=[token_of(invitation)])
    except LookupError:
        return ""
